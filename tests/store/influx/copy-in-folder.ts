import { onTestFinished } from "vitest";
import type { City } from "../../../domain/city.ts";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import { type Log, silentLog } from "../../../domain/log.ts";
import { type InfluxSettings, influxSettings } from "../../../store/influx/settings.ts";
import { type InfluxCopy, startInflux } from "../../../store/influx/start-influx.ts";
import type { Store } from "../../../store/open-store.ts";
import { gauge, smallCity } from "../../support/alarm-builders.ts";
import { testDatabase } from "../../support/influxd.ts";

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

export interface CopyOptions {
  readonly settings: InfluxSettings;
  readonly city?: City;
  readonly keys?: ReadonlyMap<GaugeId, GaugeKey>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
}

/** The copy of a store, stopped when the test ends. */
export async function startTestCopy(
  store: Store,
  { settings, city, keys, env, log }: CopyOptions,
): Promise<InfluxCopy> {
  const whole = city ?? cityOfGauges(3);
  const copy = await startInflux({
    settings,
    store,
    city: whole,
    keys: keys ?? (await store.gauges.keysFor([...whole.gauges.keys()])),
    env: env ?? {},
    readFile: () => {
      throw new Error("no file");
    },
    log: log ?? silentLog,
    clock: Date.now,
  });
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await copy.stop();
  };
  onTestFinished(stop);
  return { ...copy, stop };
}
