import type { LookupFunction } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { EndpointId } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import { createNameLookup } from "../../name-lookup/name-lookup.ts";
import { Dispatcher } from "../../webhooks/dispatcher.ts";
import { createTargetGuard } from "../../webhooks/endpoints/targets.ts";
import { signerFor } from "../../webhooks/formats/sign.ts";
import { createSender } from "../../webhooks/send.ts";
import { webhooksSettings } from "../../webhooks/settings.ts";
import { InMemoryOutbox } from "../support/in-memory-outbox.ts";
import { startNameServer } from "../support/name-server.ts";
import { until } from "../support/until.ts";
import { deliveriesOf, endpoint, event, secret } from "./support/builders.ts";
import { platform } from "./support/real-network.ts";

const silentNames = Array.from({ length: 10 }, (_, index) => `dead-${index}`);

/**
 * Sends red events, one after the other, to ten endpoints whose names get no answer and to one that is well.
 *
 * @returns how long each took to reach the one that is well, ms
 */
async function delays(lookup: LookupFunction, withinMs: number): Promise<readonly number[]> {
  const well = await platform();
  const port = new URL(well.url).port;
  const endpoints = [
    ...silentNames.map((id) => endpoint({ id, url: `http://${id}.test/events` })),
    endpoint({ id: "well", url: `http://well.test:${port}/events` }),
  ];
  const outbox = new InMemoryOutbox();
  const settings = webhooksSettings.parse({ timeoutMs: 60_000 });
  const guard = createTargetGuard({ allowedTargets: [`well.test:${port}`], lookup });
  const signers = new Map(endpoints.map(({ id }) => [id, signerFor([secret])] as const));
  const sender = createSender({ settings, guard });
  const dispatcher = new Dispatcher({ endpoints, signers, outbox, sender, settings, log: silentLog });
  await dispatcher.start();
  onTestFinished(() => dispatcher.stop());
  const took: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const red = event({ level: "red" });
    const sentAt = performance.now();
    dispatcher.queued(outbox.commit(deliveriesOf([red], endpoints, Date.now())));
    await until("the red event", () => well.at.received.some(({ id }) => id === red.id), withinMs);
    took.push(performance.now() - sentAt);
  }
  const reports = dispatcher.status().endpoints;
  expect(reports.find(({ endpointId }) => endpointId === ("well" as EndpointId))?.lastError).toBeNull();
  return took;
}

test("ten endpoints whose names get no answer delay a red event to another by nothing that shows", async () => {
  const server = await startNameServer((name) => (name === "well.test" ? { addresses: ["127.0.0.1"] } : "silent"));
  const names = createNameLookup({ servers: [server.at], hostsFile: "/nonexistent", deadlineMs: 60_000 });
  onTestFinished(() => names.close());
  expect(Math.max(...(await delays(names.lookup, 60_000)))).toBeLessThan(2_000);
});

test("control: look-ups that share two places, as those of the system do, stop the healthy endpoint", async () => {
  let free = 2;
  const waiting: (() => void)[] = [];
  const shared: LookupFunction = (hostname, _options, callback) => {
    const ask = (): void => {
      free -= 1;
      if (hostname !== "well.test") return;
      free += 1;
      callback(null, [{ address: "127.0.0.1", family: 4 }]);
    };
    if (free > 0) ask();
    else waiting.push(ask);
  };
  await expect(delays(shared, 1_000)).rejects.toThrow("in vain for the red event");
});
