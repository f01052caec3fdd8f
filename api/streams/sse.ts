import type { StoredEvent } from "../../domain/governance/event.ts";
import { toWire } from "../../domain/time/instants.ts";

/** Names of the messages of a live stream. */
export type SseName = "ready" | "event" | "observations" | "gap" | "alarm" | "state" | "mode" | "deliveries" | "beat";

/**
 * One server-sent event without its id line, which differs from stream to stream.
 *
 * @see WHATWG HTML 9.2.6
 */
export function sseBody(name: SseName, json: string): string {
  return `event: ${name}\ndata: ${json}\n\n`;
}

export function eventBody(event: StoredEvent): string {
  return sseBody("event", JSON.stringify(toWire(event)));
}
