import { createServer, type Server } from "node:net";
import { expect, test } from "vitest";
import { type LoadOptions, runLoad } from "../../simulators/run-load.ts";
import { readingsIn, startTestBroker } from "./test-broker.ts";

function loadOn(port: number, change: Partial<LoadOptions> = {}): LoadOptions {
  return {
    host: "127.0.0.1",
    port,
    devices: ["a", "b", "c"].map((id) => ({ id, token: "right", topic: `v1/devices/${id}/readings` })),
    window: 8,
    seconds: 0.3,
    ratePerSecond: null,
    payload: { channels: ["depth", "温度"], readings: 1, valuesBelow: 0.05 },
    ...change,
  };
}

/** Loads a broker of its own for longer each time, until even a busy machine has sent more than `most`. */
async function loadBeyond(most: number, change: Partial<LoadOptions>) {
  for (let seconds = 0.3; ; seconds *= 3) {
    const broker = await startTestBroker();
    const result = await runLoad(loadOn(broker.port, { ...change, seconds }));
    await broker.stop();
    if (result.sent > most) return { result, seconds, received: broker.received };
  }
}

test("runLoad() publishes readings of which none is like another of its device, and counts every PUBACK", async () => {
  const startedAt = Date.now();
  const { result, received } = await loadBeyond(300, {});
  expect(result.acknowledged).toBe(received.length);
  expect(result.sent).toBe(result.acknowledged);
  expect(result.errors).toEqual({});
  expect(result.ackP50Ms).toBeLessThanOrEqual(result.ackP99Ms);
  for (const id of ["a", "b", "c"]) {
    const readings = readingsIn(received.filter(({ deviceId }) => deviceId === id));
    expect(new Set(readings.map(({ t }) => t)).size).toBe(readings.length);
    expect(readings.every(({ t }) => t >= startedAt && t < Date.now() + 60_000)).toBe(true);
    expect(readings.every(({ values }) => (values.depth ?? 9) < 0.05 && (values.温度 ?? 9) < 0.05)).toBe(true);
    const depths = readings.map(({ values }) => values.depth ?? 9);
    expect(new Set(depths).size).toBeGreaterThan(20);
    expect(depths.slice(1).every((depth, index) => Math.abs(depth - depths[index]!) < 0.0025)).toBe(true);
  }
});

test("runLoad() keeps to a rate, with arrays where asked", async () => {
  const payload = { channels: ["depth"], readings: 5, valuesBelow: 2 };
  const { result, seconds, received } = await loadBeyond(50, { ratePerSecond: 200, payload });
  // Without a rate it sends thousands; a late timer at the end may add a few.
  expect(result.sent).toBeLessThan(2 * 200 * seconds);
  expect(readingsIn(received).length).toBe(result.acknowledged * 5);
  // Both are rounded.
  expect(Math.abs(result.readingsPerSecond - result.perSecond * 5)).toBeLessThan(3);
});

test("runLoad() hears PUBACKs that come in pieces and out of order", async () => {
  const server = await listenAcknowledging(2);
  const { port } = server.address() as { port: number };
  let result = await runLoad(loadOn(port, { window: 2 }));
  for (let seconds = 1; result.acknowledged <= 20; seconds *= 3) {
    result = await runLoad(loadOn(port, { window: 2, seconds }));
  }
  server.close();
  expect(result.sent).toBe(result.acknowledged);
  expect(result.errors).toEqual({});
});

test("runLoad() control: a broker that acknowledges twice is not counted twice, but as an error", async () => {
  const server = await listenAcknowledging(2, 2);
  const { port } = server.address() as { port: number };
  const result = await runLoad(loadOn(port, { window: 2 }));
  server.close();
  expect(result.errors).toEqual({ "PUBACK for nothing in flight": 3 });
  expect(result.acknowledged).toBeLessThanOrEqual(result.sent);
});

test("runLoad() says what the broker refused, and fails when nobody could sign in", async () => {
  const broker = await startTestBroker({ tokens: { a: "right", b: "other", c: "other" } });
  const some = await runLoad(loadOn(broker.port));
  expect(some.errors).toEqual({ "refused with CONNACK 4": 2 });
  expect(some.acknowledged).toBeGreaterThan(0);
  const devices = [{ id: "b", token: "wrong-secret", topic: "t" }];
  const none = await runLoad(loadOn(broker.port, { devices })).catch((error: unknown) => error);
  await broker.stop();
  expect(none).toMatchObject({ code: "simulators.load_failed", message: expect.stringContaining("CONNACK 4") });
  expect(String(none)).not.toContain("wrong-secret");
});

/** Acknowledges `together` publishes at a time, last first, `times` times each, every byte in a write of its own. */
async function listenAcknowledging(together: number, times = 1): Promise<Server> {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    let held = Buffer.alloc(0);
    let waiting: number[] = [];
    let written = Promise.resolve();
    const write = (packet: readonly number[]) => {
      for (const byte of packet) {
        written = written.then(
          () => new Promise((resolve) => socket.write(Buffer.from([byte]), () => setImmediate(resolve))),
        );
      }
    };
    const acknowledge = () => {
      for (const id of waiting.reverse()) for (let i = 0; i < times; i++) write([0x40, 2, id >> 8, id & 255]);
      waiting = [];
    };
    // What is left when the load stops in the middle of a group.
    const timer = setInterval(acknowledge, 20);
    socket.on("close", () => clearInterval(timer));
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      held = Buffer.concat([held, Buffer.from(chunk)]);
      for (let length = lengthOf(held); held.length >= length; length = lengthOf(held)) {
        const packet = held.subarray(0, length);
        held = held.subarray(length);
        const type = (packet[0] ?? 0) >> 4;
        if (type === 1) write([0x20, 2, 0, 0]);
        if (type === 3) waiting.push(packet.readUInt16BE(4 + packet.readUInt16BE(2)));
        if (waiting.length >= together) acknowledge();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Packets of the load are shorter than 128 bytes, so their length is one byte. */
function lengthOf(held: Buffer): number {
  return held.length < 2 ? Number.POSITIVE_INFINITY : (held[1] ?? 0) + 2;
}
