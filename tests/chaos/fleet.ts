import { connect, type MqttClient } from "mqtt";
import { deviceIdOf } from "../support/city-folder.ts";
import { until } from "../support/until.ts";

/** Readings of one flood and the dry spell after it. */
export const periodReadings = 40;
export const secondsApart = 60;

/** Depth of the `k`th reading, metres: dry, then up through blue, yellow and orange, and dry again. */
export function depthOf(k: number): number {
  const phase = k % periodReadings;
  if (phase < 15) return 0.02;
  if (phase < 20) return 0.16;
  if (phase < 25) return 0.22;
  if (phase < 30) return 0.3;
  return phase < 33 ? 0.17 : 0.05;
}

/** Devices that publish QoS 1 as fast as their window allows and send again what was not acknowledged. */
export class Fleet {
  readonly #clients: MqttClient[] = [];
  readonly #startsAt: number;
  readonly #window: number;
  readonly #sent: number[];
  /** By device: which readings were acknowledged. */
  readonly acknowledged: Set<number>[];
  #isPublishing = false;

  constructor(options: { devices: number; window: number; startsAt: number }) {
    this.#startsAt = options.startsAt;
    this.#window = options.window;
    this.#sent = Array.from({ length: options.devices }, () => 0);
    this.acknowledged = Array.from({ length: options.devices }, () => new Set());
  }

  start(port: number, tokens: readonly string[]): void {
    this.#isPublishing = true;
    tokens.forEach((password, device) => {
      const id = deviceIdOf(device);
      const client = connect({
        host: "127.0.0.1",
        port,
        protocol: "mqtt",
        protocolVersion: 4,
        clientId: id,
        username: id,
        password,
        clean: true,
        reconnectPeriod: 50,
        connectTimeout: 5000,
      });
      client.on("error", () => {});
      this.#clients.push(client);
      for (let slot = 0; slot < this.#window; slot++) this.#publishNext(client, device);
    });
  }

  observedAt(k: number): number {
    return this.#startsAt + k * secondsApart * 1000;
  }

  sentBy(device: number): number {
    return this.#sent[device] ?? 0;
  }

  /** Sends no more, and waits until everything sent has been acknowledged. */
  async drain(): Promise<void> {
    this.#isPublishing = false;
    await until(
      "every reading to be acknowledged",
      () => this.acknowledged.every((acked, device) => acked.size === this.#sent[device]),
      30_000,
    );
    await Promise.all(this.#clients.map((client) => client.endAsync(true)));
  }

  #publishNext(client: MqttClient, device: number): void {
    if (!this.#isPublishing) return;
    const k = this.sentBy(device);
    this.#sent[device] = k + 1;
    const payload = JSON.stringify({ t: this.observedAt(k), values: { c0: depthOf(k) }, seq: k });
    client.publish(`v1/devices/${deviceIdOf(device)}/readings`, payload, { qos: 1 }, (error) => {
      if (error) return;
      this.acknowledged[device]?.add(k);
      this.#publishNext(client, device);
    });
  }
}
