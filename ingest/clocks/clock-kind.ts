import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import type { WrongClockKind } from "../../domain/observations/device-clock.ts";

/** What tells wrong clocks apart. */
export interface ClockSymptoms {
  /** The device's clock less ours, ms. */
  readonly offsetMs: number;
  readonly driftPpm: number | null;
  readonly isStill: boolean;
  /** How often it began again at the moment at which it had begun before. */
  readonly restarts: number;
  /** How often it was at another offset from one message to the next within the last day. */
  readonly jumps: number;
}

/** Above it a clock is not merely a poor quartz: those lose or gain up to 100. */
const driftingPpm = 500;
const manyJumps = 3;
/** How far from the difference of a zone an offset may be: what a clock is off by beside. */
export const zoneToleranceMs = 3 * minuteMs;
/** Differences of zones that are no whole hours, minutes. @see IANA time zone database */
const oddZoneMinutes = new Set([150, 210, 270, 330, 345, 390, 525, 570, 630, 765]);

/** The most telling name of what is wrong with a clock. */
export function kindOf({ offsetMs, driftPpm, isStill, restarts, jumps }: ClockSymptoms): WrongClockKind {
  if (isStill) return "stands-still";
  if (restarts > 0) return "restarts";
  if (jumps >= manyJumps) return "jumps";
  if (driftPpm !== null && Math.abs(driftPpm) >= driftingPpm) return "drifts";
  const isZone = isZoneDifference(offsetMs);
  if (offsetMs > 0) return isZone ? "zone-ahead" : "ahead";
  return isZone ? "zone-behind" : "behind";
}

/** Whether clocks of two time zones differ by this much. */
function isZoneDifference(offsetMs: number): boolean {
  const size = Math.abs(offsetMs);
  if (size < 30 * minuteMs || size > 14 * hourMs + zoneToleranceMs || size >= dayMs) return false;
  for (const stepMs of [hourMs, 15 * minuteMs]) {
    const nearest = Math.round(size / stepMs) * stepMs;
    if (Math.abs(size - nearest) > zoneToleranceMs) continue;
    if (nearest % hourMs === 0 || oddZoneMinutes.has(nearest / minuteMs)) return true;
  }
  return false;
}
