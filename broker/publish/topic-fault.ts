import type { PacketRefusal } from "../../domain/observations/refused-client.ts";

/** Why a publish on a topic that is not the device's own is refused. */
export function topicFault(topic: string, maxBytes: number): PacketRefusal {
  const fault = textFault(topic);
  if (fault !== null) return fault;
  if (topic.startsWith("$")) return "topic_reserved";
  return Buffer.byteLength(topic) > maxBytes ? "topic_too_long" : "topic_not_own";
}

/** Set when the text carries NUL or was no valid UTF-8, which the parser shows as U+FFFD. [MQTT-1.5.3-1] [MQTT-1.5.3-2] */
export function textFault(text: string): PacketRefusal | null {
  return text.includes("\0") || text.includes("\ufffd") ? "malformed_text" : null;
}

/** A wildcard shares its level with nothing, and `#` comes last. [MQTT-4.7.1-2] [MQTT-4.7.1-3] */
export function filterFault(filter: string, maxBytes: number, maxLevels: number): PacketRefusal | null {
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
