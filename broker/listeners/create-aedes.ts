import { Aedes, type Client } from "aedes";
import type { AedesClient, AedesCore } from "../aedes-internals.ts";
import type { ConnectionCloseReason } from "../broker-counts.ts";
import type { BrokerState } from "../broker-state.ts";
import { deviceHooks } from "../devices/device-hooks.ts";
import { tooManyOpenQos2 } from "../devices/device-sessions.ts";
import { openHooks } from "../devices/open-hooks.ts";
import type { FrameLimits } from "../packets/packet-fault.ts";
import { installPacketGate } from "../packets/packet-gate.ts";
import { MqttConnection } from "./mqtt-connection.ts";
import type { Peer } from "./peer.ts";

/** Filters in one SUBSCRIBE: a device has one topic to ask for. */
const maxDeviceFilters = 16;
const maxOpenFilters = 1000;

/** Aedes with our hooks: those of devices, or those of the open setting. */
export function createAedes(state: BrokerState): Aedes {
  const { settings } = state;
  const common = {
    concurrency: settings.maxInFlight,
    connectTimeout: settings.connectTimeoutMs,
    drainTimeout: settings.drainTimeoutMs,
    queueLimit: settings.maxPipelinedBeforeSignIn,
    maxTopicLevels: settings.maxTopicLevels,
    maxInflightInbound: settings.maxInFlight,
  };
  const aedes = settings.openForTesting
    ? new Aedes({ ...common, ...openHooks(state) })
    : new Aedes({ ...common, ...deviceHooks(state), persistence: state.sessions });
  if (!settings.openForTesting) publishToNobody(aedes);
  aedes.on("keepaliveTimeout", (client) => setCloseReason(state, client, "keepalive_timeout"));
  aedes.on("clientError", (client, error) => classifyError(state, client, error));
  aedes.on("connectionError", (client, error) => classifyError(state, client, error));
  return aedes;
}

/**
 * What devices publish goes to the acceptors and cannot be subscribed to, so Aedes has no subscriber for it: skipping its
 * fan-out after PUBACK saves a quarter of what a publish costs. Its own messages and commands go the usual way.
 */
function publishToNobody(aedes: Aedes): void {
  const core = aedes as unknown as AedesCore;
  const fanOut = core.publish;
  core.publish = function publishUnlessFromDevice(packet, client, done) {
    if (client !== null && typeof client === "object") done?.(null);
    else fanOut.call(core, packet, client, done);
  };
}

/** Guards a connection just accepted. */
export function acceptConnection(state: BrokerState, client: AedesClient, peer: Peer): void {
  const connection = new MqttConnection(client, peer);
  state.connections.set(client, connection);
  connection.conn.once("close", () => state.forgetConnection(connection));
  const { settings } = state;
  const limits: FrameLimits = {
    maxFrameBytes: settings.maxFrameBytes,
    maxTopicBytes: settings.maxTopicBytes,
    maxTopicLevels: settings.maxTopicLevels,
    maxFilters: settings.openForTesting ? maxOpenFilters : maxDeviceFilters,
  };
  installPacketGate(connection, {
    limits,
    onFault: (faulty, reason) => state.refuse(faulty, reason),
    monotonic: state.monotonic,
    onParserError: (faulty, error) => {
      const isWrongLevel = !faulty.hasConnected && error.message === "Invalid protocol version";
      if (isWrongLevel) state.refuseSignIn(faulty, "protocol_version", "");
      else
        state.refuse(
          faulty,
          error.message === "Client queue limit reached" ? "pipelined_too_many" : "malformed_packet",
        );
      return !isWrongLevel;
    },
  });
}

/** Finds the name of an error Aedes closed a connection with; what is no fault of the device's stays "gone". */
function classifyError(state: BrokerState, client: Client, error: Error): void {
  const connection = state.connections.get(client);
  if (connection === undefined || connection.closeReason !== null) return;
  switch (error.message) {
    case "connect did not arrive in time":
      setCloseReason(state, client, "connect_timeout");
      break;
    case "drain timeout":
      setCloseReason(state, client, "not_reading");
      break;
    case "empty topic not allowed in PUBLISH":
    case "# is not allowed in PUBLISH":
    case "+ is not allowed in PUBLISH":
      state.refuse(connection, "malformed_packet");
      break;
    case "topic has too many levels":
      state.refuse(connection, "topic_too_long");
      break;
    default:
      if (error.message === tooManyOpenQos2 || error.message.startsWith("maxInflightInbound")) {
        state.refuse(connection, "too_many_qos2_open");
      }
  }
}

function setCloseReason(state: BrokerState, client: Client, reason: ConnectionCloseReason): void {
  const connection = state.connections.get(client);
  if (connection !== undefined) connection.closeReason ??= reason;
}
