import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import { reportCopy } from "../../influx/influx-backfill.ts";
import { observationLine } from "../../influx/read-batches.ts";
import { connectInflux } from "../../influx/server/influx-connection.ts";
import { type InfluxSettings, influxSettings } from "../../influx/settings.ts";
import { startInflux } from "../../influx/start-influx.ts";
import { type LoadResult, runLoad } from "../../simulators/run-load.ts";
import { storeSettings } from "../../store/settings.ts";
import { openStore } from "../../store/sqlite/open-store.ts";
import { gauge, smallCity } from "../support/alarm-builders.ts";
import { channelOf } from "../support/city-folder.ts";
import { type Influxd, startInfluxd, testDatabase } from "../support/influx/influxd.ts";
import { anObservation, noon } from "../support/observations.ts";
import { until } from "../support/until.ts";
import { residentMb, startBenchHub } from "./bench-hub.ts";

const gauges = 3_000;
/** Half of what was ever seen. */
const slowestCatchUpPerSecond = 25_000;
const mb = (bytes: number): number => Math.round(bytes / 1_048_576);

export interface DrainFigures {
  readonly points: number;
  readonly pointsPerSecond: number;
  /** Ready-made requests of the same lines, one after the other, to the same InfluxDB just after. */
  readonly bareInfluxPerSecond: number;
  /** The first over the second. */
  readonly ratio: number;
  /** Of the process that holds store and writer, MiB. */
  readonly rssMb: number;
  readonly influxdRssMb: number;
}

