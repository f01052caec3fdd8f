import type { AedesOptions, Client, PublishPacket, Subscription } from "aedes";
import type { DeviceId } from "../../domain/ids.ts";
import type { PacketRefusal } from "../../domain/observations/refused-client.ts";
import type { AedesClient, PublishDone } from "../aedes-internals.ts";
import type { BrokerState } from "../broker-state.ts";
import type { MqttConnection, PublishJob, SignedInDevice } from "../listeners/mqtt-connection.ts";
import type { ReceivedPacket } from "../packets/packet-fault.ts";
import { PublishQueue } from "../publish/publish-queue.ts";
import { ReadAhead } from "../publish/read-ahead.ts";
import { answerPublish, readingsOf, startPublish } from "../publish/start-publish.ts";
import { topicFault } from "../publish/topic-fault.ts";
import { isOwnSubscription, type PublishRoute, routeFault, routeOf, topicOf, topics } from "../topics.ts";
import { checkSignIn, claimedDevice, type SignInContext } from "./sign-in.ts";

type Hooks = Required<
  Pick<AedesOptions, "preConnect" | "authenticate" | "authorizePublish" | "authorizeSubscribe" | "authorizeForward">
>;

const toNowhere: PublishRoute = { to: "nowhere" };
const toOwnReadings: PublishRoute = { to: "readings", topic: topics.readings, codec: topics.readings.codec };

const refusalError = (reason: PacketRefusal): Error => new Error(`refused: ${reason}`);

/** What Aedes asks on the way of a device's connection: sign in, publish, subscribe, receive. */
export function deviceHooks(state: BrokerState): Hooks {
  return { ...signInHooks(state), ...messageHooks(state) };
}

function signInHooks(state: BrokerState): Pick<Hooks, "preConnect" | "authenticate"> {
  const context: SignInContext = {
    settings: state.settings,
    credentials: state.deps.credentials,
    isKnownDevice: state.deps.isKnownDevice,
    allowCleartextTokens: state.deps.allowCleartextTokens,
    paceSignIn: (deviceId) => state.paceSignIn(deviceId),
    isStopping: () => state.isStopping,
  };

  return {
    preConnect(client, packet, callback) {
      // First of all: Aedes 1.2 hands over what arrives before `authenticate` has answered
      (client as AedesClient).pause();
      const connection = state.connections.get(client);
      if (connection === undefined) return callback(new Error("unknown connection"), false);
      // The token is judged here, while client.id is still null: Aedes clears the QoS 2 session of the id of any
      // connection it closes after that, a stranger's too
      const connect: ReceivedPacket = packet as unknown as ReceivedPacket;
      void checkSignIn(context, connect, connection.peer).then((result) => {
        // It may have ended while its token was looked up; nobody waits for the callback then
        if (connection.closeReason !== null || connection.conn.destroyed) return;
        if (result !== "accepted") return state.refuseSignIn(connection, result, claimedDevice(connect));
        connection.will = connect.will ?? null;
        connection.device = signedInDevice(state, connection, (connect.clientId ?? "") as DeviceId);
        callback(null, true);
      });
    },

    authenticate(client, _username, _password, callback) {
      const connection = state.connections.get(client);
      // A connection may have ended since its CONNECT: it must not push out the one that is there
      if (connection === undefined || connection.device === null || connection.conn.destroyed)
        return callback(null, false);
      state.counts.signIns.accepted++;
      // The newer connection of a device stands, the older is closed. [MQTT-3.1.4-2]
      const older = state.connectionsByDevice.get(connection.device.id);
      state.connectionsByDevice.set(connection.device.id, connection);
      older?.close("taken_over");
      callback(null, true);
    },
  };
}

