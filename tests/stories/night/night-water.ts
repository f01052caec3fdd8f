import { minuteMs } from "../../../domain/clock.ts";

/** 18:00 in the city. */
export const eveningAt = Date.parse("2026-07-20T18:00:00+08:00");

/** A clock of the night, `19:30` or `00:20`, as ms since 1970. */
export function at(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return eveningAt + ((hours + 6) % 24) * 60 * minuteMs + minutes * minuteMs;
}

type Waypoint = readonly [clock: string, metres: number];

/** Depth where nothing is the matter. */
const dry = 0.02;

/** Water of the stations that flood, by number: straight lines between these points, dry before and after. */
const floods: Readonly<Record<number, readonly Waypoint[]>> = {
  // An underpass that floods first and drains last.
  1: [
    ["19:20", dry],
    ["19:30", 0.3],
    ["20:50", 0.33],
    ["22:50", 0.3],
    ["23:20", 0.21],
    ["00:30", dry],
  ],
  // The one that kills.
  2: [
    ["20:55", dry],
    ["21:01", 0.5],
    ["22:30", 0.45],
    ["23:00", 0.3],
    ["23:20", 0.22],
    ["00:20", dry],
  ],
  3: [
    ["22:00", dry],
    ["22:10", 0.22],
    ["23:30", 0.22],
    ["00:10", dry],
  ],
  15: [
    ["19:55", dry],
    ["20:05", 0.22],
    ["22:00", 0.22],
    ["22:30", dry],
  ],
  // A hand in the water, not rain.
  16: [
    ["20:28", dry],
    ["20:30", 0.18],
    ["20:45", 0.18],
    ["20:50", dry],
  ],
  // Its clock is two hours behind.
  20: [
    ["21:10", dry],
    ["21:20", 0.24],
    ["22:30", 0.24],
    ["23:00", dry],
  ],
  28: [
    ["20:00", dry],
    ["20:10", 0.17],
    ["23:30", 0.17],
    ["00:00", dry],
  ],
};

/** Depth at a station, metres, to the millimetre. */
export function depthAt(station: number, now: number): number {
  const points = floods[station] ?? [];
  const next = points.findIndex(([clock]) => at(clock) > now);
  const [before, after] = next < 1 ? [] : [points[next - 1], points[next]];
  if (before === undefined || after === undefined) return dry;
  const share = (now - at(before[0])) / (at(after[0]) - at(before[0]));
  return Math.round((before[1] + (after[1] - before[1]) * share) * 1_000) / 1_000;
}
