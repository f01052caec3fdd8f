import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { configuredListeners } from "../../broker/listeners/configured-listeners.ts";
import { brokerSettings } from "../../broker/settings.ts";
import { openRaw, publishPacket, type Transport } from "./raw-client.ts";
import { runBroker, tokenOf } from "./running-broker.ts";

const named = (settings: object) =>
  configuredListeners(brokerSettings.parse(settings)).map(
    ({ kind, path, settings: { port } }) => `${path.join(".")} ${kind.kind} ${port}`,
  );

describe("configuredListeners()", () => {
  test.each([
    ["one of each kind where nothing is said", {}, ["broker.tcp tcp 1883", "broker.ws ws 8083"]],
    ["not a group that is switched off", { tcp: { enabled: false } }, ["broker.ws ws 8083"]],
    [
      "the entries of the list behind the groups, as often as written",
      {
        ws: { enabled: false },
        listeners: [
          { kind: "ws", port: 1 },
          { kind: "tcp", port: 2 },
          { kind: "ws", port: 3 },
        ],
      },
      ["broker.tcp tcp 1883", "broker.listeners.0 ws 1", "broker.listeners.1 tcp 2", "broker.listeners.2 ws 3"],
    ],
  ])("gives %s", (_, settings, wanted) => {
    expect(named(settings)).toEqual(wanted);
  });
});

const onFreePorts = {
  tcp: { enabled: false },
  listeners: [
    { kind: "tcp", port: 0 },
    { kind: "ws", port: 0 },
    { kind: "tcp", host: "::1", port: 0 },
  ],
};

test("every listener of the list is opened, named with its address, and hears devices", async () => {
  const { broker, listeners, accepted } = await runBroker(onFreePorts);
  expect(listeners.map(({ kind }) => kind)).toEqual(["ws", "tcp", "ws", "tcp"]);
  expect(listeners.map(({ url }) => url)).toEqual([
    `ws://127.0.0.1:${listeners[0]?.port}`,
    `mqtt://127.0.0.1:${listeners[1]?.port}`,
    `ws://127.0.0.1:${listeners[2]?.port}`,
    `mqtt://[::1]:${listeners[3]?.port}`,
  ]);
  for (const [index, at] of listeners.entries()) {
    const id = `device-${index}`;
    const client = await openRaw(at, at.kind as Transport);
    expect(await client.signIn(id, { password: tokenOf(id) })).toBe(0);
    client.send(publishPacket(`v1/devices/${id}/readings`));
    expect(await client.answered("puback")).toBe(true);
  }
  expect(accepted.map(({ deviceId }) => deviceId)).toEqual(["device-0", "device-1", "device-2", "device-3"]);
  expect(broker.counts.connections).toBe(4);
  await broker.stop();
  for (const at of listeners) await expect(openRaw(at, at.kind as Transport)).rejects.toThrow();
});

test("start() names the entry that cannot be opened, and closes those that were", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
  const freeAddress = free.address();
  const first = typeof freeAddress === "object" ? (freeAddress?.port ?? 0) : 0;
  await new Promise((resolve) => free.close(resolve));
  const listeners = [
    { kind: "tcp", port: first },
    { kind: "ws", port },
  ];
  await expect(runBroker({ ...onFreePorts, listeners })).rejects.toThrow(
    `Cannot listen for MQTT (ws) on 127.0.0.1:${port}: the port is taken at 127.0.0.1:${port} (EADDRINUSE); free it or set broker.listeners[1] otherwise`,
  );
  await expect(openRaw({ host: "127.0.0.1", port: first })).rejects.toThrow("ECONNREFUSED");
  other.close();
});
