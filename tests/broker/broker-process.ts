/**
 * A broker in its own process, so that its memory and file descriptors are its own. Prints `{"port": …}` and then one
 * line of numbers for each line it reads. First argument: `guarded`, or `bare` for Aedes as its README sets it up.
 * Second: file descriptors to leave free, the others are used up.
 */
import { closeSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { Aedes } from "aedes";
import { createBroker } from "../../broker/broker.ts";
import { brokerSettings } from "../../broker/settings.ts";
import { systemClock } from "../../domain/clock.ts";
import { silentLog } from "../../domain/log.ts";

const [kind, filesToLeave] = process.argv.slice(2);
const { port, numbers } = kind === "bare" ? await bare() : await guarded();
console.log(JSON.stringify({ port }));
if (filesToLeave !== undefined) useUpFiles(Number(filesToLeave));
for await (const _line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify({ rssMb: rssMb(), ...numbers() }));
}
process.exit(0);

async function guarded(): Promise<{ port: number; numbers: () => object }> {
  const broker = createBroker(brokerSettings.parse({ tcp: { port: 0 }, ws: { enabled: false } }), {
    credentials: { verify: async () => "accepted", isRevoked: async () => false },
    isKnownDevice: () => true,
    certificates: null,
    allowCleartextTokens: false,
    acceptReadings: (_published, done) => void setImmediate(done, null),
    acceptReport: (_report, done) => done(null),
    isGateway: () => false,
    isLive: () => true,
    onRefused() {},
    log: silentLog,
    clock: systemClock,
  });
  const [tcp] = await broker.start();
  return { port: tcp?.port ?? 0, numbers: () => broker.counts };
}

async function bare(): Promise<{ port: number; numbers: () => object }> {
  const aedes = await Aedes.createBroker();
  const server = createServer((socket) => void aedes.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, numbers: () => ({}) };
}

function useUpFiles(leave: number): void {
  const held: number[] = [];
  try {
    for (;;) held.push(openSync("/dev/null", "r"));
  } catch {
    for (const file of held.slice(-leave)) closeSync(file);
  }
}

/** Null when no file descriptor is left to find out with. */
function rssMb(): number | null {
  try {
    return process.memoryUsage.rss() / 1e6;
  } catch {
    return null;
  }
}
