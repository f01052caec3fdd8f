import { once } from "node:events";
import { connect } from "node:net";
import { generate } from "mqtt-packet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { connackCodes } from "../../broker/devices/sign-in.ts";
import { until } from "../support/until.ts";
import { type ConnectOptions, connectPacket, openRaw, publishPacket, type Transport } from "./raw-client.ts";
import { directory, type RunningBroker, runBroker, tokenOf } from "./running-broker.ts";

let running: RunningBroker;
beforeAll(async () => {
  running = await runBroker();
});
afterAll(() => running.broker.stop());

const password = tokenOf("device-1");
const ownWill = { topic: "v1/devices/device-1/status", payload: Buffer.from("offline"), qos: 1, retain: true } as const;

const tooLong = "x".repeat(1025);

// client id, CONNECT, return code, word it is counted under
const rows: readonly [string, ConnectOptions, number, keyof RunningBroker["broker"]["counts"]["signIns"]][] = [
  ["device-1", { password }, 0, "accepted"],
  ["device-1", { password, will: ownWill }, 0, "accepted"],
  ["device-1", { password, clean: false }, 0, "accepted"],
  ["device-1", { password: "wrong" }, 4, "wrong_token"],
  ["device-1", {}, 4, "wrong_token"],
  ["device-1", { password: tokenOf("device-2") }, 4, "wrong_token"],
  ["stranger", { password }, 4, "unknown_device"],
  ["revoked-1", { password }, 5, "revoked"],
  ["device-1", { username: "device-2", password }, 4, "wrong_username"],
  ["", { password, username: "" }, 2, "client_id"],
  ["device 1", { password }, 2, "client_id"],
  ["device-1/+", { password }, 2, "client_id"],
  ["d".repeat(65), { password }, 2, "client_id"],
  ["__proto__", { password }, 4, "unknown_device"],
  ["constructor", { password }, 4, "unknown_device"],
  ["device-1", { password, keepalive: 0 }, 5, "keepalive"],
  ["device-1", { password, keepalive: 301 }, 5, "keepalive"],
  ["device-1", { password, keepalive: 65535 }, 5, "keepalive"],
  ["device-1", { password, will: { ...ownWill, topic: "v1/devices/device-2/status" } }, 5, "will"],
  ["device-1", { password, will: { ...ownWill, topic: "v1/devices/device-1/readings" } }, 5, "will"],
  ["device-1", { password, will: { ...ownWill, topic: "$SYS/x" } }, 5, "will"],
  ["device-1", { password, will: { ...ownWill, payload: tooLong } }, 5, "will"],
  ["device-1", { password, protocolId: "MQIsdp", protocolVersion: 3 }, 1, "protocol_version"],
  ["device-1", { password, protocolVersion: 5 }, 1, "protocol_version"],
];

for (const transport of ["tcp", "ws"] as const satisfies readonly Transport[]) {
  describe(`sign-in over ${transport}`, () => {
    test.each(rows)("%s %j is answered %i, counted as %s", async (clientId, options, code, counted) => {
      const before = running.broker.counts.signIns[counted];
      const client = await openRaw(running.address(transport), transport);
      expect(await client.signIn(clientId, options)).toBe(code);
      expect(running.broker.counts.signIns[counted]).toBe(before + 1);
      if (counted !== "accepted") {
        expect(connackCodes[counted]).toBe(code);
        await client.closed();
      }
      client.end();
    });
  });
}

test.each([0, 2, 6, 127, 132, 255])("protocol level %i is answered CONNACK 1 and closed", async (level) => {
  const client = await openRaw(running.at.tcp);
  client.write([0x10, 13, 0, 4, ...Buffer.from("MQTT"), level, 2, 0, 60, 0, 1, 0x61]);
  expect(await client.answered("connack")).toBe(true);
  expect(client.first("connack")).toMatchObject({ returnCode: 1 });
  await client.closed();
});

