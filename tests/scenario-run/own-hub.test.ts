import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { DeviceId } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import { type OwnHub, startOwnHub } from "../../scenario-run/own-hub.ts";
import { DispatchPlatform, newSecret } from "../../simulators/dispatch-platform.ts";
import { writeCityFolder } from "../support/city-folder.ts";

const startsAt = Date.parse("2026-07-20T08:00:00+08:00");
const device = "d0";

let folder: string;
let now = startsAt;
let platform: DispatchPlatform;
let own: OwnHub;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-own-hub-"));
  now = startsAt;
  // Of a customer: nothing simulated may ever reach it.
  const endpointUrl = "http://192.0.2.1:9/theirs";
  writeCityFolder(join(folder, "city"), { stations: 1, gaugesPerDevice: 1, rules: "four", endpointUrl });
  const secret = newSecret();
  const clock = () => now;
  platform = new DispatchPlatform({ secrets: [secret], clock });
  const platformUrl = await platform.start();
  own = await startOwnHub({
    ...{ city: loadCity(join(folder, "city")), dataFolder: join(folder, "data"), clock, platformUrl, secret },
    ...{ ports: { mqtt: 0, api: 0 }, language: "en", log: silentLog },
  });
});

afterEach(async () => {
  await own.hub.stop();
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function say(depth: number): Promise<void> {
  const password = own.tokenOf(device as DeviceId);
  const client = await connectAsync(own.mqttUrl, { clientId: device, username: device, password, reconnectPeriod: 0 });
  const payload = JSON.stringify({ t: now, values: { c0: depth } });
  await client.publishAsync(`v1/devices/${device}/readings`, payload, { qos: 1 });
  await client.endAsync();
}

const told = (): readonly string[] =>
  platform.received.map(({ type }) => type.replace(/^cn\.guanlan\.(.*)\.v1$/, "$1"));

it("settle() has decided, committed and delivered what was acknowledged by the time it resolves", async () => {
  // A receiver that takes its time: it is waited for.
  platform.setBehaviour({ kind: "slow", ms: 200 });
  await say(0.5);
  await own.hub.settle();
  expect(own.hub.counts().openCases).toBe(1);
  expect(told()).toContain("case.opened");
  expect(platform.counts.refused).toBe(0);
});

it("settle() counts silence up to the clock", async () => {
  const alarms: string[] = [];
  own.hub.onEffectsCommitted(({ transitions }) => void alarms.push(...transitions.map(({ ruleId }) => ruleId)));
  await say(0.05);
  await own.hub.settle();
  now += 29 * minuteMs;
  await own.hub.settle();
  expect(alarms).toEqual([]);
  now += 2 * minuteMs;
  await own.hub.settle();
  expect(alarms).toEqual(["silent"]);
});

it("leads every endpoint of the city to the simulated platform", async () => {
  await say(0.5);
  await own.hub.settle();
  // The same event for the city's endpoint and for the one that is told everything.
  expect(platform.counts.duplicates).toBe(told().length);
});
