import type { Aedes, PublishPacket } from "aedes";
import { HubError } from "../domain/errors.ts";
import type { AedesClient } from "./aedes-internals.ts";
import { type BrokerCounts, zeroCounts } from "./broker-counts.ts";
import { type BrokerDeps, BrokerState } from "./broker-state.ts";
import { DeviceSessions } from "./devices/device-sessions.ts";
import { acceptConnection, createAedes } from "./listeners/create-aedes.ts";
import { type ListenerAddress, type Listeners, openListeners } from "./listeners/listeners.ts";
import { connectionLimit } from "./listeners/open-file-limit.ts";
import { closeAedes, shutDownBroker } from "./listeners/shut-down-broker.ts";
import { commandsTopicOf } from "./publish/topic-rights.ts";
import type { BrokerSettings } from "./settings.ts";

export type { BrokerCounts } from "./broker-counts.ts";
export type { BrokerDeps } from "./broker-state.ts";

export interface BrokerAddresses {
  readonly tcp: ListenerAddress;
  readonly ws: ListenerAddress | null;
}

/** What became of a command: on its way, waiting for the device, or nobody has asked for commands. */
export type CommandOutcome = "sent" | "queued" | "not_subscribed";

export interface Broker {
  /** @throws {HubError} `broker.listen_failed`, `broker.already_started` */
  start(): Promise<BrokerAddresses>;
  /** Accepts no more, lets what `take` already has finish and be acknowledged, then closes all; within 10 s. */
  stop(): Promise<void>;
  /** Live numbers since start, to be read only. */
  readonly counts: Readonly<BrokerCounts>;
  /** Whether a device has a connection now. */
  isConnected(deviceId: string): boolean;
  /** Closes the connection of a device whose right was withdrawn; false when it had none. */
  disconnect(deviceId: string): boolean;
  /** @throws {HubError} `broker.not_running`, `broker.command_queue_full` */
  sendCommand(deviceId: string, payload: string | Uint8Array): Promise<CommandOutcome>;
}

/** An MQTT 3.1.1 broker that hears known devices only and acknowledges only what `deps.take` has kept. */
export function createBroker(settings: BrokerSettings, deps: BrokerDeps): Broker {
  const sessions = new DeviceSessions({ maxOpenQos2: settings.maxInFlight });
  const state = new BrokerState(settings, deps, zeroCounts(), sessions);
  let running: { readonly aedes: Aedes; readonly listeners: Listeners } | null = null;

  return {
    counts: state.counts,

    async start() {
      if (running !== null)
        throw new HubError("broker.already_started", "Cannot start the broker twice: stop it first");
      state.isStopping = false;
      const aedes = createAedes(state);
      await aedes.listen();
      const listeners = await openListeners({
        settings,
        limit: connectionLimit(settings.maxConnections),
        counts: state.counts,
        log: deps.log,
        onConnection: (conn, request) => acceptConnection(state, aedes.handle(conn, request) as AedesClient),
      }).catch(async (error: unknown) => {
        await closeAedes(aedes);
        throw error;
      });
      running = { aedes, listeners };
      return { tcp: listeners.tcp, ws: listeners.ws };
    },

    async stop() {
      if (running === null) return;
      const { aedes, listeners } = running;
      running = null;
      await shutDownBroker(state, aedes, listeners);
    },

    isConnected: (deviceId) => state.connectionsByDevice.has(deviceId),

    disconnect(deviceId) {
      const connection = state.connectionsByDevice.get(deviceId);
      connection?.close("revoked");
      return connection !== undefined;
    },

    async sendCommand(deviceId, payload) {
      if (running === null) {
        throw new HubError("broker.not_running", `Cannot send a command to ${deviceId} as the broker is not started`);
      }
      const topic = commandsTopicOf(deviceId);
      const isListening = topic in (state.connectionsByDevice.get(deviceId)?.client.subscriptions ?? {});
      if (!isListening && sessions.waitingCommands(deviceId) === null) return "not_subscribed";
      await publish(running.aedes, {
        cmd: "publish",
        topic,
        payload: Buffer.from(payload),
        qos: 1,
        dup: false,
        retain: false,
      });
      return isListening ? "sent" : "queued";
    },
  };
}

function publish(aedes: Aedes, packet: PublishPacket): Promise<void> {
  return new Promise((resolve, reject) => aedes.publish(packet, (error) => (error ? reject(error) : resolve())));
}
