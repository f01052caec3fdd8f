import { expect, test } from "vitest";
import { silentLog } from "../../domain/log.ts";
import { demonstrationStorm } from "../../simulators/scenarios.ts";
import { startSimulatedCity } from "../../simulators/start-simulated-city.ts";
import { cityOf } from "../ingest/ingest-city.ts";
import { until } from "../support/until.ts";
import { readingsIn, startTestBroker } from "./test-broker.ts";

test("startSimulatedCity() runs every device of the city under its own id and token until stop", async () => {
  const city = cityOf([
    { device: "a", channel: "depth", property: "depth", unit: "m" },
    { device: "b", kind: "manhole", channel: "o2", property: "oxygen", unit: "%vol" },
    { device: "b", kind: "manhole", channel: "ch4", property: "methane", unit: "%lel" },
    { device: "c", kind: "river", channel: "z", property: "stage", unit: "m" },
  ]);
  const broker = await startTestBroker({ tokens: { a: "token-a", b: "token-b", c: "token-c" } });
  const simulated = startSimulatedCity({
    url: broker.url,
    city,
    tokenOf: (deviceId) => `token-${deviceId}`,
    scenario: demonstrationStorm({ startsAt: Date.now(), intervalMs: 20 }),
    log: silentLog,
    clock: Date.now,
  });
  await until("15 acknowledged readings", () => simulated.counts.acknowledged >= 15);
  await simulated.stop();
  const { published, acknowledged } = simulated.counts;
  await broker.stop();
  expect(acknowledged).toBe(published);
  expect(readingsIn(broker.received).length).toBe(published);
  const channels = broker.received
    .filter(({ topic }) => topic.endsWith("/readings"))
    .map(({ deviceId, text }) => `${deviceId}: ${Object.keys(JSON.parse(text).values)}`);
  expect([...new Set(channels)].sort()).toEqual(["a: depth", "b: o2,ch4", "c: z"]);
});
