import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { hourMs } from "../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { checks, type QualityFlag } from "../../domain/observations/quality.ts";
import type { Journal } from "../../store/ports.ts";
import { historyContract } from "../contracts/history.ts";
import { append, gaugeKeys, openTestStore } from "../store/support/store-in-folder.ts";
import { effects, writerOn } from "../support/effects.ts";
import { hasInfluxd, type Influxd, startInfluxd } from "../support/influx/influxd.ts";
import { anObservation, noon } from "../support/observations.ts";
import { NetworkFaultProxy } from "../support/processes/network-fault-proxy.ts";
import { until } from "../support/until.ts";
import { influxSettingsFor } from "./copy-city.ts";
import { startTestCopy } from "./copy-in-folder.ts";

describe.runIf(hasInfluxd())("history out of InfluxDB", () => {
  let influxd: Influxd;
  let database = 0;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.remove());

  /** A database of its own, so that gauges of one test are not found by another. */
  const freshSettings = async () => {
    database += 1;
    await influxd.query(`CREATE DATABASE history${database}`);
    return influxSettingsFor(influxd.url, { database: `history${database}` });
  };

  historyContract("InfluxDB", async () => {
    const store = await openTestStore();
    const keys = new Map<GaugeId, GaugeKey>();
    // The journal must not be what makes the answers right.
    const history = { ...store.history, range: notAsked, rollups: notAsked };
    const copy = await startTestCopy({ ...store, history }, { settings: await freshSettings(), keys });
    const keysFor = async (ids: readonly GaugeId[]) => {
      const found = await store.journal.keysFor(ids);
      for (const [id, key] of found) keys.set(id, key);
      return found;
    };
    const append: Journal["append"] = (...args) => store.journal.append(...args);
    const commit = writerOn(store.state);
    const setFlag = (gaugeId: GaugeId, observedAt: number, flag: QualityFlag) =>
      commit(
        effects({ flagChanges: [{ gauge: keys.get(gaugeId)!, gaugeId, observedAt, flag, checks: checks.spike }] }),
      );
    const isLevel = () => until("the copy to be level", () => copy.status().spoolRows === 0);
    return { journal: { append, keysFor }, history: copy.history, setFlag, settling: [isLevel, store.jobs.runRollup] };
  });

  const id = "gauge-1" as GaugeId;

  test("answers come from InfluxDB: what only it holds is in them", async () => {
    const store = await openTestStore();
    await gaugeKeys(store, 1);
    const settings = await freshSettings();
    const copy = await startTestCopy(store, { settings });
    await influxd.write(`observation,gauge=gauge-1 value=7,flag=1,delayMs=5 ${noon}`, settings.database);
    expect(await copy.history.range(id, noon, noon + 1, 10)).toMatchObject([{ value: 7, receivedAt: noon + 5 }]);
    expect(await copy.history.rollups(id, noon, noon + 1, "hour", 0)).toMatchObject([{ count: 1, sum: 7 }]);
  });

  test("flags given later show at once, in ranges and in roll-ups", async () => {
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    // Nothing is sent after the first look, so that the flag is on its way for the whole test.
    const settings = { ...(await freshSettings()), pollMs: 300 };
    const copy = await startTestCopy(store, { settings });
    const rows = [1, 2, 4].map((value) => anObservation({ gauge: gauge!, observedAt: noon + value, value }));
    await append(store.journal, rows);
    await until("the copy to be level", () => copy.status().spoolRows === 0 && copy.status().cursor > 0);
    const change = { gauge: gauge!, gaugeId: id, observedAt: noon + 4, flag: 4, checks: 32 } as const;
    await store.state.commit(0, effects({ flagChanges: [change] }));
    const isRight = async () => {
      expect((await copy.history.range(id, noon, noon + 9, 9)).map(({ flag }) => flag)).toEqual([1, 1, 4]);
      expect(await copy.history.rollups(id, noon, noon + hourMs, "hour", 0)).toMatchObject([{ count: 2, sum: 3 }]);
    };
    await isRight();
    await until("the flag to be sent", () => copy.status().sentLines === 4);
    await isRight();
  });

  test("what was refused is answered from the journal", async () => {
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    const settings = await freshSettings();
    await influxd.write(`observation,gauge=other delayMs="text" ${noon}`, settings.database);
    const copy = await startTestCopy(store, { settings });
    await append(store.journal, [anObservation({ gauge: gauge!, value: 3 })]);
    await until("the refusal", () => copy.status().refusedLines === 1);
    expect(await copy.history.range(id, noon, noon + 1, 9)).toMatchObject([{ value: 3 }]);
    expect(await copy.history.rollups(id, noon, noon + 1, "hour", 0)).toMatchObject([{ count: 1, sum: 3 }]);
  });
});

