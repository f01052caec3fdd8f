import { dayMs, secondMs } from "../../domain/clock.ts";

/** 2000-01-01T00:00:00Z. A clock before it was never set. */
export const year2000Ms = 946_684_800_000;

/** What of a device's clock is left alone. */
export interface ClockLimits {
  /** How far apart readings of the device are expected, ms. */
  readonly intervalMs: number;
  /** Further ahead than this a clock is wrong, ms. */
  readonly aheadMs: number;
  /** A live reading that says it is older than this has a clock that is behind, ms. */
  readonly behindMs: number;
  /** False while history is replayed: old times are right then, and clocks are found ahead alone. */
  readonly isOldWrong: boolean;
  /** IANA zone of the city: a part of a device that takes local time for UTC, or the reverse, is off by its difference. */
  readonly timeZone: string;
}

/** A time and how long before our clock it is, ms. */
export interface LaggingTime {
  readonly time: number;
  readonly lagMs: number;
}

/** No device keeps a backlog for longer. */
const mostAgeMs = 366 * dayMs;

/** Whether a live reading of a right clock may say it. */
export function isRightTime({ time, lagMs }: LaggingTime, { aheadMs, behindMs, isOldWrong }: ClockLimits): boolean {
  return lagMs >= -aheadMs && time >= year2000Ms && (lagMs <= behindMs || !isOldWrong);
}

/** Whether it is before any time that a backlog can have. */
export function isBeyondBacklogs({ time, lagMs }: LaggingTime, { isOldWrong }: ClockLimits): boolean {
  return time < year2000Ms || (isOldWrong && lagMs > mostAgeMs);
}

/** Whether a backlog of a right clock may say it. */
export function isPossible(said: LaggingTime, limits: ClockLimits): boolean {
  return !isBeyondBacklogs(said, limits) && said.lagMs >= -limits.aheadMs;
}

/** Whether a time that no backlog can have is one, read as seconds since 1970. */
export function isSecondsOfBacklog(time: number, receivedAt: number): boolean {
  const ageMs = receivedAt - time * secondMs;
  return ageMs >= 0 && ageMs <= mostAgeMs;
}
