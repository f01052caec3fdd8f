import { onTestFinished } from "vitest";
import type { City } from "../../domain/city/city.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { type Log, silentLog } from "../../domain/log.ts";
import type { InfluxSettings } from "../../influx/settings.ts";
import { type InfluxCopy, startInflux } from "../../influx/start-influx.ts";
import type { SqliteStore } from "../../store/sqlite/open-store.ts";
import { cityOfGauges } from "./copy-city.ts";

export interface CopyOptions {
  readonly settings: InfluxSettings;
  readonly city?: City;
  readonly keys?: ReadonlyMap<GaugeId, GaugeKey>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
  readonly lookMs?: number;
}

/** The copy of a store, stopped when the test ends. */
export async function startTestCopy(
  store: SqliteStore,
  { settings, city, keys, env, log, lookMs = 10 }: CopyOptions,
): Promise<InfluxCopy> {
  const whole = city ?? cityOfGauges(3);
  const copy = await startInflux({
    settings,
    store,
    city: whole,
    keys: keys ?? (await store.journal.keysFor([...whole.gauges.keys()])),
    env: env ?? {},
    readFile: () => {
      throw new Error("no file");
    },
    log: log ?? silentLog,
    clock: Date.now,
    lookMs,
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
