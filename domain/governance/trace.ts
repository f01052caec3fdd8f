import { createHash } from "node:crypto";
import type { AlarmKey, EventId } from "../ids.ts";

/**
 * The id under which everything that came of one reading can be followed, from the reading to the receipt: of the alarm that
 * it raised and the start of that episode, so that any replay finds the same.
 *
 * @returns 32 hex digits, never all zero
 * @see W3C Trace Context (3.2.2.3, trace-id)
 */
export function traceIdOf(alarmKey: AlarmKey, episodeStartedAt: number): string {
  return digestOf("trace", alarmKey, String(episodeStartedAt)).slice(0, 32);
}

/**
 * A trace as receivers' own tracing takes it on: the event is the parent of whatever they do about it.
 *
 * @see W3C Trace Context (3.2, traceparent); CloudEvents Distributed Tracing extension
 */
export function traceparentOf(traceId: string, eventId: EventId): string {
  return `00-${traceId}-${digestOf("span", eventId).slice(0, 16)}-01`;
}

function digestOf(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
