import type { MqttClient } from "mqtt";
import { afterEach, beforeEach, expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import { channelOf, deviceIdOf } from "../../support/city-folder.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface Case {
  readonly state: string;
  readonly level: string | null;
  readonly isLate: boolean;
  readonly timeline?: readonly { readonly kind: string; readonly words: { readonly en: string } }[];
  readonly id: string;
}

type Reading = readonly [ageMs: number, depthM: number];

/** A flood that began an hour and a half ago and stands at red when the link is lost, half an hour ago. */
const floodNotOver: readonly Reading[] = Array.from({ length: 60 }, (_, index) => [
  90 * minuteMs - index * minuteMs,
  index < 20 ? 0.01 : 0.9,
]);

let hub: RunningHub;
let device: MqttClient;

beforeEach(async () => {
  hub = await runHub({ city: { stations: 1, gaugesPerDevice: 2, rules: "ladder" } });
  device = await hub.device(0);
  // By its other gauge the hub knows that the device's clock is right.
  await publish(1, [[0, 0.01]]);
});
afterEach(() => hub.close());

async function publish(channel: number, readings: readonly Reading[]): Promise<void> {
  const now = Date.now();
  const payload = readings.map(([ageMs, depth]) => ({ t: now - ageMs, values: { [channelOf(channel)]: depth } }));
  await device.publishAsync(`v1/devices/${deviceIdOf(0)}/readings`, JSON.stringify(payload), { qos: 1 });
}

const cases = async () => (await hub.get<{ rows: Case[] }>("/api/v1/cases")).rows;
const urgent = () =>
  hub.platform.received.flatMap(({ event }) => (event.urgent === true ? [[event.type, event.level]] : []));

/** Sends the backlog and waits for the case that it opens, and for all that it tells others. */
async function sendBacklog(): Promise<Case> {
  await publish(0, floodNotOver);
  const opened = await until("the case", async () => (await cases()).find(({ level }) => level === "red"));
  expect(opened).toMatchObject({ state: "reported", level: "red", isLate: true });
  await until("the platform to know", () => hub.platform.received.some(({ subject }) => subject === opened.id));
  expect(urgent()).toEqual([]);
  return opened;
}

it("a live reading that finds the flood of a backlog standing pages for it, once", async () => {
  const { id } = await sendBacklog();
  await publish(0, [[0, 0.91]]);
  await until("the page", () => urgent().length >= 2);
  expect(urgent().toSorted()).toEqual([
    ["cn.guanlan.case.updated.v1", "red"],
    ["cn.guanlan.warning.updated.v1", "red"],
  ]);
  const confirmed = await hub.get<Case>(`/api/v1/cases/${id}`);
  expect(confirmed).toMatchObject({ state: "reported", level: "red", isLate: false });
  const last = confirmed.timeline?.at(-1);
  expect(last?.kind).toBe("confirmed");
  expect(last?.words.en).toContain("a live reading confirms red");

  await publish(0, [[0, 0.92]]);
  await publish(1, [[0, 0.02]]);
  await publish(0, [[0, 0.01]]);
  await until("the case to be closed", async () => (await cases())[0]?.state === "closed");
  expect(urgent()).toHaveLength(2);
});

it("a hub killed between backlog and live reading pages all the same, and once", async () => {
  await sendBacklog();
  await hub.process.kill();
  await hub.process.start();
  await until("the device to be back", () => device.connected);
  await publish(0, [[0, 0.91]]);
  await until("the page", () => urgent().length >= 2);
  await hub.process.kill();
  await hub.process.start();
  await until("the device to be back", () => device.connected);
  await publish(0, [[0, 0.92]]);
  await publish(0, [[0, 0.01]]);
  await until("the case to be closed", async () => (await cases())[0]?.state === "closed");
  expect(urgent()).toHaveLength(2);
});

it("a live reading that finds the water gone pages nobody", async () => {
  await sendBacklog();
  await publish(0, [[0, 0.01]]);
  await until("the case to be closed", async () => (await cases())[0]?.state === "closed");
  expect(urgent()).toEqual([]);
});
