const latestMs = Date.UTC(2200, 0, 1);

/** Below this a number of milliseconds is more likely seconds: they would be taken for an instant in 1970. */
const leastMs = 100_000_000_000;

/**
 * Reads what somebody writes for an instant: ISO 8601 with a zone (`2026-07-20T16:00:00+08:00`), or milliseconds since 1970.
 *
 * @returns ms since 1970; null for anything else, for numbers that may be seconds, and outside 1970 to 2200
 */
export function readInstant(text: string): number | null {
  const at = /^\d+$/.test(text) ? millisecondsIn(text) : isoIn(text);
  return at !== null && at >= 0 && at < latestMs ? at : null;
}

function millisecondsIn(text: string): number | null {
  const ms = Number(text);
  return ms === 0 || ms >= leastMs ? ms : null;
}

function isoIn(text: string): number | null {
  const found = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)(Z|z|[-+]\d\d:?\d\d)$/.exec(text);
  if (found === null) return null;
  const [, day, time, zone = ""] = found;
  try {
    return Temporal.Instant.from(`${day}T${time}${zone}`).epochMilliseconds;
  } catch {
    return null;
  }
}
