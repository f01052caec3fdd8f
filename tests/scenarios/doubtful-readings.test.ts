import { afterEach, expect, it } from "vitest";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

let hub: RunningHub;

afterEach(async () => {
  await hub.close();
});

interface Page<T> {
  readonly rows: readonly T[];
}

interface Transition {
  readonly to: string | null;
  readonly at: string;
  readonly trustedBecause?: { readonly en: string };
}

interface Observation {
  readonly value: number;
  readonly flag: number;
  readonly checks: readonly string[];
}

it("a spike alarms nobody and is shown as failed; a flood is told at its own time with why it is believed, also over a kill", async () => {
  hub = await runHub({ city: { isChecked: true, gaugesPerDevice: 1 }, settings: { hub: { checkpointMs: 100 } } });
  let device = await hub.device(0);
  const start = Date.now() - 600_000;
  const say = (minute: number, depth: number): Promise<unknown> => {
    const payload = JSON.stringify({ t: start + minute * 60_000, values: { c0: depth } });
    return device.publishAsync("v1/devices/d0/readings", payload, { qos: 1 });
  };
  const seen = async (): Promise<readonly (readonly [number, number, readonly string[]])[]> => {
    const from = new Date(start - 1).toISOString();
    const { rows } = await hub.get<Page<Observation>>(`/api/v1/gauges/s0-c0/observations?from=${from}`);
    return rows.map(({ value, flag, checks }) => [value, flag, checks]);
  };
  const transitions = async (): Promise<readonly Transition[]> =>
    (await hub.get<Page<Transition>>("/api/v1/alarms/transitions")).rows;

  for (const [minute, depth] of [0.02, 2, 0.03].entries()) await say(minute, depth);
  await until("the spike to be shown as failed", async () => (await seen())[1]?.[1] === 4);
  expect(await seen()).toEqual([
    [0.02, 1, []],
    [2, 4, ["rateOfChange", "spike"]],
    [0.03, 1, []],
  ]);
  expect(await transitions()).toEqual([]);

  await say(3, 0.3);
  await until("the rise to be held", async () => (await seen())[3]?.[1] === 3);
  expect(await transitions()).toEqual([]);
  await hub.process.kill();
  await hub.process.start();
  device = await hub.device(0);
  await say(4, 0.35);
  const notified = await until("the flood to be told", async () => {
    const all = await transitions();
    return all.length > 0 ? all : null;
  });
  expect(notified[0]).toMatchObject({ to: "orange", at: new Date(start + 3 * 60_000).toISOString() });
  expect(notified[0]?.trustedBecause?.en).toContain("the next reading, 0.05 m from it");
  const judged = await until("the rise to be shown as it was judged", async () => {
    const risen = (await seen())[3];
    return risen?.[2].includes("jump") ? risen : null;
  });
  expect(judged).toEqual([0.3, 3, ["rateOfChange", "jump"]]);
});
