import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { AreaCode, IncidentId } from "../ids.ts";

/** The cases of one storm in one area, counted up. False alarms are none of it. Instants are observation times, ms since 1970. */
export interface Incident {
  readonly id: IncidentId;
  readonly hazards: readonly Hazard[];
  /** Areas of its cases. */
  readonly areaCodes: readonly AreaCode[];
  readonly openedAt: number;
  /** When its last hazard was over; null while one lasts. */
  readonly overAt: number | null;
  readonly peakLevel: Level;
  readonly caseCount: number;
  /** Cases in which something is left to do. */
  readonly openCount: number;
  /** True where all of it is of a drill. */
  readonly isExercise?: true;
}
