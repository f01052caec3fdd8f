import type { AlarmTarget } from "../alarms/alarm.ts";
import type { Warning } from "../governance/warning.ts";
import type { AreaCode, StationId } from "../ids.ts";

/**
 * Where something is, as lists are narrowed by it: one area, one station, or everywhere; `public` is what the public has been
 * told of warnings for one area.
 */
export type PlaceKey = `area:${string}` | `public:${string}` | `station:${string}` | "everywhere";

export function areaKey(code: AreaCode): PlaceKey {
  return `area:${code}`;
}

export function publicKey(code: AreaCode): PlaceKey {
  return `public:${code}`;
}

export function stationKey(id: StationId): PlaceKey {
  return `station:${id}`;
}

export function placeOfTarget(target: AlarmTarget): PlaceKey {
  return target.kind === "area" ? areaKey(target.areaCode) : stationKey(target.stationId);
}

/** Where a warning belongs: its area, and once the public has been told of it what is told of that area. Never one of a drill. */
export function placesOfWarning(warning: Pick<Warning, "areaCode" | "bulletins" | "isExercise">): readonly PlaceKey[] {
  const { areaCode, bulletins = [], isExercise = false } = warning;
  return bulletins.length > 0 && !isExercise ? [areaKey(areaCode), publicKey(areaCode)] : [areaKey(areaCode)];
}
