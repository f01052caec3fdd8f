import { Readable } from "node:stream";
import { HubError } from "../../domain/errors.ts";
import { brokerTexts } from "../../locales/devices/broker.ts";
import { fill } from "../../locales/fill.ts";
import { isOwnSubscription, subscriberOf, topicOf } from "../topics.ts";

/** Commands kept for one device that is away. */
const maxWaitingCommands = 100;

export interface SessionLimits {
  /** QoS 2 publishes of one device whose PUBREL has not come. */
  readonly maxOpenQos2: number;
}

interface ClientId {
  readonly id: string;
}

interface Subscription {
  readonly topic: string;
  readonly qos: number;
}

interface QueuedPacket {
  readonly brokerId?: string;
  readonly brokerCounter?: number;
  messageId?: number;
  readonly dup?: boolean;
}

interface DeviceSession {
  /** QoS of the device's subscriptions by topic; only topics of its own are kept. */
  readonly qosByTopic: Map<string, number>;
  outgoing: QueuedPacket[];
  readonly openQos2: Set<number>;
}

/**
 * What survives a device's connection, as Aedes asks for it of its `persistence`: its subscriptions,
 * the commands waiting, and the QoS 2 identifiers still open. Only topics of
 * its own can be subscribed, so nothing else is kept; retained messages and wills reach nobody over MQTT and are not kept either. In memory, bounded per device, and only
 * devices that signed in have one.
 */
export class DeviceSessions {
  readonly #byDevice = new Map<string, DeviceSession>();
  readonly #limits: SessionLimits;

  constructor(limits: SessionLimits) {
    this.#limits = limits;
  }

  /** True for a QoS 2 publish that came before on this session: answered again, handled once. [MQTT-4.3.3-2] */
  isOpenQos2(deviceId: string, messageId: number): boolean {
    return this.#byDevice.get(deviceId)?.openQos2.has(messageId) ?? false;
  }

  /** How a command would travel to a device that is away: `null` when its session asks for none. */
  waitingCommands(deviceId: string): number | null {
    const session = this.#byDevice.get(deviceId);
    return session?.qosByTopic.has(topicOf("commands", deviceId)) ? session.outgoing.length : null;
  }

  async setup(): Promise<void> {}

  async storeRetained(): Promise<void> {}

  createRetainedStreamCombi(): Readable {
    return Readable.from([]);
  }

  async addSubscriptions(client: ClientId, subscriptions: readonly Subscription[]): Promise<void> {
    // Aedes passes the whole SUBSCRIBE here, refused filters included
    for (const { topic, qos } of subscriptions) {
      if (isOwnSubscription(client.id, topic)) this.#sessionOf(client.id).qosByTopic.set(topic, qos);
    }
  }

  async removeSubscriptions(client: ClientId, topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.#byDevice.get(client.id)?.qosByTopic.delete(topic);
  }

  async subscriptionsByClient(client: ClientId): Promise<readonly Subscription[]> {
    return [...(this.#byDevice.get(client.id)?.qosByTopic ?? [])].map(([topic, qos]) => ({ topic, qos }));
  }

  async subscriptionsByTopic(topic: string): Promise<readonly (Subscription & { clientId: string })[]> {
    const clientId = subscriberOf(topic);
    if (clientId === null) return [];
    const qos = this.#byDevice.get(clientId)?.qosByTopic.get(topic) ?? 0;
    return qos === 0 ? [] : [{ clientId, topic, qos }];
  }

  /** A clean session drops all that an earlier one left. [MQTT-3.1.2-6] */
  async cleanSubscriptions(client: ClientId): Promise<void> {
    this.#byDevice.delete(client.id);
  }

  async outgoingEnqueue(to: { readonly clientId: string }, packet: QueuedPacket): Promise<void> {
    const { outgoing } = this.#sessionOf(to.clientId);
    if (outgoing.length >= maxWaitingCommands) {
      const words = fill(brokerTexts["command-queue-full"], { most: maxWaitingCommands, device: to.clientId });
      throw new HubError("broker.command_queue_full", words, { isRetryable: true });
    }
    outgoing.push({ ...packet });
  }

  async outgoingEnqueueCombi(to: readonly { readonly clientId: string }[], packet: QueuedPacket): Promise<void> {
    for (const one of to) await this.outgoingEnqueue(one, packet);
  }

  /** A publish gets its packet identifier; a PUBREL, which knows no message but its identifier, takes its place. */
  async outgoingUpdate(client: ClientId, packet: QueuedPacket): Promise<void> {
    const { outgoing } = this.#sessionOf(client.id);
    for (const [index, held] of outgoing.entries()) {
      if (packet.brokerId === undefined ? held.messageId !== packet.messageId : !isSameMessage(held, packet)) continue;
      if (packet.brokerId === undefined) outgoing[index] = packet;
      else if (packet.messageId !== undefined) held.messageId = packet.messageId;
      return;
    }
    throw new Error("no such packet");
  }

  async outgoingClearMessageId(client: ClientId, packet: QueuedPacket): Promise<QueuedPacket | undefined> {
    const outgoing = this.#byDevice.get(client.id)?.outgoing ?? [];
    const index = outgoing.findIndex((held) => held.messageId === packet.messageId);
    return index === -1 ? undefined : outgoing.splice(index, 1)[0];
  }

  /** What had its packet identifier was sent before: the same identifier again, and DUP. [MQTT-3.3.1-1] [MQTT-4.4.0-1] */
  outgoingStream(client: ClientId): Readable {
    const outgoing = this.#byDevice.get(client.id)?.outgoing ?? [];
    return Readable.from(outgoing.map((held) => (held.messageId === undefined ? held : { ...held, dup: true })));
  }

  async incomingStorePacket(client: ClientId, packet: QueuedPacket): Promise<void> {
    const { openQos2 } = this.#sessionOf(client.id);
    if (openQos2.size >= this.#limits.maxOpenQos2) throw new Error(tooManyOpenQos2);
    openQos2.add(packet.messageId ?? 0);
  }

  async incomingGetPacket(client: ClientId, packet: QueuedPacket): Promise<QueuedPacket> {
    if (!this.isOpenQos2(client.id, packet.messageId ?? 0)) throw new Error("no such packet");
    return packet;
  }

  async incomingDelPacket(client: ClientId, packet: QueuedPacket): Promise<void> {
    if (!this.#byDevice.get(client.id)?.openQos2.delete(packet.messageId ?? 0)) throw new Error("no such packet");
  }

  async cleanIncoming(client: ClientId): Promise<void> {
    this.#byDevice.get(client.id)?.openQos2.clear();
  }

  async putWill(): Promise<void> {}

  async delWill(): Promise<void> {}

  streamWill(): Readable {
    return Readable.from([]);
  }

  #sessionOf(deviceId: string): DeviceSession {
    const known = this.#byDevice.get(deviceId);
    if (known !== undefined) return known;
    const session: DeviceSession = { qosByTopic: new Map(), outgoing: [], openQos2: new Set() };
    this.#byDevice.set(deviceId, session);
    return session;
  }
}

function isSameMessage(one: QueuedPacket, other: QueuedPacket): boolean {
  return one.brokerId === other.brokerId && one.brokerCounter === other.brokerCounter;
}

export const tooManyOpenQos2 = "too many QoS 2 publishes without PUBREL";
