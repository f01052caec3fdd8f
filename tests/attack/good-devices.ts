import { connect, type Socket } from "node:net";
import { generate, parser } from "mqtt-packet";
import { deviceIdOf } from "../support/city-folder.ts";

export interface GoodDeviceOptions {
  readonly port: number;
  readonly device: number;
  readonly token: string;
  readonly everyMs: number;
}

/**
 * A device that publishes a reading with QoS 1 at an even pace, and sends again what was not acknowledged when it comes
 * back. Its readings are told apart by their values.
 */
export class GoodDevice {
  readonly acknowledged = new Set<number>();
  readonly #options: GoodDeviceOptions;
  readonly #waiting = new Map<number, { readonly value: number; readonly t: number; readonly sentAt: number }>();
  readonly #latencies: number[] = [];
  readonly #timer: NodeJS.Timeout;
  #socket: Socket | null = null;
  #next = 1;
  #isSignedIn = false;
  #isEnded = false;

  constructor(options: GoodDeviceOptions) {
    this.#options = options;
    this.#connect();
    this.#timer = setInterval(() => this.#publish(), options.everyMs);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Milliseconds from each publish to its acknowledgement since the last call; what waits counts with its age so far. */
  drainLatencies(): readonly number[] {
    const now = performance.now();
    const unfinished = Array.from(this.#waiting.values(), ({ sentAt }) => now - sentAt);
    return [...this.#latencies.splice(0), ...unfinished];
  }

  /** Publishes nothing new. */
  pause(): void {
    clearInterval(this.#timer);
  }

  end(): void {
    this.#isEnded = true;
    clearInterval(this.#timer);
    this.#socket?.destroy();
  }

  #connect(): void {
    if (this.#isEnded) return;
    const { port, device, token } = this.#options;
    const id = deviceIdOf(device);
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket = socket;
    const incoming = parser();
    incoming.on("packet", (packet) => {
      if (packet.cmd === "connack" && packet.returnCode === 0) this.#resume();
      if (packet.cmd === "puback") this.#settle(packet.messageId ?? 0);
    });
    socket.on("connect", () => {
      socket.write(
        generate({
          ...{ cmd: "connect", protocolId: "MQTT", protocolVersion: 4, clean: true, keepalive: 60 },
          ...{ clientId: id, username: id, password: Buffer.from(token) },
        }),
      );
    });
    socket.on("data", (bytes: Buffer) => incoming.parse(bytes));
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#isSignedIn = false;
      setTimeout(() => this.#connect(), 200);
    });
  }

  #resume(): void {
    this.#isSignedIn = true;
    for (const messageId of this.#waiting.keys()) this.#write(messageId);
  }

  #settle(messageId: number): void {
    const sent = this.#waiting.get(messageId);
    if (sent === undefined) return;
    this.#waiting.delete(messageId);
    this.acknowledged.add(sent.value);
    this.#latencies.push(performance.now() - sent.sentAt);
  }

  #publish(): void {
    // A window, as every client has.
    if (this.#waiting.size >= 200) return;
    const value = this.#next++;
    const messageId = (value % 65_535) + 1;
    this.#waiting.set(messageId, { value, t: Date.now(), sentAt: performance.now() });
    if (this.#isSignedIn) this.#write(messageId);
  }

  #write(messageId: number): void {
    const sent = this.#waiting.get(messageId);
    if (sent === undefined) return;
    const topic = `v1/devices/${deviceIdOf(this.#options.device)}/readings`;
    const payload = JSON.stringify({ t: sent.t, seq: sent.value, values: { c0: sent.value / 1_000_000 } });
    this.#socket?.write(generate({ cmd: "publish", topic, payload, qos: 1, dup: false, retain: false, messageId }));
  }
}

/** The `share` quantile of lengths, ms; 0 for none. */
export function quantile(lengths: readonly number[], share: number): number {
  const sorted = [...lengths].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
