import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface Rows {
  readonly rows: readonly { readonly observedAt: string; readonly value: number }[];
}

/** As the hub is set up out of the box: a device may publish ten times a second. */
const byDefault = { publishesPerSecond: 10, publishBurst: 100, connectsPerMinute: 15 };

const backlog = 1_200;
/** Far above what the ladder of the test city calls red. */
const flood = 0.6;

let hub: RunningHub;
beforeAll(async () => {
  hub = await runHub({ city: { stations: 3 }, settings: { broker: byDefault } });
});
afterAll(() => hub.close());

describe("a backlog of 1,200 single publishes at ten a second", () => {
  test("does not hold up the live red of its own device, and is kept whole", async () => {
    const device = await hub.device(0);
    const startedAt = Date.now();
    const sent = sendBacklog(device, 0, startedAt);
    const live = Date.now();
    await publish(device, 0, { t: live, values: { c0: flood } });
    expect(Date.now() - live).toBeLessThan(10_000);
    await until("the red of now", () => hasRed("s0"));
    expect(Date.now() - live).toBeLessThan(10_000);
    await sent;
    // At the device's rate alone it would be 110 s.
    expect(Date.now() - startedAt).toBeLessThan(40_000);
    const from = new Date(startedAt - 86_400_000).toISOString();
    const path = `/api/v1/gauges/s0-c1/observations?from=${from}&to=${new Date().toISOString()}&limit=10000`;
    expect((await hub.get<Rows>(path)).rows).toHaveLength(backlog);
  });

  test("does not hold up the live red of another device", async () => {
    const [one, other] = [await hub.device(1), await hub.device(2)];
    const sent = sendBacklog(one, 1, Date.now());
    const live = Date.now();
    await publish(other, 2, { t: live, values: { c0: flood } });
    expect(Date.now() - live).toBeLessThan(2_000);
    await until("the red of now", () => hasRed("s2"));
    await sent;
  });
});

function sendBacklog(device: MqttClient, station: number, endsAt: number): Promise<unknown> {
  const readings = Array.from({ length: backlog }, (_, index) => ({
    t: endsAt - (backlog - index) * 60_000,
    values: { c1: 0.01 },
  }));
  return Promise.all(readings.map((reading) => publish(device, station, reading)));
}

function publish(device: MqttClient, station: number, reading: object): Promise<unknown> {
  return device.publishAsync(`v1/devices/d${station}/readings`, JSON.stringify(reading), { qos: 1 });
}

async function hasRed(stationId: string): Promise<boolean> {
  const { rows } = await hub.get<{ rows: readonly { readonly to: string | null }[] }>(
    `/api/v1/alarms?stationId=${stationId}`,
  );
  return rows.some(({ to }) => to === "red");
}