test("a refused client that pipelines megabytes still hears why, and nothing of it is taken", async () => {
  const large = publishPacket("v1/devices/device-1/readings", Buffer.alloc(60_000));
  for (let n = 0; n < 10; n++) {
    const client = await openRaw(running.at.tcp);
    const signIn = client.signIn("device-1", { password: "wrong" });
    client.send(...Array.from({ length: 60 }, () => large));
    expect(await signIn).toBe(4);
    await client.closed();
  }
  expect(running.accepted).toEqual([]);
});

test("who is refused and does not hang up is hung up on", async () => {
  const socket = connect({ ...running.at.tcp, allowHalfOpen: true });
  socket.on("error", () => {});
  socket.write(generate(connectPacket("device-1", { password: "wrong" })));
  const [answer] = await once(socket, "data");
  expect([...answer]).toEqual([0x20, 2, 0, 4]);
  await until("no connection", () => running.broker.counts.connections === 0, 2000);
  socket.destroy();
});

test("over WebSocket, a text frame or a missing sub-protocol is refused", async () => {
  const { host, port } = running.address("ws");
  const texting = new WebSocket(`ws://${host}:${port}`, "mqtt");
  const heard: unknown[] = [];
  texting.on("message", (message) => heard.push(message));
  await once(texting, "open");
  // Without password its bytes are ASCII: in a binary frame it would be answered CONNACK 4
  texting.send(generate(connectPacket("device-1")).toString("latin1"));
  await once(texting, "close");
  expect(heard).toEqual([]);
  const unspecific = new WebSocket(`ws://${host}:${port}`);
  await expect(once(unspecific, "open")).rejects.toThrow("401");
  const page = await fetch(`http://${host}:${port}/`);
  expect(page.status).toBe(426);
});

test("a device beyond its sign-ins of the minute is answered CONNACK 3; strangers with its id do not use them up", async () => {
  const strict = await runBroker({ connectsPerMinute: 3 });
  for (let n = 0; n < 20; n++) {
    const stranger = await openRaw(strict.at.tcp);
    expect(await stranger.signIn("device-1", { password: "guess" })).toBe(4);
  }
  const codes: (number | null)[] = [];
  for (let n = 0; n < 5; n++) {
    const client = await openRaw(strict.at.tcp);
    codes.push(await client.signIn("device-1", { password }));
    client.end();
  }
  expect(codes).toEqual([0, 0, 0, 3, 3]);
  expect(strict.broker.counts.signIns.too_many_sign_ins).toBe(2);
  const other = await strict.device("device-2");
  expect(await other.isServed()).toBe(true);
  await strict.broker.stop();
});

test("a directory that throws is answered CONNACK 3, and the broker lives", async () => {
  const broken = await runBroker(
    {},
    {
      credentials: { ...directory, verify: () => Promise.reject(new Error("disk")) },
    },
  );
  const client = await openRaw(broken.at.tcp);
  expect(await client.signIn("device-1", { password })).toBe(3);
  expect(broken.broker.counts.signIns.directory_failed).toBe(1);
  await broken.broker.stop();
});

test("a connection that says nothing is closed after connectTimeoutMs, over TCP and WebSocket", async () => {
  const hasty = await runBroker({ connectTimeoutMs: 150 });
  const idle = [await openRaw(hasty.at.tcp), await openRaw(hasty.address("ws"), "ws")];
  for (const client of idle) await client.closed();
  expect(hasty.broker.counts.closes.connect_timeout).toBe(2);
  await until("no connection", () => hasty.broker.counts.connections === 0);
  await hasty.broker.stop();
});

test("isConnected() follows the connection, and disconnect() ends it", async () => {
  const fresh = await runBroker();
  const client = await fresh.device("device-9");
  expect(fresh.broker.isConnected("device-9")).toBe(true);
  client.end();
  await until("gone", () => !fresh.broker.isConnected("device-9"));
  const again = await fresh.device("device-9");
  expect(fresh.broker.isConnected("device-9")).toBe(true);
  expect(fresh.broker.disconnect("device-9")).toBe(true);
  await again.closed();
  await until("gone", () => !fresh.broker.isConnected("device-9"));
  expect(fresh.broker.disconnect("device-9")).toBe(false);
  expect(fresh.broker.counts.closes).toMatchObject({ gone: 1, revoked: 1 });
  await fresh.broker.stop();
});
