import type { AedesOptions } from "aedes";
import type { AedesClient } from "../aedes-internals.ts";
import type { BrokerState } from "../broker-state.ts";
import type { ReceivedPacket } from "../packets/packet-fault.ts";
import { textFault } from "../publish/topic-fault.ts";
import { isMqtt311 } from "./sign-in.ts";

/** Last level of filters refused in the open setting, so that conformance tests can see a refused subscription. */
const refusedLevel = "nosubscribe";

/**
 * For conformance tests on loopback: any client, topic and subscription, messages passed from client to client and kept
 * nowhere. Frames are guarded as ever, and `$SYS` stays Aedes' own.
 */
export function openHooks(state: BrokerState): AedesOptions {
  return {
    preConnect(client, packet, callback) {
      (client as AedesClient).pause();
      const connection = state.connections.get(client);
      if (connection === undefined) return callback(new Error("unknown connection"), false);
      const connect: ReceivedPacket = packet as unknown as ReceivedPacket;
      if (!isMqtt311(connect)) return state.refuseSignIn(connection, "protocol_version", "");
      // [MQTT-3.1.3-8] an empty client id needs a clean session
      if (connect.clientId === "" && connect.clean === false) return state.refuseSignIn(connection, "client_id", "");
      state.counts.signIns.accepted++;
      callback(null, true);
    },

    authorizePublish(client, packet, callback) {
      const connection = client === null ? undefined : state.connections.get(client);
      const fault = packet.topic.startsWith("$SYS") ? "topic_reserved" : textFault(packet.topic);
      if (fault === null) return callback(null);
      if (connection !== undefined) state.refuse(connection, fault);
      callback(new Error(`refused: ${fault}`));
    },

    authorizeSubscribe(_client, subscription, callback) {
      const isRefused = subscription.topic.split("/").at(-1) === refusedLevel || subscription.topic.startsWith("$SYS");
      callback(null, isRefused ? null : subscription);
    },
  };
}
