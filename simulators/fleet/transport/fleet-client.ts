import type { MqttClient } from "mqtt";
import {
  commandAcksTopic,
  commandsTopic,
  type DeviceSignIn,
  openDeviceClient,
  statusTopic,
} from "../../device-client.ts";
import { commandAnswer, commandIn } from "../../interval-command.ts";

export interface FleetClientOptions extends DeviceSignIn {
  /** A command asks the device for an interval. @returns whether it does so */
  readonly onAsk: (deviceId: string, seconds: number) => boolean;
  readonly onAcknowledged: (message: HeldMessage) => void;
  readonly onTrouble: (deviceId: string, error: string) => void;
}

/** A message that no PUBACK has come for. */
export interface HeldMessage {
  readonly topic: string;
  readonly payload: string;
  /** Readings in it. */
  readonly readings: number;
  /** `performance.now()` when it was first handed over. */
  readonly since: number;
  /** It was acknowledged, or waits for a client that is away on purpose: who performs acts waits for it no longer. */
  readonly settle: () => void;
}

/** Longest wait for what is not acknowledged when a client goes. */
const drainMs = 2_000;

/**
 * A device or gateway over real MQTT, that comes and goes as its acts say. What was not acknowledged when it went is sent when it
 * comes again.
 */
export class FleetClient {
  readonly #options: FleetClientOptions;
  readonly #held = new Set<HeldMessage>();
  #client: MqttClient | null = null;
  #isWanted = false;
  /** Of those held, how many this connection has sent. */
  #sent = 0;
  /** Ends the wait for the hub's answer. */
  #opened: (() => void) | null = null;
  /** Ends when what it does with its connection is done; null while nothing is. */
  #closing: Promise<void> | null = null;
  #whenEmpty: (() => void) | null = null;

  constructor(options: FleetClientOptions) {
    this.#options = options;
  }

  get isConnected(): boolean {
    return this.#client?.connected ?? false;
  }

  /** @returns a promise of the hub's answer to its first greeting, or of its going */
  async open(): Promise<void> {
    this.#isWanted = true;
    if (this.#closing !== null) await this.#closing;
    if (this.#client !== null || !this.#isWanted) return;
    const { deviceId, onTrouble } = this.#options;
    const client = openDeviceClient(this.#options);
    this.#client = client;
    client.on("error", (error) => onTrouble(deviceId, error.message));
    client.on("message", (_topic, payload) => this.#obey(client, payload.toString()));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#opened = resolve;
    client.on("connect", () => void greet(client, deviceId).then(resolve));
    for (const message of this.#held) this.#send(client, message);
    await promise;
  }

  /** Sends, or holds until it is opened. */
  publish(message: HeldMessage): void {
    this.#held.add(message);
    if (this.#client !== null && this.#closing === null) this.#send(this.#client, message);
    else if (!this.#isWanted) message.settle();
  }

  /** Goes once all is acknowledged, or after 2 s. @param isLost without a word, so that its will speaks for it */
  close(isLost: boolean): Promise<void> {
    this.#isWanted = false;
    this.#closing ??= this.#close(isLost).finally(() => {
      this.#closing = null;
    });
    return this.#closing;
  }

  async #close(isLost: boolean): Promise<void> {
    const client = this.#client;
    if (client === null) return;
    await within(drainMs, this.#emptied());
    if (client.connected && !isLost) await within(drainMs, sayOffline(client, this.#options.deviceId));
    this.#client = null;
    this.#sent = 0;
    this.#opened?.();
    for (const { settle } of this.#held) settle();
    // With force no DISCONNECT is sent.
    await within(drainMs, client.endAsync(isLost || !client.connected));
  }

  #emptied(): Promise<void> {
    if (this.#sent === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenEmpty = resolve;
    });
  }

  #send(client: MqttClient, message: HeldMessage): void {
    this.#sent++;
    client.publish(message.topic, message.payload, { qos: 1 }, (error) => {
      // One that failed because the client went is sent by the next.
      if (error || !this.#held.delete(message)) return;
      this.#options.onAcknowledged(message);
      message.settle();
      if (client === this.#client && --this.#sent === 0) this.#whenEmpty?.();
    });
  }

  #obey(client: MqttClient, payload: string): void {
    const { deviceId, onAsk } = this.#options;
    const { id, seconds } = commandIn(payload);
    const isDone = seconds !== null && onAsk(deviceId, seconds);
    client.publish(commandAcksTopic(deviceId), commandAnswer(id, isDone), { qos: 1 });
  }
}

/** Says that it is there and asks for commands; resolves when the hub has answered both, or cannot. */
async function greet(client: MqttClient, deviceId: string): Promise<void> {
  await Promise.allSettled([
    client.publishAsync(statusTopic(deviceId), "online", { qos: 1, retain: true }),
    client.subscribeAsync(commandsTopic(deviceId), { qos: 1 }),
  ]);
}

async function sayOffline(client: MqttClient, deviceId: string): Promise<void> {
  await client.publishAsync(statusTopic(deviceId), "offline", { qos: 1, retain: true }).catch(() => undefined);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
