import type { RefusalReason } from "../broker-counts.ts";

/** What a device may say and hear, spelt out once at sign-in so that a publish costs a comparison of strings. */
export interface DeviceTopics {
  readonly readings: string;
  /** `{readings}/`, what a readings topic with a codec begins with. */
  readonly readingsPrefix: string;
  readonly status: string;
  readonly commands: string;
  readonly commandAck: string;
}

/** Where an allowed publish goes. */
export type PublishRoute =
  | { readonly to: "readings"; readonly codec: string }
  | { readonly to: "status" }
  | { readonly to: "command_ack" }
  /** A QoS 2 publish sent again: answered, not taken twice. */
  | { readonly to: "nowhere" };

/** Longest status payload, bytes: one word or a small object, kept by nobody but worth a bound. */
export const maxStatusBytes = 1024;

const codecName = /^[a-z][a-z0-9_-]{0,31}$/;
const toStatus: PublishRoute = { to: "status" };
const toCommandAck: PublishRoute = { to: "command_ack" };
const toJsonReadings: PublishRoute = { to: "readings", codec: "json" };

export function commandsTopicOf(deviceId: string): string {
  return `v1/devices/${deviceId}/commands`;
}

export function topicsOf(deviceId: string): DeviceTopics {
  const own = `v1/devices/${deviceId}`;
  return {
    readings: `${own}/readings`,
    readingsPrefix: `${own}/readings/`,
    status: `${own}/status`,
    commands: commandsTopicOf(deviceId),
    commandAck: `${own}/commands/ack`,
  };
}

/**
 * Where a device's publish on `topic` goes, or why it is refused.
 *
 * @param maxTopicBytes beyond it the reason is `topic_too_long`
 */
export function routeOf(topics: DeviceTopics, topic: string, maxTopicBytes: number): PublishRoute | RefusalReason {
  if (topic === topics.readings) return toJsonReadings;
  if (topic === topics.status) return toStatus;
  if (topic === topics.commandAck) return toCommandAck;
  if (topic.startsWith(topics.readingsPrefix)) {
    const codec = topic.slice(topics.readingsPrefix.length);
    if (codecName.test(codec)) return { to: "readings", codec };
  }
  return textFault(topic) ?? topicFault(topic, maxTopicBytes);
}

/** True when the text carries NUL or was no valid UTF-8, which the parser shows as U+FFFD. [MQTT-1.5.3-1] [MQTT-1.5.3-2] */
export function textFault(text: string): RefusalReason | null {
  return text.includes("\0") || text.includes("\ufffd") ? "malformed_text" : null;
}

/** A wildcard shares its level with nothing, and `#` comes last. [MQTT-4.7.1-2] [MQTT-4.7.1-3] */
export function filterFault(filter: string, maxBytes: number, maxLevels: number): RefusalReason | null {
  if (filter === "") return "malformed_filter";
  const fault = textFault(filter);
  if (fault !== null) return fault;
  if (Buffer.byteLength(filter) > maxBytes) return "topic_too_long";
  const levels = filter.split("/");
  if (levels.length > maxLevels) return "topic_too_long";
  for (const [index, level] of levels.entries()) {
    const isAlone = level.length === 1;
    if (level.includes("#") && !(isAlone && index === levels.length - 1)) return "malformed_filter";
    if (level.includes("+") && !isAlone) return "malformed_filter";
  }
  return null;
}

function topicFault(topic: string, maxBytes: number): RefusalReason {
  if (topic.startsWith("$")) return "topic_reserved";
  return Buffer.byteLength(topic) > maxBytes ? "topic_too_long" : "topic_not_own";
}
