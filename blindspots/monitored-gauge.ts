import type { Gauge, Station } from "../domain/city/city.ts";
import type { Property } from "../domain/city/property.ts";
import type { GaugeReception } from "./gauge-reception.ts";
import type { RainHour } from "./rain-hour.ts";

/** Properties of which rain moves the value within minutes: one that stands still then is stuck. */
export const movedByRain: ReadonlySet<Property> = new Set(["depth"]);

/** One gauge as the blind-spot detector keeps it. */
export interface MonitoredGauge {
  readonly gauge: Gauge;
  readonly station: MonitoredStation;
  readonly reception: GaugeReception;
  /** Null but for rain gauges. */
  readonly rain: RainHour | null;
  /** Stations a rain gauge speaks for; empty for every other gauge. */
  readonly rainedOn: readonly MonitoredStation[];
}

/** One station as the blind-spot detector keeps it. */
export interface MonitoredStation {
  readonly station: Station;
  /** Its gauges that measure water; empty at a station that is not important. */
  readonly waterGauges: MonitoredGauge[];
  /** Rain gauges within the radius, nearest first. */
  readonly rainGauges: { readonly gauge: MonitoredGauge; readonly distanceM: number }[];
}
