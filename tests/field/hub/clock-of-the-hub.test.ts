import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../../domain/clock.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface Cases {
  readonly rows: readonly { readonly hazard: string; readonly stationId: string; readonly level: string }[];
}

interface Readiness {
  readonly checks: readonly {
    readonly name: string;
    readonly isOk: boolean;
    readonly words: { readonly en: string };
  }[];
}

const stations = 4;

let hub: RunningHub;
let devices: readonly MqttClient[] = [];

afterEach(() => hub?.close());

/** A hub whose wall clock is off by the first number, and by the next at each step; hours are rolled up every second. */
async function runWithClock(offsets: readonly number[]): Promise<void> {
  hub = await runHub({
    script: join(import.meta.dirname, "..", "..", "support", "processes", "stepped-clock.ts"),
    env: { TEST_CLOCK_STEPS: offsets.join(",") },
    city: { stations, rules: "four", expectedInterval: "10s" },
    settings: { store: { rollupCron: "* * * * * *" } },
  });
  devices = await Promise.all(Array.from({ length: stations }, (_, station) => hub.device(station)));
}

/** One reading of every gauge by clocks that are right; resolves when all are acknowledged. */
async function publishAll(depth: number): Promise<void> {
  const payload = JSON.stringify({ t: Date.now(), values: { c0: depth, c1: depth } });
  await Promise.all(
    devices.map((device, station) => device.publishAsync(`v1/devices/d${station}/readings`, payload, { qos: 1 })),
  );
}

async function clockCheck(): Promise<Readiness["checks"][number] | undefined> {
  const { checks } = (await (await hub.fetch("/ready")).json()) as Readiness;
  return checks.find(({ name }) => name === "clock");
}

function urgentOpened(): readonly string[] {
  return hub.platform.received
    .filter(({ type, event }) => type.includes("case.opened") && JSON.stringify(event).includes('"urgent":true'))
    .map(({ subject }) => subject);
}

async function hazards(): Promise<readonly string[]> {
  const { rows } = await hub.get<Cases>("/api/v1/cases");
  return rows.map(({ hazard }) => hazard);
}

describe("a clock of the hub's machine that is set while it runs", () => {
  it.each([
    ["20 min ahead", 20 * minuteMs],
    ["an hour behind", -hourMs],
    ["500 days ahead", 500 * dayMs],
  ])(
    "%s, against what devices say: told in /ready, floods are told at once, nobody falls silent by it",
    async (_, byMs) => {
      await runWithClock([0, byMs, 0]);
      await publishAll(0.01);
      expect((await clockCheck())?.isOk).toBe(true);
      hub.process.signal("SIGUSR2");
      const words = await until("the clock to be told of", async () => {
        const check = await clockCheck();
        return check?.isOk === false ? check.words.en : null;
      });
      expect(words).toContain("the hub keeps its own time");
      await publishAll(0.6);
      await until("all floods to be told urgently", () => new Set(urgentOpened()).size >= stations);
      expect(await hazards()).not.toContain("blind-spot");
      hub.process.signal("SIGUSR2");
      await until("the clock to be well", async () => (await clockCheck())?.isOk);
      await publishAll(0.6);
      expect(await hazards()).not.toContain("blind-spot");
    },
  );

  it("from 1970 to now, as a box without a battery does: acknowledgements go on and our clock follows", async () => {
    await runWithClock([-Date.now(), 0]);
    await publishAll(0.01);
    hub.process.signal("SIGUSR2");
    await until("our clock to be that of the devices", async () => {
      await publishAll(0.02);
      const latest = await hub.get<{ readonly receivedAt: string }>("/api/v1/gauges/s0-c0/latest").catch(() => null);
      return latest !== null && Math.abs(Date.parse(latest.receivedAt) - Date.now()) < hourMs;
    });
    await until("the clock to be well", async () => (await clockCheck())?.isOk);
    await publishAll(0.6);
    await until("floods to be told", async () => (await hazards()).includes("waterlogging"));
    expect(hub.process.ended).toBeNull();
  });
});
