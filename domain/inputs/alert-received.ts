import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { StationId } from "../ids.ts";

/** Another system of the city says that something is wrong at a station, or that it is over. */
export interface AlertReceived {
  readonly kind: "alert-received";
  /** What tells the alert from others of its source for as long as it lasts. */
  readonly fingerprint: string;
  /** Name of the token that brought it. */
  readonly by: string;
  /** Id of the source, by whose words it was understood. */
  readonly sourceId: string;
  readonly stationId: StationId;
  readonly hazard: Hazard;
  /** Null once it is over. */
  readonly level: Level | null;
  /** As the sender says, ms since 1970. */
  readonly startedAt: number;
  /** Our clock at which it is over unless it is repeated, ms since 1970; null for never. */
  readonly until: number | null;
  readonly summary: string;
}
