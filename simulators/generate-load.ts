import { type AckLatency, ackLatency } from "./ack-latency.ts";
import { type LoadConnection, openLoadConnection } from "./load-connection.ts";
import { publishSlots } from "./publish-slots.ts";
import type { LoadOptions, LoadResult } from "./run-load.ts";

const connectsAtOnce = 50;
const lastAcksMs = 10_000;

/**
 * Signs all devices in, publishes for the time asked and waits for the last PUBACKs.
 *
 * @throws when not one device could sign in
 */
export async function generateLoad(options: LoadOptions, onConnected: (devices: number) => void): Promise<LoadResult> {
  const errors: Record<string, number> = {};
  const count = (why: string) => {
    errors[why] = (errors[why] ?? 0) + 1;
  };
  const run = new LoadRun(options);
  const connections = await openAll(options, run, count);
  if (connections.length === 0) throw new Error(`wanted devices signed in, got none: ${JSON.stringify(errors)}`);
  onConnected(connections.length);
  const cpuBefore = process.cpuUsage();
  await run.run(connections);
  const { user, system } = process.cpuUsage(cpuBefore);
  for (const connection of connections) connection.close();
  const perSecond = run.acknowledgedInTime / options.seconds;
  return {
    sent: run.sent,
    acknowledged: run.latency.count,
    perSecond: Math.round(perSecond),
    readingsPerSecond: Math.round(perSecond * options.payload.readings),
    ackP50Ms: run.latency.percentile(0.5),
    ackP99Ms: run.latency.percentile(0.99),
    ackMaxMs: Math.round(run.latency.max * 10) / 10,
    errors,
    cpuShare: Math.round((user + system) / options.seconds / 10_000) / 100,
  };
}

async function openAll(options: LoadOptions, run: LoadRun, count: (why: string) => void): Promise<LoadConnection[]> {
  const { host, port, window } = options;
  const connections: LoadConnection[] = [];
  const waiting = [...options.devices].reverse();
  const lost = (why: string, inFlight: number) => {
    count(why);
    run.writeOff(inFlight);
  };
  const listener = { acknowledged: run.acknowledged, lost };
  const worker = async () => {
    for (let device = waiting.pop(); device !== undefined; device = waiting.pop()) {
      const slots = publishSlots(device, window, options.payload);
      try {
        connections.push(await openLoadConnection({ host, port, device, slots, window, listener }));
      } catch (error) {
        count((error as Error).message);
      }
    }
  };
  await Promise.all(Array.from({ length: connectsAtOnce }, worker));
  return connections;
}

/** One measured run: full windows all the time, or a steady rate. */
class LoadRun {
  sent = 0;
  acknowledgedInTime = 0;
  readonly latency: AckLatency = ackLatency();
  readonly #options: LoadOptions;
  #isSending = false;
  #lost = 0;
  #finished: (() => void) | null = null;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  readonly acknowledged = (
    connection: LoadConnection,
    slots: Uint16Array,
    count: number,
    sentAt: Float64Array,
  ): void => {
    const now = performance.now();
    for (let i = 0; i < count; i++) this.latency.add(now - sentAt[slots[i]!]!);
    if (this.#isSending) {
      this.acknowledgedInTime += count;
      if (this.#options.ratePerSecond === null) this.sent += connection.send(connection.free, now, Date.now());
    } else if (this.#isOver()) this.#finished?.();
  };

  /** Publishes that went down with their connection. */
  writeOff(publishes: number): void {
    this.#lost += publishes;
    if (!this.#isSending && this.#isOver()) this.#finished?.();
  }

  #isOver(): boolean {
    return this.latency.count + this.#lost >= this.sent;
  }

  async run(connections: readonly LoadConnection[]): Promise<void> {
    const { seconds, ratePerSecond } = this.#options;
    this.#isSending = true;
    const startedAt = performance.now();
    let turn = 0;
    const keepRate = (rate: number) => {
      const now = performance.now();
      let owed = Math.floor(((now - startedAt) / 1000) * rate) - this.sent;
      for (let tried = 0; owed > 0 && tried < connections.length; tried++) {
        const sent = connections[turn++ % connections.length]!.send(1, now, Date.now());
        if (sent > 0) tried = -1;
        owed -= sent;
        this.sent += sent;
      }
    };
    if (ratePerSecond === null) {
      for (const each of connections) this.sent += each.send(each.free, performance.now(), Date.now());
    }
    const pacer = ratePerSecond === null ? null : setInterval(keepRate, 1, ratePerSecond);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    if (pacer !== null) clearInterval(pacer);
    this.#isSending = false;
    if (this.#isOver()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, lastAcksMs);
      this.#finished = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
