import { type Level, rankOf } from "../city/level.ts";
import type { AlarmTransition } from "./alarm.ts";

/**
 * The gravest level, up to its own, at which live readings have shown an alarm after one of its transitions: below `to` while
 * only late ones speak for more.
 */
export function liveLevelOf({
  to,
  isLate,
  liveLevel,
}: Pick<AlarmTransition, "to" | "isLate" | "liveLevel">): Level | null {
  if (liveLevel !== undefined) return liveLevel;
  return isLate ? null : to;
}

/** The transition, with what live readings have shown: written out only where `to` and `isLate` do not say it. */
export function withLiveLevel(transition: AlarmTransition, live: Level | null): AlarmTransition {
  const { liveLevel: _, ...plain } = transition;
  return liveLevelOf(plain) === live ? plain : { ...plain, liveLevel: live };
}

/** True for a transition that moves no level: a live reading has shown what only late ones spoke for. */
export function isConfirmation({ from, to }: Pick<AlarmTransition, "from" | "to">): boolean {
  return from === to;
}

/** The milder of two levels; null where either is. */
export function milder(one: Level | null, other: Level | null): Level | null {
  return rankOf(one) < rankOf(other) ? one : other;
}
