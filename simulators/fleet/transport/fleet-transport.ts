import type { DeviceId } from "../../../domain/ids.ts";
import type { Log } from "../../../domain/log.ts";
import type { DeviceAct } from "../device-act.ts";
import { FleetClient, type HeldMessage } from "./fleet-client.ts";

export interface FleetTransportOptions {
  /** The hub's MQTT listener, `mqtt://host:port`. */
  readonly url: string;
  readonly tokenOf: (client: DeviceId) => string;
  /** A command asks a device for an interval. @returns whether it does so */
  readonly onAsk?: (deviceId: string, seconds: number) => boolean;
  /** @param ms from handing a message over to its PUBACK */
  readonly onAcknowledged?: (ms: number) => void;
  readonly log: Log;
  /** Messages that may wait for the hub at once; with that many, new ones are lost and counted. Default 50,000. */
  readonly mostWaiting?: number;
  /** Longest wait between two attempts to connect. Default 2 min. */
  readonly mostBackOffMs?: number;
}

/** Since the transport began. `acknowledged` and `discarded` never above `published` together. */
export interface FleetCounts {
  readonly messages: number;
  readonly acknowledgedMessages: number;
  /** Readings in messages, copies not counted. */
  readonly published: number;
  readonly acknowledged: number;
  /** Readings that found no room while the hub was away. */
  readonly discarded: number;
  readonly connected: number;
}

export interface FleetTransport {
  /**
   * Performs acts in their order, client by client. Resolves when each message is acknowledged, or waits for a client that is away
   * by its own acts. To have acts of different clients reach the hub in order, perform them one by one.
   */
  perform(acts: readonly DeviceAct[]): Promise<FleetCounts>;
  readonly counts: FleetCounts;
  /** Every client says goodbye, within some seconds even when the hub is gone. */
  stop(): Promise<void>;
}

export function openFleetTransport(options: FleetTransportOptions): FleetTransport {
  return new MqttFleetTransport(options);
}

class MqttFleetTransport implements FleetTransport {
  readonly #options: FleetTransportOptions;
  readonly #mostWaiting: number;
  readonly #clients = new Map<DeviceId, FleetClient>();
  readonly #counts = { messages: 0, acknowledgedMessages: 0, published: 0, acknowledged: 0, discarded: 0 };
  #waiting = 0;

  constructor(options: FleetTransportOptions) {
    this.#options = options;
    this.#mostWaiting = options.mostWaiting ?? 50_000;
  }

  get counts(): FleetCounts {
    let connected = 0;
    for (const client of this.#clients.values()) if (client.isConnected) connected++;
    return { ...this.#counts, connected };
  }

  async perform(acts: readonly DeviceAct[]): Promise<FleetCounts> {
    await Promise.all(acts.map((act) => this.#perform(act)));
    return this.counts;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close(false)));
  }

  #perform(act: DeviceAct): Promise<void> {
    const client = this.#clientOf(act.client);
    switch (act.kind) {
      case "connect":
        return client.open();
      case "disconnect":
        return client.close(act.lost);
      case "publish":
        return this.#publish(client, act);
    }
  }

  #publish(client: FleetClient, act: Extract<DeviceAct, { kind: "publish" }>): Promise<void> {
    const readings = act.rows.length;
    this.#counts.messages++;
    this.#counts.published += readings;
    if (this.#waiting >= this.#mostWaiting) {
      this.#counts.discarded += readings;
      return Promise.resolve();
    }
    this.#waiting++;
    const { promise, resolve } = Promise.withResolvers<void>();
    const { topic, payload } = act;
    client.publish({ topic, payload, readings, since: performance.now(), settle: resolve });
    return promise;
  }

  readonly #acknowledged = ({ readings, since }: HeldMessage): void => {
    this.#waiting--;
    this.#counts.acknowledgedMessages++;
    this.#counts.acknowledged += readings;
    this.#options.onAcknowledged?.(performance.now() - since);
  };

  #clientOf(id: DeviceId): FleetClient {
    const known = this.#clients.get(id);
    if (known !== undefined) return known;
    const { url, tokenOf, onAsk = () => false, log, mostBackOffMs } = this.#options;
    const client = new FleetClient({
      ...{ url, deviceId: id, token: tokenOf(id), onAsk, onAcknowledged: this.#acknowledged },
      ...(mostBackOffMs === undefined ? {} : { mostBackOffMs }),
      onTrouble: (deviceId, error) => log.warn({ deviceId, error }, "simulated device: hub not reached"),
    });
    this.#clients.set(id, client);
    return client;
  }
}
