import type { Aedes, PublishPacket } from "aedes";
import { HubError } from "../domain/errors.ts";
import { brokerTexts } from "../locales/devices/broker.ts";
import { fill } from "../locales/fill.ts";
import type { DeviceTrust } from "../tls/ports.ts";
import type { AedesClient } from "./aedes-internals.ts";
import { type BrokerCounts, zeroCounts } from "./broker-counts.ts";
import { type BrokerDeps, BrokerState } from "./broker-state.ts";
import { DeviceSessions } from "./devices/device-sessions.ts";
import { configuredListeners } from "./listeners/configured-listeners.ts";
import { acceptConnection, createAedes } from "./listeners/create-aedes.ts";
import { connectionLimit } from "./listeners/open-file-limit.ts";
import { type OpenListener, type OpenListeners, openListeners } from "./listeners/open-listeners.ts";
import { peerOf } from "./listeners/peer.ts";
import { closeAedes, shutDownBroker } from "./listeners/shut-down-broker.ts";
import type { BrokerSettings } from "./settings.ts";
import { topicOf, topics } from "./topics.ts";

export type { BrokerCounts } from "./broker-counts.ts";
export type { BrokerDeps } from "./broker-state.ts";

/** What became of a command: on its way, waiting for the device, or not subscribed to. */
export type CommandOutcome = "sent" | "queued" | "not_subscribed";

export interface Broker {
  /** @returns the listeners, in the order of the settings
   * @throws {HubError} `broker.listen_failed`, `broker.already_started` */
  start(): Promise<readonly OpenListener[]>;
  /** Accepts no more, lets what is being kept finish and be acknowledged, then closes all; within 10 s. */
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

/** An MQTT 3.1.1 broker that hears known devices only and acknowledges only what its acceptors have kept. */
export function createBroker(settings: BrokerSettings, deps: BrokerDeps): Broker {
  const sessions = new DeviceSessions({ maxOpenQos2: settings.maxInFlight });
  const state = new BrokerState(settings, deps, zeroCounts(), sessions);
  let running: { readonly aedes: Aedes; readonly listeners: OpenListeners } | null = null;

  return {
    counts: state.counts,

    async start() {
      if (running !== null) throw new HubError("broker.already_started", brokerTexts["already-started"]);
      state.isStopping = false;
      const aedes = createAedes(state);
      await aedes.listen();
      const { connectTimeoutMs, maxFrameBytes, maxConnections } = settings;
      const listeners = await openListeners(configuredListeners(settings), {
        limit: connectionLimit(maxConnections),
        connectTimeoutMs,
        maxFrameBytes,
        certificates: deps.certificates,
        counts: state.counts,
        log: deps.log,
        onConnection: (conn, request) =>
          acceptConnection(state, aedes.handle(conn, request) as AedesClient, peerOf(conn, request)),
      }).catch(async (error: unknown) => {
        await closeAedes(aedes);
        throw error;
      });
      running = { aedes, listeners };
      deps.certificates?.onTrustChange((trust) => closeDistrusted(state, trust));
      state.sendReply = (deviceId, reply) => sendReply(state, aedes, { deviceId, reply });
      return listeners.addresses;
    },

    async stop() {
      if (running === null) return;
      const { aedes, listeners } = running;
      running = null;
      state.sendReply = null;
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
        throw new HubError("broker.not_running", fill(brokerTexts["not-running"], { device: deviceId }), {
          isRetryable: true,
        });
      }
      const topic = topicOf("commands", deviceId);
      const isListening = topic in (state.connectionsByDevice.get(deviceId)?.client.subscriptions ?? {});
      if (!isListening && sessions.waitingCommands(deviceId) === null) return "not_subscribed";
      await publish(running.aedes, packetFor("commands", deviceId, payload));
      return isListening ? "sent" : "queued";
    },
  };
}

/** With QoS 0 a reply reaches a device that listens for it now, and never waits: it answers bytes of this connection. */
function sendReply(
  state: BrokerState,
  aedes: Aedes,
  { deviceId, reply }: { readonly deviceId: string; readonly reply: Uint8Array },
): void {
  publish(aedes, packetFor("replies", deviceId, reply)).catch((error: unknown) => {
    state.deps.log.warn({ err: error, deviceId }, "a reply to a device could not be sent");
  });
}

function packetFor(name: "commands" | "replies", deviceId: string, payload: string | Uint8Array): PublishPacket {
  const { qos, mayRetain } = topics[name];
  return {
    cmd: "publish",
    topic: topicOf(name, deviceId),
    payload: Buffer.from(payload),
    qos,
    dup: false,
    retain: mayRetain,
  };
}

function publish(aedes: Aedes, packet: PublishPacket): Promise<void> {
  return new Promise((resolve, reject) => aedes.publish(packet, (error) => (error ? reject(error) : resolve())));
}

/** Ends the connections of devices whose certificate lets nobody in any more. */
function closeDistrusted({ connectionsByDevice, deps }: BrokerState, trust: DeviceTrust): void {
  for (const [deviceId, connection] of connectionsByDevice) {
    const { certificate } = connection.peer;
    if (certificate.kind !== "trusted" || trust.isTrusted(certificate.serial)) continue;
    deps.log.info({ deviceId }, "a device whose certificate is trusted no longer is disconnected");
    connection.close("revoked");
  }
}
