import { type City, isWithinArea } from "../../domain/city/city.ts";
import type { Drill } from "../../domain/governance/drill.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { AreaCode } from "../../domain/ids.ts";
import type { DrillAction } from "../../domain/inputs/acts/drill-action.ts";
import { fill } from "../../locales/fill.ts";
import { drillRefusals } from "../../locales/record/drills.ts";

interface DrillContext {
  /** The drill of that id; null for none. */
  readonly known: Drill | null;
  /** Our clock. */
  readonly at: number;
  readonly city: City;
}

/** Why a drill cannot be started or ended; null where it can. */
export function refuseDrillAction({ drillId, action }: DrillAction, { known, at, city }: DrillContext): Refusal | null {
  if (action.do === "end") {
    if (known !== null && known.endedAt === null) return null;
    return { code: "record.drill_not_running", words: fill(drillRefusals["not-running"], { id: drillId }) };
  }
  if (known !== null) return { code: "record.drill_exists", words: fill(drillRefusals.exists, { id: drillId }) };
  if (action.until <= at) return { code: "record.drill_over", words: drillRefusals.over };
  if (action.areaCodes.some((code) => hasDrillStation(city, code))) return null;
  const areas = action.areaCodes.join(" ");
  return { code: "record.drill_without_stations", words: fill(drillRefusals["without-stations"], { areas }) };
}

/** Whether a station of drills lies in an area. */
function hasDrillStation(city: City, code: AreaCode): boolean {
  return city.stations
    .values()
    .some(({ isExercise, areaCode }) => isExercise === true && isWithinArea(city, areaCode, code));
}