function messageHooks(state: BrokerState): Pick<Hooks, "authorizePublish" | "authorizeSubscribe" | "authorizeForward"> {
  return {
    authorizePublish(client, packet, callback) {
      const connection = client === null ? undefined : state.connections.get(client);
      if (connection === undefined) return callback(refusalError("not_signed_in"));
      // A will was judged at sign-in; it is reported when its connection is forgotten
      if (packet === (connection.will as unknown)) return callback(null);
      const { device } = connection;
      if (device === null || connection.closeReason !== null)
        return refusePublish(state, connection, "not_signed_in", callback);
      const route = packet.topic === device.lastTopic ? device.lastRoute : routeFor(state, device, packet);
      if (typeof route === "string") return refusePublish(state, connection, route, callback);
      const fault = route.to === "nowhere" ? null : routeFault(route.topic, packet);
      if (fault !== null) return refusePublish(state, connection, fault, callback);
      const isAgain = packet.qos === 2 && state.sessions.isOpenQos2(device.id, packet.messageId ?? 0);
      const job = { packet, route: isAgain ? toNowhere : route, callback };
      if (!device.publishQueue.submit(job)) state.counts.publishesDelayed++;
    },

    authorizeSubscribe(client, subscription, callback) {
      const connection = state.connections.get(client);
      if (connection === undefined || connection.device === null) return callback(refusalError("not_signed_in"));
      subscribe(state, connection, subscription, callback);
    },

    /** Defence in depth: whatever Aedes believes is subscribed, a device gets what is for it and nothing else. */
    authorizeForward(client: Client, packet) {
      const device = state.connections.get(client)?.device ?? null;
      return device !== null && isOwnSubscription(device.id, packet.topic) ? packet : null;
    },
  };
}

function signedInDevice(state: BrokerState, connection: MqttConnection, id: DeviceId): SignedInDevice {
  const readAhead = new ReadAhead(connection.reading, state.waitingBytes);
  const publishQueue: PublishQueue<PublishJob> = new PublishQueue({
    limits: state.settings,
    quota: state.quotaOf(id),
    spare: state.spare,
    weightOf,
    // [MQTT-4.6.0-2] answers leave in the order of the publishes: readings are kept in order, other things elsewhere
    isExclusive: (job) => job.route.to !== "readings",
    isLive: ({ packet, route }) =>
      route.to === "readings" && state.deps.isLive(readingsOf(state, device, { packet, route })),
    start: (job, done) => startPublish(state, { device, job }, done),
    answer: (job, error, reply) => answerPublish(state, { connection, job, error, reply }),
    onWaiting: (job) => readAhead.begins(weightOf(job)),
    onWaited(job) {
      readAhead.ends(weightOf(job));
      connection.client._keepaliveTimer?.refresh();
    },
    onSpare: () => state.counts.publishesSpare++,
    monotonic: state.monotonic,
  });
  const device: SignedInDevice = {
    id,
    signedInAt: state.deps.clock(),
    isGateway: state.deps.isGateway(id),
    publishQueue,
    lastTopic: topicOf("readings", id),
    lastRoute: toOwnReadings,
  };
  return device;
}

/** What a publish takes of memory beside its payload, bytes. */
const overheadBytes = 256;

function weightOf({ packet }: PublishJob): number {
  return packet.payload.length + overheadBytes;
}

function routeFor(state: BrokerState, device: SignedInDevice, packet: PublishPacket): PublishRoute | PacketRefusal {
  const route = routeOf(device, packet.topic);
  if (route === null) return topicFault(packet.topic, state.settings.maxTopicBytes);
  device.lastTopic = packet.topic;
  device.lastRoute = route;
  return route;
}

function refusePublish(
  state: BrokerState,
  connection: MqttConnection,
  reason: PacketRefusal,
  callback: PublishDone,
): void {
  state.refuse(connection, reason);
  callback(refusalError(reason));
}

function subscribe(
  state: BrokerState,
  connection: MqttConnection,
  subscription: Subscription,
  callback: (error: Error | null, subscription?: Subscription | null) => void,
): void {
  if (connection.device !== null && isOwnSubscription(connection.device.id, subscription.topic)) {
    callback(null, subscription);
  } else if (subscription.topic.startsWith("$share/") || subscription.topic === "$share") {
    state.refuse(connection, "shared_subscription");
    callback(refusalError("shared_subscription"));
  } else {
    // SUBACK 0x80: the device hears which of its filters was refused. [MQTT-3.9.3-2]
    state.refuseFilter(connection);
    callback(null, null);
  }
}
