import type { MqttClient } from "mqtt";
import { afterEach, expect, it } from "vitest";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { channelOf, deviceIdOf } from "../support/city-folder.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

let hub: RunningHub;

afterEach(async () => {
  await hub.close();
});

interface Case {
  readonly id: string;
  readonly state: string;
  readonly level: string | null;
  readonly peakLevel: string;
  readonly isLate: boolean;
  readonly missedPeak?: { readonly level: string };
  readonly title: { readonly en: string };
}

const cases = async () => (await hub.get<{ rows: Case[] }>("/api/v1/cases")).rows;

/** Readings of station 0 at these ages, ms, as one array. */
async function publish(device: MqttClient, ...readings: readonly (readonly [ageMs: number, depthM: number])[]) {
  const now = Date.now();
  const payload = readings.map(([ageMs, depth]) => ({
    t: new Date(now - ageMs).toISOString(),
    values: { [channelOf(0)]: depth },
  }));
  await device.publishAsync(`v1/devices/${deviceIdOf(0)}/readings`, JSON.stringify(payload), { qos: 1 });
}

const backlog = [
  [5 * hourMs, 0.1],
  [5 * hourMs - minuteMs, 0.22],
  [5 * hourMs - 2 * minuteMs, 0.9],
  [5 * hourMs - 3 * minuteMs, 0.1],
] as const;

it("a red peak learnt of from a backlog opens a case marked so, told to the platform without paging, closed by a person", async () => {
  hub = await runHub();
  const device = await hub.device(0);
  await publish(device, [0, 0.05]);
  await publish(device, ...backlog);
  const opened = await until("the case", async () => (await cases())[0]);
  await until("its gravest peak", async () => (await cases())[0]?.peakLevel === "red");
  expect((await cases()).length).toBe(1);
  expect((await cases())[0]).toMatchObject({
    state: "reported",
    level: null,
    isLate: true,
    missedPeak: { level: "red" },
    title: { en: expect.stringContaining("Missed peak (red, learnt late)") },
  });
  await until("the platform to know", () => hub.platform.received.some(({ subject }) => subject === opened.id));
  expect(hub.platform.received.map(({ event }) => event.urgent)).not.toContain(true);
  expect((await hub.get<{ rows: unknown[] }>("/api/v1/warnings")).rows).toEqual([]);
  const { rows } = await hub.get<{ rows: { kind: string; subject: string }[] }>("/api/v1/audit?kind=case.opened");
  expect(rows).toMatchObject([{ subject: opened.id }]);

  const before = await cases();
  await hub.process.kill();
  await hub.process.start();
  expect(await cases()).toEqual(before);

  await hub.fetch(`/api/v1/cases/${opened.id}/actions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ do: "acknowledge" }),
  });
  await until("the case to be closed", async () => (await cases())[0]?.state === "closed");
});

it("a live alarm after a missed peak joins its case, pages, and closes it when it clears", async () => {
  hub = await runHub();
  const device = await hub.device(0);
  await publish(device, [2 * minuteMs, 0.05]);
  await publish(device, ...backlog);
  await until("the case", async () => (await cases())[0]?.peakLevel === "red");
  await publish(device, [minuteMs, 0.5]);
  await until("the alarm to join", async () => (await cases())[0]?.level === "red");
  expect((await cases()).length).toBe(1);
  expect((await cases())[0]).toMatchObject({ isLate: false, missedPeak: { level: "red" } });
  await until("the page", () => hub.platform.received.some(({ event }) => event.urgent === true));
  await publish(device, [0, 0.01]);
  await until("the case to be closed", async () => (await cases())[0]?.state === "closed");
});