function notAsked(): never {
  throw new Error("the embedded history was asked");
}

describe.runIf(hasInfluxd())("history while InfluxDB is down", () => {
  test("the journal answers as far back as it reaches; for what it has deleted the answer is that there is none now", async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.remove());
    const now = Date.now();
    const store = await openTestStore({ keepObservationsDays: 1 }, () => now);
    const [gauge] = await gaugeKeys(store, 1);
    const copy = await startTestCopy(store, { settings: influxSettingsFor(influxd.url) });
    const old = now - 48 * hourMs;
    await append(store.journal, [
      anObservation({ gauge: gauge!, observedAt: old, value: 1 }),
      anObservation({ gauge: gauge!, observedAt: now - 20 * hourMs, value: 2 }),
      anObservation({ gauge: gauge!, observedAt: now, value: 3 }),
    ]);
    await until("the copy to be level", () => copy.status().cursor === 3);
    await store.state.commit(0, effects({ position: store.journal.end() }));
    const id = "gauge-1" as GaugeId;
    const values = async (from: number) => (await copy.history.range(id, from, now + 1, 9)).map(({ value }) => value);
    expect(await values(old)).toEqual([1, 2, 3]);
    expect(await store.jobs.runRetention()).toMatchObject({ observations: 1 });
    expect((await store.history.range(id, old, now + 1, 9)).map(({ value }) => value)).toEqual([2, 3]);
    expect(await values(old)).toEqual([1, 2, 3]);
    await influxd.kill();
    await expect(values(old)).rejects.toMatchObject({ code: "store.influx_unreachable", isRetryable: true });
    expect(await values(now - 10 * hourMs)).toEqual([3]);
    expect(await copy.history.rollups(id, old, old + 1, "hour", 0)).toMatchObject([{ count: 1, sum: 1 }]);
  });

  test("where it is silent the journal answers within two seconds, and at once when it is asked again", async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.remove());
    const gate = await NetworkFaultProxy.before(() => Number(new URL(influxd.url).port));
    onTestFinished(() => gate.close());
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    const copy = await startTestCopy(store, { settings: influxSettingsFor(gate.url, { timeoutMs: 30_000 }) });
    await append(store.journal, [anObservation({ gauge: gauge!, observedAt: noon, value: 3 })]);
    await until("the copy to be level", () => copy.status().cursor === 1);
    const id = "gauge-1" as GaugeId;
    gate.turn("silent");
    const askedAt = performance.now();
    expect(await copy.history.range(id, noon, noon + 1, 9)).toMatchObject([{ value: 3 }]);
    expect(performance.now() - askedAt).toBeLessThan(2_000);
    const againAt = performance.now();
    expect(await copy.history.range(id, noon, noon + 1, 9)).toMatchObject([{ value: 3 }]);
    expect(await copy.history.rollups(id, noon, noon + 1, "hour", 0)).toMatchObject([{ sum: 3 }]);
    expect(performance.now() - againAt).toBeLessThan(1_000);
  });
});
