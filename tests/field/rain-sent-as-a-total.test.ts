import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import { type DemonstrationHub, minutely, runDemonstrationHub } from "../support/processes/demonstration-hub.ts";
import { until } from "../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

interface Observation {
  readonly value: number;
  readonly flag: number;
  readonly checks: readonly string[];
}

let hub: DemonstrationHub;
afterEach(() => hub.close());

const device = "rn-miaoli-1";
const gauge = "rn-miaoli.rain";

/** The rain gauge counts, in tips of 0.2 mm that start again at 1,000, and reports each minute. */
function asCounter(folder: string): void {
  const file = join(folder, "stations.yaml");
  const text = readFileSync(file, "utf8");
  const at = text.indexOf(`id: ${gauge}`);
  const changed = text
    .slice(at)
    .replace("unit: mm", "unit: mm\n            counter: { pulse: 0.2, wrapsAt: 1000 }")
    .replace("expectedInterval: 5min", "expectedInterval: 1min");
  writeFileSync(file, text.slice(0, at) + changed);
}

async function history(): Promise<readonly Observation[]> {
  return (await hub.get<Rows<Observation>>(`/api/v1/gauges/${gauge}/observations?from=2020-01-01T00:00:00Z`)).rows;
}

async function sumOfHours(): Promise<number> {
  const path = `/api/v1/gauges/${gauge}/rollups?step=hour&from=${new Date(Date.now() - 86_400_000).toISOString()}`;
  const { rows } = await hub.get<Rows<{ sum: number }>>(path);
  return Math.round(rows.reduce((sum, row) => sum + row.sum, 0) * 1e6) / 1e6;
}

it("keeps what a counter counted: standing totals are dry, over a wrap, repeats, a late total and a kill of the hub", async () => {
  hub = await runDemonstrationHub({ devices: [device], rewriteCity: asCounter });
  const end = Date.now() - 30 * minuteMs;
  const readings = minutely("rain", "978x13,980,990,2,2x3", end);
  await hub.publish(device, readings);
  await hub.publish(device, readings);
  await hub.process.kill();
  await hub.process.start();
  await hub.publish(device, { t: end + minuteMs, values: { rain: 7 } });
  await hub.publish(device, { t: end + 30_000, values: { rain: 5 } });
  await hub.publish(device, readings.at(-1));
  const values = await until("the last tips to be kept", async () => {
    const rows = await history();
    return rows.at(-1)?.value === 1 ? rows.map(({ value }) => value) : null;
  });
  expect(values).toEqual([...Array(13).fill(0), 0.4, 2, 2.4, 0, 0, 0, 1]);
  expect(await sumOfHours()).toBe(5.8);
  expect((await hub.get<Rows<object>>("/api/v1/alarms/transitions")).rows).toEqual([]);
});

it("spreads what fell while the device was away, and no burst alarms anybody", async () => {
  hub = await runDemonstrationHub({ devices: [device], rewriteCity: asCounter });
  const end = Date.now() - minuteMs;
  await hub.publish(device, { t: end - 5 * 60 * minuteMs, values: { rain: 10 } });
  // 60 mm in 5 h.
  await hub.publish(device, { t: end, values: { rain: 310 } });
  const rows = await until("it to be kept", async () => {
    const kept = await history();
    return kept.length > 1 ? kept : null;
  });
  expect(rows.length).toBe(13);
  expect(rows.at(-1)).toMatchObject({ value: 5, flag: 3, checks: ["spreadOverGap"] });
  expect(await sumOfHours()).toBe(60);
  const { rows: moved } = await hub.get<Rows<{ ruleId: string; to: string }>>("/api/v1/alarms/transitions");
  expect(moved.filter(({ ruleId }) => ruleId === "rain-1h")).toEqual([]);
});

it("takes amounts that stand still to the last digit for a running total: no rainstorm in dry weather", async () => {
  hub = await runDemonstrationHub({ devices: [device] });
  const end = Date.now() - 20 * minuteMs;
  await hub.publish(device, minutely("rain", "0x5,15.6x13,15.8,15.8x3,0", end));
  const rows = await until("the repeats to be refused", async () => {
    const kept = await history();
    return kept[20]?.flag === 4 ? kept : null;
  });
  const refused = rows.filter(({ checks }) => checks.includes("runningTotal"));
  expect(refused.every(({ flag }) => flag === 4)).toBe(true);
  expect(refused.length).toBeGreaterThanOrEqual(16);
  expect((await hub.get<Rows<object>>("/api/v1/alarms/transitions")).rows).toEqual([]);
});

it("counts on through a total that is set back in a storm, and through a boot that sends zeros, over a kill of the hub", async () => {
  const everyTenMinutes = (folder: string): void => {
    asCounter(folder);
    const file = join(folder, "stations.yaml");
    const text = readFileSync(file, "utf8");
    const at = text.indexOf(`id: ${gauge}`);
    writeFileSync(
      file,
      text.slice(0, at) + text.slice(at).replace("expectedInterval: 1min", "expectedInterval: 10min"),
    );
  };
  hub = await runDemonstrationHub({ devices: [device], rewriteCity: everyTenMinutes });
  const start = Date.now() - 91 * minuteMs;
  // In tips of 0.2 mm: a boot in drizzle, then 12, at least 10, 14 and 16 mm about midnight.
  const tips = [4, 5, 0, 0, 6, 66, 50, 120, 200];
  for (const [index, rain] of tips.entries()) {
    await hub.publish(device, { t: start + index * 10 * minuteMs, values: { rain } });
    if (index !== 3 && index !== 6) continue;
    await hub.process.kill();
    await hub.process.start();
  }
  const rows = await until("the last total to be kept", async () => {
    const kept = await history();
    return kept.length === tips.length ? kept : null;
  });
  expect(rows.map(({ value, flag }) => [value, flag])).toEqual([
    [0, 4],
    [0.2, 1],
    [0, 4],
    [0, 1],
    [0.2, 3],
    [12, 1],
    [10, 3],
    [14, 1],
    [16, 1],
  ]);
  expect(await sumOfHours()).toBe(52.4);
  await until("yellow, which is 50 mm in an hour", async () => {
    const { rows: moved } = await hub.get<Rows<{ ruleId: string; to: string }>>("/api/v1/alarms/transitions");
    return moved.some(({ ruleId, to }) => ruleId === "rain-1h" && to === "yellow") ? true : null;
  });
});
