import { connect, type Socket } from "node:net";
import { generate, parser } from "mqtt-packet";
import { deviceIdOf } from "../support/city-folder.ts";
import { until } from "../support/until.ts";

/** Readings of one flood and the dry spell after it. */
const periodReadings = 40;
const secondsApart = 60;
const reconnectMs = 50;

/**
 * Depth of a device's `k`th reading, metres: dry, then up through blue, yellow and orange, and dry again. Each device is
 * at another point of its flood, so that a kill always falls into somebody's.
 */
export function depthOf(device: number, k: number): number {
  const phase = (k + device * 7) % periodReadings;
  if (phase < 15) return 0.02;
  if (phase < 20) return 0.16;
  if (phase < 25) return 0.22;
  if (phase < 30) return 0.3;
  return phase < 33 ? 0.17 : 0.05;
}

/** Observation time of the `k`th reading. */
export function observedAt(startsAt: number, k: number): number {
  return startsAt + k * secondsApart * 1000;
}

/**
 * A device as the contract wants it: publishes QoS 1 within its window, keeps what was not acknowledged, and after a
 * reconnect sends all of that again, oldest first [MQTT-4.4.0-1]. Written on sockets, so that what it counts as
 * acknowledged is a PUBACK that came in and nothing else.
 */
export class ChaosDevice {
  /** Readings whose PUBACK came in. */
  readonly acknowledged = new Set<number>();
  sent = 0;
  readonly #options: { port: number; device: number; token: string; window: number; startsAt: number };
  readonly #unacknowledged = new Map<number, number>();
  #socket: Socket | null = null;
  /** Before the hub says so nothing is sent: a new reading would go ahead of those that are sent again. */
  #isSignedIn = false;
  #isPublishing = true;
  #isEnded = false;

  constructor(options: { port: number; device: number; token: string; window: number; startsAt: number }) {
    this.#options = options;
    this.#connect();
  }

  /** Sends no more new readings, but one after a sudden change: alone at the end it would wait a minute to be believed. */
  pause(): void {
    const { device } = this.#options;
    if (depthOf(device, this.sent - 1) !== depthOf(device, this.sent - 2)) this.#publishNext();
    this.#isPublishing = false;
  }

  end(): void {
    this.#isEnded = true;
    this.#socket?.destroy();
  }

  get isDone(): boolean {
    return this.#unacknowledged.size === 0;
  }

  #connect(): void {
    if (this.#isEnded) return;
    const { port, device, token } = this.#options;
    const clientId = deviceIdOf(device);
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
          cmd: "connect",
          protocolId: "MQTT",
          protocolVersion: 4,
          clean: true,
          keepalive: 60,
          clientId,
          username: clientId,
          password: Buffer.from(token),
        }),
      );
    });
    socket.on("data", (bytes: Buffer) => incoming.parse(bytes));
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#isSignedIn = false;
      setTimeout(() => this.#connect(), reconnectMs);
    });
  }

  #resume(): void {
    this.#isSignedIn = true;
    for (const [messageId, k] of this.#unacknowledged) this.#send(messageId, k, true);
    while (this.#unacknowledged.size < this.#options.window && this.#isPublishing) this.#publishNext();
  }

  #settle(messageId: number): void {
    const k = this.#unacknowledged.get(messageId);
    if (k === undefined) return;
    this.#unacknowledged.delete(messageId);
    this.acknowledged.add(k);
    if (this.#isPublishing) this.#publishNext();
  }

  #publishNext(): void {
    const k = this.sent++;
    const messageId = (k % 65_535) + 1;
    this.#unacknowledged.set(messageId, k);
    if (this.#isSignedIn) this.#send(messageId, k, false);
  }

  #send(messageId: number, k: number, dup: boolean): void {
    const { device, startsAt } = this.#options;
    const topic = `v1/devices/${deviceIdOf(device)}/readings`;
    const payload = JSON.stringify({ t: observedAt(startsAt, k), values: { c0: depthOf(device, k) }, seq: k });
    this.#socket?.write(generate({ cmd: "publish", topic, payload, qos: 1, dup, retain: false, messageId }));
  }
}

/** Waits until every reading sent has been acknowledged, then hangs up. */
export async function drain(fleet: readonly ChaosDevice[]): Promise<void> {
  for (const device of fleet) device.pause();
  await until("every reading to be acknowledged", () => fleet.every((device) => device.isDone));
  for (const device of fleet) device.end();
}