/** Drains a journal full of observations that waited for InfluxDB. */
export async function benchInfluxDrain(points: number): Promise<DrainFigures> {
  const influxd = await startInfluxd();
  const folder = mkdtempSync(join(tmpdir(), "guanlan-bench-"));
  const store = await openStore(storeSettings.parse({ folder, minFreeBytes: 0 }), { log: silentLog, clock: Date.now });
  const ids = Array.from({ length: gauges }, (_, index) => `gauge-${index}` as GaugeId);
  const city = smallCity({ gauges: new Map(ids.map((id) => [id, gauge({ id })])) });
  const keys = await store.journal.keysFor(ids);
  const settings = influxSettings.parse({
    enabled: true,
    url: influxd.url,
    database: testDatabase,
    sampleMs: 3_600_000,
  });
  await influxd.kill();
  const copy = await startInflux({
    settings,
    store,
    city,
    keys,
    env: {},
    readFile: () => "",
    log: silentLog,
    clock: Date.now,
    lookMs: 20,
  });
  try {
    await fill([...keys.values()], points, (rows) => {
      return new Promise<void>((resolve, reject) => {
        store.journal.append(rows, [], (error) => (error === null ? resolve() : reject(error)));
      });
    });
    await influxd.start();
    await until("the first batch", () => copy.status().cursor > 0, 60_000);
    const from = copy.status().cursor;
    const startedAt = performance.now();
    await until("the copy to be level", () => copy.status().spoolRows === 0, 600_000);
    const seconds = (performance.now() - startedAt) / 1_000;
    const held = await countIn(influxd);
    if (held !== points) throw new Error(`wanted ${points} points in InfluxDB, got ${held}`);
    const pointsPerSecond = Math.round((points - from) / seconds);
    const rssMb = mb(process.memoryUsage.rss());
    const influxdRssMb = residentMb(influxd.pid);
    const bare = await bareInflux(influxd, settings, Math.min(points, 300_000));
    return {
      points,
      pointsPerSecond,
      bareInfluxPerSecond: bare,
      ratio: Math.round((pointsPerSecond / bare) * 100) / 100,
      rssMb,
      influxdRssMb,
    };
  } finally {
    await copy.stop();
    await store.close();
    await influxd.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What InfluxDB takes when nobody has to read or write the lines. */
async function bareInflux(influxd: Influxd, settings: InfluxSettings, points: number): Promise<number> {
  await influxd.query("CREATE DATABASE bare");
  const connection = connectInflux({ ...settings, database: "bare" }, { kind: "none" }, 1);
  const bodies = Array.from({ length: points / settings.maxLines }, (_, batch) => {
    let body = "";
    for (let n = batch * settings.maxLines; n < (batch + 1) * settings.maxLines; n += 1) {
      const key = `observation,district=410105,gauge=gauge-${n % gauges},property=depth,station=tunnel`;
      const at = noon + Math.floor(n / gauges) * 1_000;
      body += observationLine(key, [n, n % gauges, at, at + 1_000, (n % 5_000) / 1_000, 1, 0, null, null]);
    }
    return body;
  });
  const startedAt = performance.now();
  for (const body of bodies) await connection.write(body, "ms", new AbortController().signal);
  const seconds = (performance.now() - startedAt) / 1_000;
  connection.close();
  return Math.round(points / seconds);
}

async function fill(
  keys: readonly GaugeKey[],
  points: number,
  append: (rows: readonly ReturnType<typeof anObservation>[]) => Promise<void>,
): Promise<void> {
  const group = 6_000;
  for (let from = 0; from < points; from += group) {
    const rows = Array.from({ length: Math.min(group, points - from) }, (_, index) => {
      const n = from + index;
      const observedAt = noon + Math.floor(n / keys.length) * 1_000;
      return anObservation({ gauge: keys[n % keys.length] as GaugeKey, observedAt, value: (n % 5_000) / 1_000 });
    });
    await append(rows);
  }
}

export interface OutageFigures {
  readonly readingsPerSecond: number;
  readonly outageSeconds: number;
  /** What waited when InfluxDB came back. */
  readonly spoolRows: number;
  readonly catchUpSeconds: number;
  /** What waited and what came in meanwhile, a second. */
  readonly catchUpPerSecond: number;
  readonly journalled: number;
  readonly missing: number;
  readonly doubled: number;
  readonly ack: Readonly<Record<"before" | "during" | "after", { readonly p50Ms: number; readonly p99Ms: number }>>;
  readonly rssMb: Readonly<Record<"before" | "during" | "after", number>>;
  readonly influxdRssMb: number;
}

/** A whole hub under steady readings, InfluxDB killed for `outageSeconds` in the middle. */
export async function benchInfluxOutage(readingsPerSecond: number, outageSeconds: number): Promise<OutageFigures> {
  const influxd = await startInfluxd();
  const devices = 500;
  const gaugesPerDevice = gauges / devices;
  const influx = { enabled: true, url: influxd.url, database: testDatabase, maxRetryMs: 500, sampleMs: 1_000 };
  const hub = await startBenchHub({ stations: devices, gaugesPerDevice, rules: "four", endpointUrl: null }, [], {
    settings: {
      influx,
    },
  });
  const folder = join(hub.folder, "data");
  const waiting = (): number => reportCopy(folder, 0)?.waiting ?? 0;
  const load = (seconds: number): Promise<LoadResult> =>
    runLoad({
      host: "127.0.0.1",
      port: hub.port,
      devices: hub.devices,
      window: 10,
      seconds,
      ratePerSecond: readingsPerSecond,
      payload: {
        channels: Array.from({ length: gaugesPerDevice }, (_, index) => channelOf(index)),
        isInTurn: true,
        readings: 1,
        valuesBelow: 0.1,
      },
    });
  const usualSeconds = 10;
  try {
    const before = await load(usualSeconds);
    const rssBefore = hub.rssMb();
    await influxd.kill();
    const during = await load(outageSeconds);
    const rssDuring = hub.rssMb();
    const spoolRows = waiting();
    // Readings go on until it is level, however much waited.
    const live = load(Math.max(usualSeconds, Math.ceil(spoolRows / slowestCatchUpPerSecond)));
    await influxd.start();
    const startedAt = performance.now();
    // Level is what a second of readings leaves waiting at most. Asked seldom, as each look opens the hub's files.
    const isLevel = async (): Promise<boolean> => {
      await wait(100);
      return waiting() <= readingsPerSecond;
    };
    await until("what waited to be gone", isLevel, 600_000);
    const catchUpSeconds = (performance.now() - startedAt) / 1_000;
    const after = await live;
    await until("the copy to be level", () => waiting() === 0, 120_000);
    const journalled = before.acknowledged + during.acknowledged + after.acknowledged;
    const rssAfter = hub.rssMb();
    const influxdRssMb = residentMb(influxd.pid);
    const held = await countIn(influxd);
    const series = (await influxd.query('SHOW SERIES FROM "observation"')).length;
    return {
      readingsPerSecond,
      outageSeconds,
      spoolRows,
      catchUpSeconds: Math.round(catchUpSeconds * 10) / 10,
      catchUpPerSecond: Math.round(spoolRows / catchUpSeconds + readingsPerSecond),
      journalled,
      missing: Math.max(0, journalled - held),
      doubled: Math.max(0, held - journalled) + Math.max(0, series - gauges),
      ack: { before: ackOf(before), during: ackOf(during), after: ackOf(after) },
      rssMb: { before: rssBefore, during: rssDuring, after: rssAfter },
      influxdRssMb,
    };
  } finally {
    await hub.stop();
    await influxd.remove();
  }
}

function ackOf({ ackP50Ms, ackP99Ms }: LoadResult) {
  return { p50Ms: ackP50Ms, p99Ms: ackP99Ms };
}

/** Points of all series, counted one series at a time so that one of two tag sets counts twice. */
async function countIn(influxd: Influxd): Promise<number> {
  const series = await influxd.series('SELECT count("flag") FROM "observation" GROUP BY *');
  return series.reduce((sum, { values }) => sum + Number(values[0]?.[1] ?? 0), 0);
}
