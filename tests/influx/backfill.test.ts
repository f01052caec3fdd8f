import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EventId, GaugeId, StationId } from "../../domain/ids.ts";
import { backfillInflux, reportCopy } from "../../influx/influx-backfill.ts";
import { append, gaugeKeys, openTestStore } from "../store/support/store-in-folder.ts";
import { aCase, anEvent, aTransition, effects } from "../support/effects.ts";
import { hasInfluxd, type Influxd, startInfluxd, testDatabase } from "../support/influx/influxd.ts";
import { anObservation, noon } from "../support/observations.ts";
import { until } from "../support/until.ts";
import { cityOfGauges, influxSettingsFor } from "./copy-city.ts";
import { startTestCopy } from "./copy-in-folder.ts";

describe.runIf(hasInfluxd())("backfillInflux() on a real InfluxDB", () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.remove());
  beforeEach(async () => {
    await influxd.query(`DROP DATABASE ${testDatabase}`);
    await influxd.query(`CREATE DATABASE ${testDatabase}`);
  });
  const everything = async () => [
    await influxd.series('SELECT * FROM "observation" GROUP BY *'),
    await influxd.series('SELECT * FROM "alarm" GROUP BY *'),
    await influxd.series('SELECT * FROM "case_state" GROUP BY *'),
  ];
  const options = (folder: string, changes = {}) => ({
    folder,
    settings: influxSettingsFor(influxd.url, { maxLines: 40, ...changes }),
    credentials: { kind: "none" } as const,
    city: cityOfGauges(3),
  });

  test("sends what was there before the first start, beside a hub that goes on; again it changes nothing", async () => {
    const store = await openTestStore();
    const [first, second] = await gaugeKeys(store, 2);
    const rows = Array.from({ length: 300 }, (_, n) =>
      anObservation({ gauge: n % 2 === 0 ? first! : second!, observedAt: noon + n, value: n / 4 }),
    );
    await append(store.journal, rows);
    const stationId = "tunnel" as StationId;
    const gaugeId = "gauge-1" as GaugeId;
    await store.state.commit(
      0,
      effects({
        flagChanges: [{ gauge: first!, gaugeId, observedAt: noon + 2, flag: 4, checks: 32 }],
        transitions: [aTransition()],
        events: [anEvent({ id: "e1" as EventId, of: aCase({ stationId }) })],
      }),
    );
    const copy = await startTestCopy(store, { settings: influxSettingsFor(influxd.url) });
    await append(store.journal, [anObservation({ gauge: first!, observedAt: noon + 1_000 })]);
    await until("the copy to be level", () => copy.status().spoolRows === 0 && copy.status().cursor > 300);
    expect(copy.status().isComplete).toBe(false);
    expect(await influxd.query('SELECT count("flag") FROM "observation"')).toEqual([[0, 1]]);
    // Until the back-fill, the journal answers for what InfluxDB does not hold.
    expect(await copy.history.range("gauge-1" as GaugeId, noon, noon + 2_000, 999)).toHaveLength(151);

    const progress: (readonly [number, number])[] = [];
    const summary = await backfillInflux({
      ...options(store.folder),
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(summary).toMatchObject({ sent: { observation: 301, transition: 1, event: 1 }, refused: 0 });
    expect(progress.at(-1)).toEqual([301, 301]);
    expect(progress.length).toBeGreaterThan(5);
    const once = await everything();
    expect(await influxd.query('SELECT count("flag"), sum("value") FROM "observation"')).toEqual([
      [0, 301, rows.reduce((sum, { value }) => sum + value, 0.25)],
    ]);
    expect(await influxd.query('SELECT "checks" FROM "observation" WHERE "flag" = 4')).toEqual([[noon + 2, 32]]);
    await until("the hub to know", () => copy.status().isComplete);
    await backfillInflux(options(store.folder));
    expect(await everything()).toEqual(once);
    expect(reportCopy(store.folder, 9)).toEqual({ waiting: 0, isComplete: true, refused: 0, parked: [] });
  });

  test("sends parked lines again once what refused them has been mended", async () => {
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    await influxd.write(`observation,gauge=other delayMs="text" ${noon}`);
    const copy = await startTestCopy(store, { settings: influxSettingsFor(influxd.url) });
    await append(store.journal, [
      anObservation({ gauge: gauge! }),
      anObservation({ gauge: gauge!, observedAt: noon + 1 }),
    ]);
    await until("the refusals", () => copy.status().refusedLines === 2);
    const parked = () => reportCopy(store.folder, 9)?.parked ?? [];
    expect(parked().map(({ words }) => words)).toEqual(Array(2).fill(expect.stringContaining("field type conflict")));
    expect(await backfillInflux(options(store.folder))).toMatchObject({ refused: 2 });
    expect(parked()).toHaveLength(2);
    await influxd.query('DROP MEASUREMENT "observation"');
    expect(await backfillInflux(options(store.folder))).toMatchObject({ refused: 0, sent: { observation: 2 } });
    expect(parked()).toEqual([]);
  });

  test("says what is wrong instead of waiting, and never sends to another InfluxDB than the hub's", async () => {
    const store = await openTestStore();
    await gaugeKeys(store, 1);
    const [gauge] = await gaugeKeys(store, 1);
    await append(store.journal, [anObservation({ gauge: gauge! })]);
    const missing = options(store.folder, { database: "nowhere" });
    await expect(backfillInflux(missing)).rejects.toMatchObject({
      code: "store.influx_held",
      message: expect.stringContaining("database not found"),
    });
    // A first try at the wrong place binds nobody to it.
    expect(await backfillInflux(options(store.folder))).toMatchObject({ sent: { observation: 1 } });
    await influxd.query("CREATE DATABASE other");
    const other = options(store.folder, { database: "other" });
    await expect(backfillInflux(other)).rejects.toMatchObject({ code: "store.influx_other_target" });
    expect(await influxd.query("SHOW MEASUREMENTS", "other")).toEqual([]);
    const down = options(store.folder, { retryMs: 1 });
    await influxd.kill();
    await expect(backfillInflux(down)).rejects.toMatchObject({ code: "store.influx_unreachable", isRetryable: true });
    await influxd.start();
  });
});
