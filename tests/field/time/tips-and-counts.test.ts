import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hourMs, minuteMs, secondMs } from "../../../domain/clock.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

const tipMm = 0.5;
const tips = 12;
const apartMs = 1_500;

/** What one device sends as its `index`th reading; the moment is a whole minute. */
type Payload = (index: number, moment: number) => object;

const sendings: readonly (readonly [says: string, payload: Payload, leastMm: number])[] = [
  ["a clock of whole minutes and its counts", (seq, t) => ({ t, seq, values: { c0: tipMm } }), 6],
  ["a clock of whole minutes alone", (_, t) => ({ t, values: { c0: tipMm } }), 5.5],
  ["a count that stands at 0", () => ({ seq: 0, values: { c0: tipMm } }), 5],
  ["a count that goes round in four", (index) => ({ seq: index % 4, values: { c0: tipMm } }), 5],
];
const resending = sendings.length;
const standing = resending + 1;
const stations = standing + 1;

let hub: RunningHub;

/** All measure rain, red from 4 mm in the hour; the last a depth every two seconds. */
function rewriteCity(folder: string): void {
  const path = join(folder, "stations.yaml");
  const city = JSON.parse(readFileSync(path, "utf8"));
  for (const [index, station] of city.stations.entries()) {
    const [gauge] = station.devices[0].gauges;
    gauge.expectedInterval = index === standing ? "2s" : "1min";
    if (index === standing) continue;
    station.kind = "rain";
    Object.assign(gauge, { property: "rain", unit: "mm", range: { min: 0, max: 60 } });
    delete gauge.datum;
    delete gauge.quality;
  }
  writeFileSync(path, JSON.stringify(city));
  const rule = {
    ...{ id: "rain", hazard: "rainstorm", title: { zh: "暴雨", en: "rain" }, advice: { zh: "巡查", en: "patrol" } },
    ...{ source: "generated for a test", applies: { kind: "rain", property: "rain" } },
    ...{ condition: { kind: "accumulation", window: "1h" }, unit: "mm", levels: { red: { raise: 4 } } },
  };
  writeFileSync(join(folder, "rules.yaml"), JSON.stringify({ rules: [rule] }));
}

const publish = (device: MqttClient, station: number, payload: object) =>
  device.publishAsync(`v1/devices/d${station}/readings`, JSON.stringify(payload), { qos: 1 });

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One reading on each of four connections, as a device does that trusts no PUBACK. */
async function sendAgain(first: MqttClient, payload: object): Promise<void> {
  let device = first;
  for (let connection = 0; connection < 4; connection++) {
    await publish(device, resending, payload);
    await device.endAsync();
    await sleep(2 * apartMs);
    device = await hub.device(resending);
  }
}

async function keptOf(station: number): Promise<readonly { readonly value: number; readonly flag: number }[]> {
  const iso = (at: number) => encodeURIComponent(new Date(at).toISOString());
  const span = `from=${iso(Date.now() - hourMs)}&to=${iso(Date.now() + minuteMs)}`;
  return (await hub.get<{ rows: [] }>(`/api/v1/gauges/s${station}-c0/observations?${span}`)).rows;
}

const levelsOf = async (station: number) => {
  const { rows } = await hub.get<{ rows: { to: string }[] }>(`/api/v1/alarms/transitions?stationId=s${station}`);
  return rows.map(({ to }) => to);
};

beforeAll(async () => {
  hub = await runHub({ city: { stations, gaugesPerDevice: 1 }, rewriteCity });
  // All tips within one minute.
  const leftMs = minuteMs - (Date.now() % minuteMs);
  if (leftMs < tips * apartMs + 15 * secondMs) await sleep(leftMs + 100);
  const moment = Math.floor(Date.now() / minuteMs) * minuteMs;
  const devices = await Promise.all(Array.from({ length: stations }, (_, station) => hub.device(station)));
  const sentAgain = sendAgain(devices[resending]!, { t: moment, values: { c0: 3 } });
  for (let index = 0; index < tips; index++) {
    const sent = sendings.map(([, payload], station) => publish(devices[station]!, station, payload(index, moment)));
    await Promise.all([...sent, publish(devices[standing]!, standing, { seq: 0, values: { c0: 0.3 } })]);
    await sleep(apartMs);
  }
  await sentAgain;
}, 120_000);
afterAll(() => hub.close());

it.each(sendings.map(([says, , leastMm], station) => ({ says, leastMm, station })))(
  "tips of a bucket that sends $says add up to the rain, and raise what it raises",
  async ({ leastMm, station }) => {
    await until("red", async () => (await levelsOf(station)).includes("red"));
    const kept = await keptOf(station);
    expect(kept.every(({ flag }) => flag <= 3)).toBe(true);
    const mm = kept.reduce((sum, { value }) => sum + value, 0);
    expect(mm).toBeGreaterThanOrEqual(leastMm);
    expect(mm).toBeLessThanOrEqual(tips * tipMm);
  },
);

it("rain that is sent again on each new connection without DUP and without a count is once the rain", async () => {
  expect(await keptOf(resending)).toMatchObject([{ value: 3, flag: 1 }]);
  expect(await levelsOf(resending)).toEqual([]);
});

it("a gauge whose count does not move is heard as often as it reports", async () => {
  const kept = await keptOf(standing);
  expect(kept.length).toBeGreaterThanOrEqual(tips - 2);
  const { gauges } = await hub.get<{ gauges: { state: string }[] }>(`/api/v1/stations/s${standing}`);
  expect(["live", "suspect"]).toContain(gauges[0]!.state);
});
