/**
 * How a device's clock stands to ours.
 *
 * - `right`: within the limits in which it is left alone
 * - `ahead`, `behind`: off by much the same from message to message
 * - `zone-ahead`, `zone-behind`: off by the difference of a time zone, as when local time is sent as UTC
 * - `stands-still`: says one moment again and again
 * - `restarts`: begins at one moment again and again, as a clock without a battery does
 * - `jumps`: was set or lost several times within a day
 * - `alternates`: right and off by turns, or off by one offset and another: the device has several clocks
 * - `drifts`: gains or loses all the time
 */
export const clockKinds = [
  "right",
  "ahead",
  "behind",
  "zone-ahead",
  "zone-behind",
  "stands-still",
  "restarts",
  "jumps",
  "alternates",
  "drifts",
] as const;

export type ClockKind = (typeof clockKinds)[number];

/** Every kind but `right`. */
export type WrongClockKind = Exclude<ClockKind, "right">;

/** What is known of a device's clock. */
export interface ClockEstimate {
  readonly kind: ClockKind;
  /** Its clock less ours when last heard, ms: above 0 it is ahead. */
  readonly offsetMs: number;
  /** How much it gains, parts in a million; null where its messages have not shown it yet. */
  readonly driftPpm: number | null;
  /** Our clock since when it is of this kind, as far as is known. */
  readonly since: number;
  /** Our clock when it last said a time. */
  readonly lastHeardAt: number;
}
