import type { MqttClient } from "mqtt";
import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import {
  commandAcksTopic,
  commandsTopic,
  type DeviceSignIn,
  openDeviceClient,
  readingsTopic,
  statusTopic,
} from "./device-client.ts";
import { commandAnswer, commandIn } from "./interval-command.ts";

export interface SimulatedDeviceOptions extends DeviceSignIn {
  /** Channel to value in the device's own units at a time and interval; channels it leaves out are not sent. */
  readonly valuesAt: (at: number, intervalMs: number) => Readonly<Record<string, number>>;
  /** Between two readings, unless a command asks for a shorter one. */
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Readings of one device; `acknowledged` never above `published`. */
export interface DeviceCounts {
  readonly published: number;
  readonly acknowledged: number;
}

/** Readings a device holds while it has no hub; with that many waiting it takes no new ones. */
const mostUnacknowledged = 5_000;

const drainMs = 2_000;

/** One device over real MQTT: a reading at once and then at every interval, QoS 1, counted by `seq` from 1. */
export class SimulatedDevice {
  readonly #options: SimulatedDeviceOptions;
  readonly #counts = { published: 0, acknowledged: 0 };
  readonly #pending = new Set<Promise<void>>();
  #client: MqttClient | null = null;
  #timer: NodeJS.Timeout | null = null;
  #intervalMs: number;

  constructor(options: SimulatedDeviceOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs;
  }

  get counts(): DeviceCounts {
    return this.#counts;
  }

  /** Returns at once; connects, and comes back whenever it loses the hub, until `stop`. */
  start(): void {
    if (this.#client !== null) return;
    const { deviceId, log } = this.#options;
    const client = openDeviceClient(this.#options);
    this.#client = client;
    client.on("connect", () => {
      void publish(client, statusTopic(deviceId), "online", true);
      client.subscribe(commandsTopic(deviceId), { qos: 1 });
    });
    client.on("message", (_topic, payload) => this.#obey(client, payload.toString()));
    client.on("error", (error) => log.warn({ deviceId, error: error.message }, "simulated device: hub not reached"));
    this.#measure();
    this.#runTimer();
  }

  /** Waits up to 2 s for what is not yet acknowledged, says `offline` and disconnects. */
  async stop(): Promise<void> {
    const client = this.#client;
    if (client === null) return;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#client = null;
    if (client.connected) {
      const farewell = publish(client, statusTopic(this.#options.deviceId), "offline", true);
      await within(drainMs, Promise.all([...this.#pending, farewell]));
    }
    await within(drainMs, client.endAsync(!client.connected || this.#pending.size > 0));
  }

  /** Does what a command asks for, and answers it; one without an id, or that it does not know, is answered all the same. */
  #obey(client: MqttClient, payload: string): void {
    if (this.#client !== client) return;
    const { id, seconds } = commandIn(payload);
    if (seconds !== null) {
      // What a demonstration plays is quicker than a real device: it never slows down below that.
      this.#intervalMs = Math.min(this.#options.intervalMs, seconds * 1_000);
      this.#runTimer();
    }
    void publish(client, commandAcksTopic(this.#options.deviceId), commandAnswer(id, seconds !== null), false);
  }

  #runTimer(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#measure(), this.#intervalMs);
  }

  #measure(): void {
    const { deviceId, valuesAt, clock } = this.#options;
    const client = this.#client;
    if (client === null || this.#pending.size >= mostUnacknowledged) return;
    const t = clock();
    const reading = { t, values: valuesAt(t, this.#intervalMs), seq: ++this.#counts.published };
    const acknowledged = publish(client, readingsTopic(deviceId), JSON.stringify(reading), false).then((isKept) => {
      if (isKept) this.#counts.acknowledged++;
      this.#pending.delete(acknowledged);
    });
    this.#pending.add(acknowledged);
  }
}

/** True when PUBACK came; false when the device stopped first. */
function publish(client: MqttClient, topic: string, payload: string, retain: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    client.publish(topic, payload, { qos: 1, retain }, (error) => resolve(!error));
  });
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
