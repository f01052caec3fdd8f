import type { City } from "../../domain/city/city.ts";
import type { Hazard } from "../../domain/city/hazard.ts";
import type { Level } from "../../domain/city/level.ts";
import type { Mode } from "../../domain/city/mode.ts";
import type { Ladder } from "../../domain/city/policies/duty.ts";
import type { AreaCode } from "../../domain/ids.ts";

/** What a ladder is looked for by. */
export interface LadderNeed {
  readonly level: Level;
  readonly mode: Mode;
  readonly hazard: Hazard;
  /** True for a drill 演练. */
  readonly isExercise: boolean;
}

/** The ladder of an area, or of the nearest area around it that has one that fits; null for none. @param from null for none */
export function findLadder(
  { areas, duty }: Pick<City, "areas" | "duty">,
  from: AreaCode | null,
  need: LadderNeed,
): Ladder | null {
  for (let code = from; code !== null; code = areas.get(code)?.parent ?? null) {
    const found = duty?.ladders.find((ladder) => ladder.areaCode === code && fits(ladder, need));
    if (found !== undefined) return found;
  }
  return null;
}

/** The ladder of the next administrative level up: that of an area around the one it is for. */
export function ladderAbove(city: Pick<City, "areas" | "duty">, ladder: Ladder, need: LadderNeed): Ladder | null {
  return findLadder(city, city.areas.get(ladder.areaCode)?.parent ?? null, need);
}

/** Whether a ladder is for such a case. */
export function fits({ levels, modes, hazards, callsInDrills }: Ladder, need: LadderNeed): boolean {
  const { level, mode, hazard, isExercise } = need;
  if (isExercise && !callsInDrills) return false;
  return levels.includes(level) && (modes?.includes(mode) ?? true) && (hazards?.includes(hazard) ?? true);
}
