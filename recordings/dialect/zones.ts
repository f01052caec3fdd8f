import { parseIsoTime } from "../../domain/time/iso-time.ts";
import { offsetMinutes } from "../../domain/time/written/zone-minutes.ts";

/** A zone that times without one are in. Local times are given as ms since 1970 of the same reading in UTC. */
export interface Zone {
  /** As it is printed: `UTC+08:00`, `Europe/London`. */
  readonly name: string;
  /** True where clocks change: some local times happen twice, some never. */
  readonly changes: boolean;
  /** The instants, ms since 1970, earliest first, at which clocks there show this: none, one or two. */
  instantsAt(localMs: number): readonly number[];
}

/**
 * Reads `Z`, `+08:00`, `UTC+8`, `EST`, `Europe/London`.
 *
 * @returns null when it is no zone, or letters that mean several
 */
export function zoneOf(text: string): Zone | null {
  const name = text.trim();
  const minutes = offsetMinutes(name);
  if (minutes !== null) return fixedZone(minutes);
  return name.includes("/") ? namedZone(name) : null;
}

/** Ms east of UTC of a zone that never changes; null for others and for what is no zone. */
export function zoneOffsetMs(text: string): number | null {
  const midnight = parseIsoTime(`2000-01-01T00:00${text}`);
  if (typeof midnight === "number") return Date.UTC(2000, 0, 1) - midnight;
  const minutes = offsetMinutes(text.trim());
  return minutes === null ? null : minutes * 60_000;
}

function fixedZone(minutes: number): Zone {
  const ms = minutes * 60_000;
  return { name: offsetName(minutes), changes: false, instantsAt: (localMs) => [localMs - ms] };
}

/** `UTC+08:00`, `UTC`. */
function offsetName(minutes: number): string {
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const two = (count: number): string => String(Math.floor(count)).padStart(2, "0");
  return `UTC${minutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

/** Clocks change on a quarter of an hour everywhere: one answer holds for the whole quarter. */
const quarterMs = 15 * 60_000;

/** A zone of the IANA database; null when it has none of that name. */
function namedZone(name: string): Zone | null {
  const known = canonicalName(name);
  if (known === null) return null;
  const offsets = new Map<number, readonly number[]>();
  return {
    name: known,
    changes: true,
    instantsAt(localMs) {
      const quarter = Math.floor(localMs / quarterMs) * quarterMs;
      let found = offsets.get(quarter);
      if (found === undefined) {
        found = offsetsAt(quarter, known);
        offsets.set(quarter, found);
      }
      return found.map((offset) => localMs - offset);
    },
  };
}

function canonicalName(name: string): string | null {
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId;
  } catch {
    return null;
  }
}

/** Ms east of UTC that clocks in the zone may have at a local time: the greater first, as it is the earlier instant. */
function offsetsAt(localMs: number, zone: string): readonly number[] {
  const local = Temporal.Instant.fromEpochMilliseconds(localMs).toZonedDateTimeISO("UTC").toPlainDateTime();
  const each = (["earlier", "later"] as const)
    .map((disambiguation) => local.toZonedDateTime(zone, { disambiguation }))
    // In the hour that clocks leave out, both give another local time than was asked for.
    .filter((instant) => instant.toPlainDateTime().equals(local))
    .map(({ epochMilliseconds }) => localMs - epochMilliseconds);
  return [...new Set(each)];
}
