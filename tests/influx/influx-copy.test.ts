import { copyFile, rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { dayMs } from "../../domain/clock.ts";
import type { AlarmKey, CaseId, EventId, GaugeId, RuleId, StationId } from "../../domain/ids.ts";
import { checkpointFile } from "../../influx/checkpoint/checkpoint-file.ts";
import { append, gaugeKeys, openTestStore } from "../store/support/store-in-folder.ts";
import { aCase, anEvent, aTransition, aWarning, effects } from "../support/effects.ts";
import { warningEventOf } from "../support/events.ts";
import { hasInfluxd, type Influxd, startInfluxd, testDatabase } from "../support/influx/influxd.ts";
import { anObservation, noon } from "../support/observations.ts";
import { NetworkFaultProxy } from "../support/processes/network-fault-proxy.ts";
import { until } from "../support/until.ts";
import { influxSettingsFor } from "./copy-city.ts";
import { startTestCopy } from "./copy-in-folder.ts";

describe.runIf(hasInfluxd())("InfluxCopy on a real InfluxDB", () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.remove());
  beforeEach(async () => {
    await influxd.query(`DROP DATABASE ${testDatabase}`);
    await influxd.query(`CREATE DATABASE ${testDatabase}`);
  });
  const count = async (measurement = "observation"): Promise<number> =>
    Number((await influxd.query(`SELECT count(*) FROM "${measurement}"`))[0]?.[1] ?? 0);

  test("observations arrive with every field of the schema and the tags of their gauge, numbers as floats", async () => {
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    await startTestCopy(store, { settings: influxSettingsFor(influxd.url) });
    await append(store.journal, [
      anObservation({ gauge: gauge!, value: 1 }),
      anObservation({ gauge: gauge!, observedAt: noon + 1, value: Number.NaN, flag: 9 }),
      anObservation({
        gauge: gauge!,
        observedAt: noon + 2,
        value: -2.5e-7,
        flag: 3,
        checks: 36,
        deviceTime: 5,
        seq: 6,
      }),
    ]);
    await until(
      "three points",
      async () => (await count()) > 0 && (await influxd.query('SELECT "flag" FROM "observation"')).length === 3,
    );
    const columns = ["value", "flag", "checks", "delayMs", "deviceTimeMs", "deviceSeq"].map((name) => `"${name}"`);
    expect(await influxd.query(`SELECT ${columns.join(",")} FROM "observation"`)).toEqual([
      [noon, 1, 1, null, 1000, null, null],
      [noon + 1, null, 9, null, 1000, null, null],
      [noon + 2, -2.5e-7, 3, 36, 1000, 5, 6],
    ]);
    const types = await influxd.query('SHOW FIELD KEYS FROM "observation"');
    expect(types.map(([, type]) => type)).toEqual(types.map(() => "float"));
    const [series] = await influxd.series('SELECT "flag" FROM "observation" GROUP BY *');
    expect(series?.tags).toEqual({ district: "410105", gauge: "gauge-1", property: "depth", station: "tunnel" });
  });

  test("a flag changed later changes flag and checks of the point and nothing else, whenever it comes", async () => {
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    const gaugeId = "gauge-1" as GaugeId;
    const changed = (observedAt: number, flag: 3 | 4) => ({ gauge: gauge!, gaugeId, observedAt, flag, checks: 32 });
    await append(store.journal, [
      anObservation({ gauge: gauge! }),
      anObservation({ gauge: gauge!, observedAt: noon + 1 }),
    ]);
    await store.state.commit(0, effects({ flagChanges: [changed(noon, 3)] }));
    await startTestCopy(store, { settings: influxSettingsFor(influxd.url) });
    await append(store.journal, [anObservation({ gauge: gauge!, observedAt: noon + 2 })]);
    await until("the new point", async () => (await count()) === 1);
    await store.state.commit(1, effects({ flagChanges: [changed(noon + 2, 4), changed(noon + 1, 4)] }));
    const flags = () => influxd.query('SELECT "value", "flag", "checks" FROM "observation"');
    // What was there before the first start is left to a back-fill, its later flags too.
    await until("the flag", async () => (await flags())[0]?.[2] === 4);
    expect(await flags()).toEqual([[noon + 2, 0.25, 4, 32]]);
  });

  test("alarms, cases and warnings arrive as changes, two of one millisecond apart, and again after a checkpoint is lost", async () => {
    const store = await openTestStore();
    const stationId = "tunnel" as StationId;
    const tunnel = { kind: "station", stationId } as const;
    const opened = aCase({ stationId });
    const raised = { ...opened, revision: 2, level: "red", peakLevel: "red" } as const;
    await store.state.commit(
      0,
      effects({
        transitions: [
          aTransition({ target: tunnel }),
          aTransition({ target: tunnel, from: "yellow", to: "red", alarmKey: "deep|tunnel" as AlarmKey }),
        ],
        cases: [raised],
        warnings: [aWarning()],
        events: [
          anEvent({ id: "e1" as EventId, of: opened }),
          anEvent({ id: "e2" as EventId, type: "case.updated", of: raised }),
          warningEventOf(aWarning(), { id: "e3" as EventId }),
        ],
      }),
    );
    const changes = async () => [
      await influxd.query('SELECT "level", "levelBefore", "titleZh" FROM "alarm"'),
      await influxd.query('SELECT "level", "caseId", "stationEn", "lat" FROM "case_state"'),
      await influxd.query('SELECT "level", "areaZh" FROM "warning_state"'),
    ];
    const expected = [
      [
        [noon, 2, 0, "积水"],
        [noon, 4, 2, "积水"],
      ],
      [
        [noon, 2, "case-1" as CaseId, "station tunnel", 34.76],
        [noon, 4, "case-1" as CaseId, "station tunnel", 34.76],
      ],
      [[noon, 2, "金水区"]],
    ];
    const copy = await startTestCopy(store, { settings: influxSettingsFor(influxd.url) });
    await until("all sent", async () => copy.status().sentLines >= 5);
    expect(await changes()).toEqual(expected);
    await copy.stop();
    await forgetCheckpoint(store.folder);
    const again = await startTestCopy(store, { settings: influxSettingsFor(influxd.url) });
    await until("all sent again", () => again.status().sentLines >= 5);
    expect(await changes()).toEqual(expected);
  });

  test("limits are drawn as they are now: told once, again with every sample, and anew when rules or mode change", async () => {
    const store = await openTestStore();
    const settings = influxSettingsFor(influxd.url, { sampleMs: 100, deviceSampleMs: 100 });
    const copy = await startTestCopy(store, { settings });
    const limits = (red: number) => [
      {
        ruleId: "underpass-depth" as RuleId,
        gaugeId: "gauge-1" as GaugeId,
        direction: "above" as const,
        raiseAt: { red },
        advice: {},
        isDemonstration: true,
      },
    ];
    let now = limits(0.4);
    copy.sampleFrom(() => ({
      numbers: {},
      limits: now,
      gaugeState: () => "live",
      currentValue: () => null,
      observedAt: () => null,
      alarmRank: () => 0,
      heardAt: () => null,
      isOnline: () => true,
      clockOf: () => null,
    }));
    const drawn = async () => (await influxd.query('SELECT "red" FROM "rule_limit"')).map(([, red]) => red);
    await until("three samples", async () => (await drawn()).length >= 3);
    now = limits(0.3);
    await until("the other limit", async () => (await drawn()).at(-1) === 0.3);
    expect(new Set(await drawn())).toEqual(new Set([0.4, 0.3]));
  });

  test("a gauge that moves keeps its old tags on old rows, also when they are sent again", async () => {
    const { smallCity, gauge: gaugeOf } = await import("../support/alarm-builders.ts");
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    const id = "gauge-1" as GaugeId;
    const cityAt = (stationId: "tunnel" | "road") =>
      smallCity({
        gauges: new Map([[id, gaugeOf({ id, stationId: stationId as StationId })]]),
      });
    const settings = influxSettingsFor(influxd.url);
    const first = await startTestCopy(store, { settings, city: cityAt("tunnel") });
    await append(store.journal, [anObservation({ gauge: gauge! })]);
    await until("one point", async () => (await count()) === 1);
    await first.stop();
    await startTestCopy(store, { settings, city: cityAt("road") });
    await append(store.journal, [anObservation({ gauge: gauge!, observedAt: noon + 1 })]);
    await until("two points", async () => (await influxd.query('SELECT "value" FROM "observation"')).length === 2);
    const series = await influxd.series('SELECT "value" FROM "observation" GROUP BY "station"');
    expect(series.map(({ tags, values }) => [tags?.station, values[0]?.[0]])).toEqual([
      ["road", noon + 1],
      ["tunnel", noon],
    ]);
  });

  test("retention waits for what InfluxDB does not have, from the first moment on", async () => {
    const now = noon + 500 * dayMs;
    const store = await openTestStore({}, () => now);
    const [gauge] = await gaugeKeys(store, 1);
    const proxy = await NetworkFaultProxy.before(() => influxd.port);
    onTestFinished(() => proxy.close());
    const settings = influxSettingsFor(proxy.url);
    const level = await startTestCopy(store, { settings });
    await append(store.journal, [anObservation({ gauge: gauge! })]);
    await until("the copy to be level", () => level.status().cursor === 1);
    await level.stop();
    proxy.turn("closed");
    await append(store.journal, [anObservation({ gauge: gauge!, observedAt: noon + 1 })]);
    await store.state.commit(0, effects({ position: store.journal.end() }));
    // It never looks again: what holds retention is what it found at the start.
    const copy = await startTestCopy(store, { settings, lookMs: 3_600_000 });
    expect(await store.jobs.runRetention()).toMatchObject({ observations: 1 });
    await copy.stop();
    proxy.turn("open");
    const open = await startTestCopy(store, { settings });
    await until("the copy to be level", () => open.status().cursor === 2);
    expect(await store.jobs.runRetention()).toMatchObject({ observations: 1 });
    expect(await count()).toBe(2);
  });

  test("a journal that was restored in place of another is known as another: what it takes next arrives", async () => {
    const settings = influxSettingsFor(influxd.url);
    const before = await openTestStore();
    const [gauge] = await gaugeKeys(before, 1);
    const first = await startTestCopy(before, { settings });
    const rows = [1, 2, 3, 4, 5].map((n) => anObservation({ gauge: gauge!, observedAt: noon + n }));
    await append(before.journal, rows);
    await until("the copy to be level", () => first.status().cursor === 5);
    await first.stop();
    await before.close();
    const backup = await openTestStore();
    await gaugeKeys(backup, 1);
    await append(backup.journal, [anObservation({ gauge: gauge!, observedAt: noon + 9 })]);
    await copyFile(checkpointFile(before.folder), checkpointFile(backup.folder));
    const second = await startTestCopy(backup, { settings });
    expect(second.status()).toMatchObject({ cursor: 1, isComplete: false });
    await append(backup.journal, [anObservation({ gauge: gauge!, observedAt: noon + 10 })]);
    await until("the new row", async () => (await count()) === 6);
  });
});

async function forgetCheckpoint(folder: string): Promise<void> {
  for (const end of ["", "-wal", "-shm"]) await rm(`${checkpointFile(folder)}${end}`, { force: true });
}
