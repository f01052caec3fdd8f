import type { Gauge, Station } from "../domain/city/city.ts";
import type { Property } from "../domain/city/property.ts";
import type { GaugeKey } from "../domain/ids.ts";
import type { FlagChange } from "../domain/observations/quality.ts";
import type { RainHour } from "./rain-hour.ts";
import type { RecentObservations } from "./recent-observations.ts";

/** Properties that show how high the water stands; silence of a gauge of another kind is no blind spot in the rain. */
export const waterProperties: ReadonlySet<Property> = new Set(["depth", "stage", "flow", "velocity"]);

/** What rules made of a reading's quality. */
export type NewFlag = Pick<FlagChange, "flag" | "checks">;

/** One gauge as the blind-spot detector keeps it. */
export interface MonitoredGauge {
  readonly key: GaugeKey;
  readonly gauge: Gauge;
  readonly station: MonitoredStation;
  readonly recent: RecentObservations;
  /** Null but for rain gauges. */
  readonly rain: RainHour | null;
  /** Stations a rain gauge speaks for; empty for every other gauge. */
  readonly rainedOn: readonly MonitoredStation[];
  /** Flags given after the journal had the reading, by observation time, as far back as anything here looks. */
  readonly amended: Map<number, NewFlag>;
  /** Our clock at the last reception; null before the first. */
  heardAt: number | null;
}

/** One station as the blind-spot detector keeps it. */
export interface MonitoredStation {
  readonly station: Station;
  /** Its gauges that measure water; empty at a station that is not important. */
  readonly waterGauges: MonitoredGauge[];
  /** Rain gauges within the radius, nearest first. */
  readonly rainGauges: { readonly gauge: MonitoredGauge; readonly distanceM: number }[];
}
