import type { City } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { type InfluxSettings, influxSettings } from "../../influx/settings.ts";
import { gauge, smallCity } from "../support/alarm-builders.ts";
import { testDatabase } from "../support/influx/influxd.ts";

/** Gauges of the city that copy-process.ts writes. */
export const gaugesOfProcess = 50;

/** Settings that wait for nothing long. */
export function influxSettingsFor(url: string, changes: Partial<InfluxSettings> = {}): InfluxSettings {
  const quick = { pollMs: 10, retryMs: 20, maxRetryMs: 200, probeMs: 50, timeoutMs: 5_000, sampleMs: 3_600_000 };
  return { ...influxSettings.parse({ enabled: true, url, database: testDatabase }), ...quick, ...changes };
}

/** A city whose only station has gauges `gauge-1` to `gauge-{count}`. */
export function cityOfGauges(count: number): City {
  const ids = Array.from({ length: count }, (_, index) => `gauge-${index + 1}` as GaugeId);
  return smallCity({ gauges: new Map(ids.map((id) => [id, gauge({ id })])) });
}
