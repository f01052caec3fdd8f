import { readMoment } from "./read-moment.ts";

const latestMs = Date.UTC(2200, 0, 1);

/** Below this a number of milliseconds is more likely seconds: they would be taken for an instant in 1970. */
const leastMs = 100_000_000_000;

/**
 * Reads what somebody writes for an instant: ISO 8601 with a zone (`2026-07-20T16:00:00+08:00`) or as `readMoment` has it,
 * or milliseconds since 1970.
 *
 * @returns ms since 1970; null for anything else, for numbers that may be seconds, and outside 1970 to 2200
 */
export function readInstant(text: string): number | null {
  const at = /^\d+$/.test(text) ? millisecondsIn(text) : readMoment(text);
  return typeof at === "number" && at >= 0 && at < latestMs ? at : null;
}

function millisecondsIn(text: string): number | null {
  const ms = Number(text);
  return ms === 0 || ms >= leastMs ? ms : null;
}
