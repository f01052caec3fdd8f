import { createServer, type Server } from "node:net";
import { Aedes } from "aedes";
import { generate, type Packet } from "mqtt-packet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { connectPacket, openRaw, publishPacket, type RawClient, type Transport } from "./raw-client.ts";
import { directory, type RunningBroker, runBroker, tokenOf } from "./running-broker.ts";

const attempts = 100;
const topic = "v1/devices/device-1/readings";
const wrongConnect = connectPacket("device-1", { password: "wrong" });
const subscription: Packet = {
  cmd: "subscribe",
  messageId: 3,
  subscriptions: [{ topic: "v1/devices/device-1/commands", qos: 1 }],
};

let running: RunningBroker;
beforeAll(async () => {
  running = await runBroker();
});
afterAll(() => running.broker.stop());

/** Ways to slip something in before sign-in has answered. */
const attacks: Readonly<Record<string, (client: RawClient) => void | Promise<void>>> = {
  "publishes without CONNECT": (client) => client.send(publishPacket(topic)),
  "publishes in the same segment as a wrong CONNECT": (client) => client.send(wrongConnect, publishPacket(topic)),
  "publishes right behind a wrong CONNECT": async (client) => {
    client.send(wrongConnect);
    for (let n = 1; n <= 5; n++) {
      await nextTurn();
      client.send(publishPacket(topic, "{}", 1, n));
    }
  },
  "sends a QoS 2 publish and releases it": (client) =>
    client.send(wrongConnect, publishPacket(topic, "{}", 2, 9), { cmd: "pubrel", messageId: 9 }),
  "subscribes behind a wrong CONNECT": async (client) => {
    client.send(wrongConnect);
    await nextTurn();
    client.send(subscription);
  },
  "drips CONNECT and publishes byte by byte": async (client) => {
    for (const byte of Buffer.concat([generate(wrongConnect), generate(publishPacket(topic))])) {
      client.write([byte]);
      await nextTurn();
    }
  },
};

for (const transport of ["tcp", "ws"] as const satisfies readonly Transport[]) {
  test.each(Object.keys(attacks))(
    `over ${transport}, nothing is accepted from one who %s, ${attempts} times`,
    async (name) => {
      const clients = await attack(running.address(transport), transport, attacks[name]!);
      expect(running.accepted).toHaveLength(0);
      for (const client of clients) {
        expect(client.received.map((packet) => packet.cmd).filter((cmd) => cmd !== "connack")).toEqual([]);
      }
      expect(running.broker.counts.signIns.accepted).toBe(0);
    },
  );
}

test("who has the right token may pipeline behind CONNECT: all of it is accepted, in order", async () => {
  const honest = await runBroker();
  for (let n = 0; n < 60; n++) {
    const client = await openRaw(honest.at.tcp);
    client.send(connectPacket("device-1", { password: tokenOf("device-1") }), publishPacket(topic, `${n}a`, 1, 1));
    if (n % 2 === 0) await nextTurn();
    client.send(publishPacket(topic, `${n}b`, 1, 2));
    expect(await client.answered("puback", 2)).toBe(true);
    client.end();
  }
  const expected = Array.from({ length: 60 }, (_, n) => [`${n}a`, `${n}b`]).flat();
  expect(honest.accepted.map(({ payload }) => Buffer.from(payload).toString())).toEqual(expected);
  await honest.broker.stop();
});

test("more than maxPipelinedBeforeSignIn packets behind CONNECT close the connection", async () => {
  const strict = await runBroker({ maxPipelinedBeforeSignIn: 10 });
  const client = await openRaw(strict.at.tcp);
  const publishes = Array.from({ length: 50 }, (_, n) => publishPacket(topic, "{}", 1, n + 1));
  client.send(connectPacket("device-1", { password: tokenOf("device-1") }), ...publishes);
  await client.closed();
  expect(strict.broker.counts.refusals.pipelined_too_many).toBe(1);
  expect(strict.accepted).toEqual([]);
  await strict.broker.stop();
});

test("while a token is looked up nothing overtakes it", async () => {
  const lookUp = Promise.withResolvers<void>();
  const asked: string[] = [];
  const slow = await runBroker(
    {},
    {
      credentials: {
        isRevoked: async () => false,
        async verify(deviceId, token) {
          asked.push(deviceId);
          await lookUp.promise;
          return directory.verify(deviceId, token);
        },
      },
    },
  );
  const honest = await openRaw(slow.at.tcp);
  const stranger = await openRaw(slow.at.tcp);
  const leaving = await openRaw(slow.at.tcp);
  honest.send(connectPacket("device-1", { password: tokenOf("device-1") }), publishPacket(topic, "a", 1, 1));
  stranger.send(connectPacket("device-2", { password: "wrong" }), publishPacket(topic, "b", 1, 1));
  leaving.send(connectPacket("device-3", { password: tokenOf("device-3") }));
  await until("all three to be looked up", () => asked.length === 3);
  honest.send(publishPacket(topic, "c", 1, 2));
  leaving.end();
  await until("the broker to see one leave", () => slow.broker.counts.closes.gone === 1);
  expect(slow.accepted).toEqual([]);
  expect([honest, stranger].map((client) => client.received)).toEqual([[], []]);
  lookUp.resolve();
  expect(await honest.answered("puback", 2)).toBe(true);
  await stranger.closed();
  expect(slow.accepted.map(({ payload }) => Buffer.from(payload).toString())).toEqual(["a", "c"]);
  expect(slow.broker.counts.signIns).toMatchObject({ accepted: 1, wrong_token: 1 });
  expect(["device-1", "device-2", "device-3"].map((id) => slow.broker.isConnected(id))).toEqual([true, false, false]);
  await slow.broker.stop();
});

test("control: Aedes without the guard takes a publish from one whose token is wrong", async () => {
  const { server, port, handled } = await unguardedBroker();
  const at = { host: "127.0.0.1", port };
  await attack(at, "tcp", attacks["publishes right behind a wrong CONNECT"]!);
  expect(handled.length).toBeGreaterThan(0);
  server.close();
});

async function attack(
  at: { readonly host: string; readonly port: number },
  transport: Transport,
  send: (client: RawClient) => void | Promise<void>,
): Promise<RawClient[]> {
  const clients = await Promise.all(Array.from({ length: attempts }, () => openRaw(at, transport)));
  await Promise.all(clients.map((client) => send(client)));
  await Promise.all(clients.map((client) => client.closed()));
  return clients;
}

/** Aedes as its README sets it up, with a directory that answers when a publish has come, or gives up waiting for one. */
async function unguardedBroker(): Promise<{ server: Server; port: number; handled: string[] }> {
  const handled: string[] = [];
  const aedes = await Aedes.createBroker({
    preConnect: (_client, _packet, callback) => {
      const answer = (): void => callback(null, true);
      void until("a publish", () => handled.length > 0).then(answer, answer);
    },
    authenticate: (client, _username, password, callback) =>
      void directory
        .verify(client.id, password ?? Buffer.alloc(0))
        .then((outcome) => callback(null, outcome === "accepted")),
    authorizePublish: (_client, packet, callback) => {
      handled.push(packet.topic);
      callback(null);
    },
  });
  const server = createServer((socket) => void aedes.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, port: typeof address === "object" ? (address?.port ?? 0) : 0, handled };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
