import { expect, test } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { checks, type FlagChange, type QualityFlag } from "../../domain/observations/quality.ts";
import { startOfLog } from "../../domain/position.ts";
import type { SqliteStore } from "../../store/sqlite/open-store.ts";
import { effects, writerOn } from "../support/effects.ts";
import { anObservation, noon } from "../support/observations.ts";
import { append, gaugeKeys, openTestStore, temporaryFolder } from "./support/store-in-folder.ts";

const id = "gauge-1" as GaugeId;

/** Values a minute apart from `noon` on. */
async function keep(store: SqliteStore, gauge: GaugeKey, values: readonly number[]): Promise<void> {
  const rows = values.map((value, index) => anObservation({ gauge, observedAt: noon + index * minuteMs, value }));
  await append(store.journal, rows);
}

function changed(gauge: GaugeKey, minute: number, flag: QualityFlag): FlagChange {
  return {
    gauge,
    gaugeId: `gauge-${gauge}` as GaugeId,
    observedAt: noon + minute * minuteMs,
    flag,
    checks: checks.spike,
  };
}

async function flagsOf(store: SqliteStore): Promise<readonly (readonly [number, number])[]> {
  const rows = await store.history.range(id, noon, noon + hourMs, 100);
  return rows.map(({ flag, checks: failed }) => [flag, failed] as const);
}

test("range() shows the flag given last, of that gauge alone, and leaves the journal as it came", async () => {
  const store = await openTestStore();
  const commit = writerOn(store.state);
  const [gauge, other] = (await gaugeKeys(store, 2)) as [GaugeKey, GaugeKey];
  await keep(store, gauge, [0.1, 0.9, 0.1]);
  expect(await flagsOf(store)).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  await commit(effects({ flagChanges: [changed(gauge, 1, 3), changed(other, 0, 4)] }));
  await commit(effects({ flagChanges: [changed(gauge, 1, 4)] }));
  expect(await flagsOf(store)).toEqual([
    [1, 0],
    [4, checks.spike],
    [1, 0],
  ]);
  expect((await store.journalReader.readAfter(startOfLog, 10)).rows.map(({ flag }) => flag)).toEqual([1, 1, 1]);
});

test.each([
  ["hours", "hour", 0],
  ["days made of hours", "day", 8 * hourMs],
  ["days of an odd zone", "day", 5.5 * hourMs],
] as const)(
  "rollups() of %s count nothing refused later, and what is only suspected",
  async (_name, step, offsetMs) => {
    const store = await openTestStore();
    const commit = writerOn(store.state);
    const [gauge] = (await gaugeKeys(store, 1)) as [GaugeKey];
    await keep(store, gauge, [0.1, 5, 0.3]);
    await store.jobs.runRollup();
    await commit(effects({ flagChanges: [changed(gauge, 1, 4), changed(gauge, 2, 3)] }));
    const [rollup, ...others] = await store.history.rollups(id, noon, noon + hourMs, step, offsetMs);
    expect(others).toEqual([]);
    expect(rollup).toMatchObject({ count: 2, min: 0.1, max: 0.3 });
    await commit(effects({ flagChanges: [changed(gauge, 0, 4), changed(gauge, 2, 4)] }));
    expect(await store.history.rollups(id, noon, noon + hourMs, step, offsetMs)).toEqual([]);
  },
);

test("latest values take a changed flag of the newest observation, at once and after a restart, and none on an older one", async () => {
  const folder = await temporaryFolder();
  const store = await openTestStore({ folder });
  const commit = writerOn(store.state);
  const [gauge] = (await gaugeKeys(store, 1)) as [GaugeKey];
  const keys = new Map([[id, gauge]]);
  const latest = await store.latest(keys);
  await keep(store, gauge, [0.1, 0.9]);
  const flagChanges = [changed(gauge, 0, 3), changed(gauge, 1, 4)];
  await commit(effects({ flagChanges }));
  latest.applyFlagChanges(flagChanges);
  expect(latest.of(id)).toMatchObject({ value: 0.9, flag: 4, checks: checks.spike });
  await store.close();
  const reopened = await openTestStore({ folder });
  expect((await reopened.latest(keys)).of(id)).toMatchObject({ value: 0.9, flag: 4 });
});

test("runRetention() leaves roll-ups as flags had made them, and forgets flags with their observations alone", async () => {
  const now = noon + 500 * dayMs;
  const store = await openTestStore({ keepObservationsDays: 400 }, () => now);
  const commit = writerOn(store.state);
  const [gauge, late] = (await gaugeKeys(store, 2)) as [GaugeKey, GaugeKey];
  await keep(store, gauge, [0.1, 5, 0.3]);
  const refusedHour = anObservation({ gauge, observedAt: noon + 2 * hourMs, value: 9 });
  // Made long ago and received today: it stays, and so does its flag.
  const archived = anObservation({ gauge: late, observedAt: noon, receivedAt: now });
  await append(store.journal, [refusedHour, archived]);
  const flagChanges = [changed(gauge, 1, 4), changed(gauge, 120, 4), changed(late, 0, 3)];
  await commit(effects({ position: store.journal.end(), flagChanges }));
  const rollups = () => store.history.rollups(id, noon, noon + dayMs, "hour", 0);
  const before = await rollups();
  expect(before).toMatchObject([{ startsAt: noon, count: 2, max: 0.3 }]);
  expect(await store.jobs.runRetention()).toEqual({ observations: 4, stateRows: 2 });
  expect(await store.history.range(id, noon, now, 10)).toEqual([]);
  expect(await rollups()).toEqual(before);
  expect(await store.jobs.runRetention()).toEqual({ observations: 0, stateRows: 0 });
  expect(await store.history.range("gauge-2" as GaugeId, noon, now, 10)).toMatchObject([{ flag: 3 }]);
});
