import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

type Reading = readonly [agoMs: number, depth: number];

let hub: RunningHub;
let station = -1;

beforeAll(async () => {
  hub = await runHub({
    city: { stations: 8, gaugesPerDevice: 1 },
    settings: { ingest: { archiveOnlyAfterMs: 72 * hourMs } },
  });
});
afterAll(() => hub.close());

/** Each test has a device that the hub has never heard. */
beforeEach(() => {
  station += 1;
});

/** A flood that rose two hours ago and was over an hour ago, a reading a minute, oldest first. */
const flood: readonly Reading[] = Array.from({ length: 60 }, (_, index) => [
  2 * hourMs - index * minuteMs,
  index < 50 ? 0.1 + index * 0.02 : 0.01,
]);
const dryNow: Reading = [0, 0.01];

const shapes: readonly [name: string, messages: (readings: readonly Reading[]) => readonly (readonly Reading[])[]][] = [
  ["in one array", (readings) => [[...readings, dryNow]]],
  ["in arrays, each before the next", (readings) => [readings.slice(0, 30), readings.slice(30), [dryNow]]],
  ["one by one, oldest first", (readings) => [...readings.map((each) => [each]), [dryNow]]],
  ["one by one, newest first", (readings) => [[dryNow], ...readings.toReversed().map((each) => [each])]],
  ["one by one beside live readings", (readings) => readings.flatMap((each) => [[dryNow], [each]])],
];

it.each(shapes)("a backlog %s", async (_, messagesOf) => {
  const device = await hub.device(station);
  const readings = flood.map(([agoMs, depth]) => [agoMs, depth] as const);
  const messages = messagesOf(readings);
  const values = new Set<number>();
  for (const message of messages) {
    const array = message.map(([agoMs, depth]) => ({ t: Date.now() - agoMs, values: { c0: depth } }));
    await device.publishAsync(`v1/devices/d${station}/readings`, JSON.stringify(array), { qos: 1 });
    for (const [, depth] of message) values.add(depth);
  }
  const path = `/api/v1/alarms/transitions?stationId=s${station}`;
  const transitions = async () => (await hub.get<Rows<{ to: string | null; isLate: boolean; at: string }>>(path)).rows;
  await until("the rules to have judged all", async () => (await lagRows()) === 0);
  expect((await transitions()).filter(({ to, isLate }) => to !== null && !isLate)).toEqual([]);
  const urgent = hub.platform.received.filter(({ event }) => event.urgent === true);
  expect(urgent).toEqual([]);
  const iso = (at: number) => encodeURIComponent(new Date(at).toISOString());
  const history = `/api/v1/gauges/s${station}-c0/observations?from=${iso(Date.now() - 3 * hourMs)}&to=${iso(Date.now() + 1)}`;
  const rows = (await hub.get<Rows<{ value: number; flag: number }>>(`${history}&limit=1000`)).rows;
  expect(new Set(rows.map(({ value }) => value))).toEqual(values);
  // What an unknown device says first, alone and old, may be of a clock that is behind: it is not judged.
  expect(rows.slice(1).every(({ flag }) => flag === 1)).toBe(true);
});

async function lagRows(): Promise<number> {
  const text = await (await hub.fetch("/metrics")).text();
  return Number(/guanlan_rules_lag_rows (\d+)/.exec(text)?.[1]);
}
