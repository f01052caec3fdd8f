import type { AlarmTarget } from "../alarms/alarm.ts";
import type { AreaCode, StationId } from "../ids.ts";

/** Where something is, as lists are narrowed by it: one area, one station, or everywhere. */
export type PlaceKey = `area:${string}` | `station:${string}` | "everywhere";

export function areaKey(code: AreaCode): PlaceKey {
  return `area:${code}`;
}

export function stationKey(id: StationId): PlaceKey {
  return `station:${id}`;
}

export function placeOfTarget(target: AlarmTarget): PlaceKey {
  return target.kind === "area" ? areaKey(target.areaCode) : stationKey(target.stationId);
}
