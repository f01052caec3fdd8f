import { type ChildProcessByStdio, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import type { BrokerCounts } from "../../broker/broker-counts.ts";
import { connectionLimit } from "../../broker/listeners/open-file-limit.ts";
import { until } from "../support/until.ts";
import { openRaw, publishPacket, type RawClient } from "./raw-client.ts";
import { runBroker } from "./running-broker.ts";

interface Process {
  readonly at: { readonly host: string; readonly port: number };
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  numbers(): Promise<BrokerCounts & { readonly rssMb: number }>;
  end(): Promise<void>;
}

test("six sockets with giant frames leave the memory where it was", async () => {
  const grownMb = await grownByGiantFrames("guarded");
  expect(grownMb).toBeLessThan(40);
});

test("control: Aedes without the frame limit grows by what it is sent", async () => {
  expect(await grownByGiantFrames("bare")).toBeGreaterThan(100);
});

test("with 128 file descriptors, connections above the limit are turned away, counted, and the broker lives", async () => {
  const broker = await brokerProcess("guarded", { openFiles: 128 });
  const first = await opened(broker, 64);
  // Each asks as soon as it is there: it is answered only within the moment before it is closed
  const rest: RawClient[] = [];
  for (let n = 0; n < 136; n++) {
    const client = await openRaw(broker.at);
    rest.push(client);
    void client.signIn("device-1").catch(() => {});
  }
  await Promise.all(rest.map((client) => client.closed()));
  expect(first.every((client) => !client.isClosed)).toBe(true);
  expect(
    rest.some((client) => client.received.some((packet) => packet.cmd === "connack" && packet.returnCode === 3)),
  ).toBe(true);
  await until("64 left", async () => (await broker.numbers()).connections === 64);
  expect((await broker.numbers()).closes.too_many_connections).toBe(136);
  for (const client of first) client.end();
  await servesAgain(broker);
  await broker.end();
});

test("when the descriptors are used up by something else, accepting fails and the broker lives", async () => {
  const broker = await brokerProcess("guarded", { openFiles: 128, filesToLeave: 20 });
  const clients = await opened(broker, 100);
  await until("some turned away", () => clients.filter((client) => client.isClosed).length > 20);
  const counts = await broker.numbers();
  expect(counts.connections).toBeGreaterThan(0);
  expect(counts.connections).toBeLessThan(64);
  for (const client of clients) client.end();
  await servesAgain(broker);
  await broker.end();
});

test("maxConnections holds for TCP and WebSocket together", async () => {
  const { broker, at, device } = await runBroker({ maxConnections: 3 });
  const kept = [await device("device-1"), await device("device-2", {}, "ws"), await device("device-3")];
  const fourth = await openRaw(at.tcp);
  expect(await fourth.signIn("device-4")).toBe(3);
  await expect(openRaw(at.ws!, "ws")).rejects.toThrow();
  expect(broker.counts.closes.too_many_connections).toBe(2);
  for (const client of kept) expect(await client.isServed()).toBe(true);
  kept[0]!.end();
  await until("room", () => broker.counts.connections === 2);
  expect(await (await device("device-4")).isServed()).toBe(true);
  await broker.stop();
});

test("connectionLimit() stays below the process's limit on open files", () => {
  expect(connectionLimit(19_000, 20_000)).toBe(19_000);
  expect(connectionLimit(19_000, 10_000)).toBe(9800);
  expect(connectionLimit(19_000, 128)).toBe(64);
  expect(connectionLimit(19_000, Number.POSITIVE_INFINITY)).toBe(19_000);
});

async function grownByGiantFrames(kind: "guarded" | "bare"): Promise<number> {
  const broker = await brokerProcess(kind);
  const { rssMb: before } = await broker.numbers();
  const chunk = Buffer.alloc(1 << 20);
  const clients = await opened(broker, 6);
  await Promise.all(
    clients.map(async ({ conn }) => {
      conn.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
      for (let mb = 0; mb < 40 && !conn.destroyed; mb++) {
        await new Promise((resolve) => conn.write(chunk, resolve));
      }
    }),
  );
  const { rssMb: after } = await broker.numbers();
  for (const client of clients) client.end();
  await broker.end();
  return after - before;
}

async function opened(broker: Process, count: number): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  for (let n = 0; n < count; n++) clients.push(await openRaw(broker.at));
  return clients;
}

async function servesAgain(broker: Process): Promise<void> {
  await until("room", async () => (await broker.numbers()).connections === 0);
  const client = await openRaw(broker.at);
  expect(await client.signIn("device-1", { password: "any" })).toBe(0);
  client.send(publishPacket("v1/devices/device-1/readings"));
  expect(await client.answered("puback")).toBe(true);
  client.end();
}

async function brokerProcess(
  kind: "guarded" | "bare",
  limits: { readonly openFiles?: number; readonly filesToLeave?: number } = {},
): Promise<Process> {
  const script = join(import.meta.dirname, "broker-process.ts");
  const limit = limits.openFiles === undefined ? "" : `ulimit -n ${limits.openFiles}; `;
  const leave = limits.filesToLeave === undefined ? [] : [String(limits.filesToLeave)];
  const command = `${limit}exec "$0" "$@"`;
  const child = spawn("sh", ["-c", command, process.execPath, script, kind, ...leave], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value as string);
  const { port } = await next();
  return {
    at: { host: "127.0.0.1", port },
    child,
    async numbers() {
      child.stdin.write("\n");
      return next();
    },
    async end() {
      child.stdin.end();
      const code = await new Promise((resolve) => child.once("exit", resolve));
      expect(code).toBe(0);
    },
  };
}
