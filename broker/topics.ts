import type { PacketRefusal } from "../domain/observations/refused-client.ts";

interface TopicRules {
  /** `{deviceId}` and `{gatewayId}` stand for the id of the device that is signed in, `{codec}` for a codec's name. */
  readonly pattern: string;
  /** What the contract asks devices for where they publish (any QoS is accepted); what the hub sends with where it does. */
  readonly qos: 0 | 1;
}

/** A topic that devices publish on and that cannot be subscribed to. */
export interface DeviceTopic extends TopicRules {
  /** A gateway is a device that the city puts others behind. */
  readonly publishedBy: "device" | "gateway";
  readonly subscribedBy: "nobody";
  readonly handledBy: "readings" | "status" | "command_ack";
  /** Codec where the pattern has no `{codec}`; null where no codec is asked. */
  readonly codec: string | null;
  /** Also whether it may be a will. */
  readonly mayRetain: boolean;
  /** Longest payload, bytes; null for what fits a frame. */
  readonly maxBytes: number | null;
}

/** A topic that the hub publishes on and the device it names subscribes to. */
export interface HubTopic extends TopicRules {
  readonly publishedBy: "hub";
  readonly subscribedBy: "device";
  readonly mayRetain: false;
}

export type Topic = DeviceTopic | HubTopic;

const fromDevice = {
  publishedBy: "device",
  subscribedBy: "nobody",
  codec: null,
  mayRetain: false,
  maxBytes: null,
  qos: 1,
} as const;
const toDevice = { publishedBy: "hub", subscribedBy: "device", mayRetain: false } as const;

/** Every topic, by its channel in docs/asyncapi.yaml: what may be published and subscribed, and where it goes, is read here. */
export const topics = {
  readings: { ...fromDevice, pattern: "v1/devices/{deviceId}/readings", handledBy: "readings", codec: "json" },
  codecReadings: { ...fromDevice, pattern: "v1/devices/{deviceId}/readings/{codec}", handledBy: "readings" },
  gatewayReadings: {
    ...fromDevice,
    pattern: "v1/gateways/{gatewayId}/readings",
    publishedBy: "gateway",
    handledBy: "readings",
    codec: "gateway-json",
  },
  gatewayCodecReadings: {
    ...fromDevice,
    pattern: "v1/gateways/{gatewayId}/readings/{codec}",
    publishedBy: "gateway",
    handledBy: "readings",
  },
  status: {
    ...fromDevice,
    pattern: "v1/devices/{deviceId}/status",
    handledBy: "status",
    mayRetain: true,
    maxBytes: 1024,
  },
  commandAcks: { ...fromDevice, pattern: "v1/devices/{deviceId}/commands/ack", handledBy: "command_ack" },
  commands: { ...toDevice, pattern: "v1/devices/{deviceId}/commands", qos: 1 },
  /** A codec's answers: worth something on this connection only, so they never wait for a device that is away. */
  replies: { ...toDevice, pattern: "v1/devices/{deviceId}/replies", qos: 0 },
} as const satisfies Readonly<Record<string, Topic>>;

export type TopicName = keyof typeof topics;

/** Where an allowed publish goes. */
export type PublishRoute =
  | { readonly to: "readings"; readonly topic: DeviceTopic; readonly codec: string }
  | { readonly to: Exclude<DeviceTopic["handledBy"], "readings">; readonly topic: DeviceTopic }
  /** A QoS 2 publish sent again: answered, and handled once. */
  | { readonly to: "nowhere" };

/** Who publishes, as the table asks. */
export interface Publisher {
  readonly id: string;
  readonly isGateway: boolean;
}

interface TopicMatcher {
  readonly topic: Topic;
  /** Before and behind the id. */
  readonly prefix: string;
  readonly suffix: string;
  readonly hasCodec: boolean;
}

const codecName = /^[a-z][a-z0-9_-]{0,31}$/;
const codecPart = "{codec}";
const matchers: readonly TopicMatcher[] = Object.values(topics).map(matcherOf);
const matchersOfDevices = matchers.flatMap(({ topic, ...matcher }) =>
  topic.publishedBy === "hub" ? [] : [{ ...matcher, topic }],
);
const matchersOfHub = matchers.filter(({ topic }) => topic.publishedBy === "hub");

function matcherOf(topic: Topic): TopicMatcher {
  const [prefix = "", suffix = ""] = topic.pattern.split(/\{deviceId\}|\{gatewayId\}/);
  const hasCodec = suffix.endsWith(codecPart);
  return { topic, prefix, suffix: hasCodec ? suffix.slice(0, -codecPart.length) : suffix, hasCodec };
}

/** The topic of this name for one device. */
export function topicOf(name: Exclude<TopicName, "codecReadings" | "gatewayCodecReadings">, deviceId: string): string {
  return topics[name].pattern.replace(/\{deviceId\}|\{gatewayId\}/, () => deviceId);
}

/** Where a publish of `publisher` goes, or null when no topic of its own is `topic`. */
export function routeOf(publisher: Publisher, topic: string): PublishRoute | null {
  for (const matcher of matchersOfDevices) {
    const rest = restBehindId(matcher, topic, publisher.id);
    if (rest === null || (matcher.topic.publishedBy === "gateway" && !publisher.isGateway)) continue;
    const codec = matcher.hasCodec ? codecIn(rest) : rest === "" ? matcher.topic.codec : undefined;
    if (codec !== undefined) return routeTo(matcher.topic, codec);
  }
  return null;
}

/** What stands behind the id and the rest of the pattern; null when the topic is another's or another. */
function restBehindId({ prefix, suffix }: TopicMatcher, topic: string, id: string): string | null {
  if (!topic.startsWith(prefix) || !topic.startsWith(id, prefix.length)) return null;
  const behindId = prefix.length + id.length;
  return topic.startsWith(suffix, behindId) ? topic.slice(behindId + suffix.length) : null;
}

function codecIn(rest: string): string | undefined {
  return codecName.test(rest) ? rest : undefined;
}

function routeTo(topic: DeviceTopic, codec: string | null): PublishRoute {
  if (topic.handledBy !== "readings") return { to: topic.handledBy, topic };
  return { to: "readings", topic, codec: codec ?? "json" };
}

/** Whether a device may subscribe to `topic`, and may be sent what is published there. */
export function isOwnSubscription(deviceId: string, topic: string): boolean {
  return matchersOfHub.some((matcher) => restBehindId(matcher, topic, deviceId) === "");
}

/** The device whose topic this is, of those the hub publishes on; null for any other topic. */
export function subscriberOf(topic: string): string | null {
  const id = topic.split("/")[2] ?? "";
  return isOwnSubscription(id, topic) ? id : null;
}

/** What is wrong with a publish or a will that goes where it may. */
export function routeFault(
  topic: DeviceTopic,
  packet: { readonly retain: boolean; readonly payload: string | Uint8Array },
): PacketRefusal | null {
  if (packet.retain && !topic.mayRetain) return "retain_not_allowed";
  return topic.maxBytes !== null && packet.payload.length > topic.maxBytes ? "status_too_long" : null;
}

/** Whether a device's will may stand on `topic` with this payload. */
export function isOwnWill(
  publisher: Publisher,
  will: { readonly topic: string; readonly payload: Uint8Array },
): boolean {
  const route = routeOf(publisher, will.topic);
  if (route === null || route.to === "nowhere" || !route.topic.mayRetain) return false;
  return routeFault(route.topic, { retain: true, payload: will.payload }) === null;
}
