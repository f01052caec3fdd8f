import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { levelOfRank, rankOf } from "../../../domain/city/level.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { type LevelLimits, rankHeld, rankOfState } from "../alarm-state.ts";
import { type MoveOrigin, transitionBetween } from "../make-transition.ts";
import type { RunningAlarm } from "../running-alarm.ts";

type RaisedAlarm = Pick<RunningAlarm, "bound" | "state" | "limits" | "liveRank">;

/** What the newest observation comes to; `signal` is what is certain of it, signed as the limits are. */
export interface NewestSignal {
  readonly at: number;
  readonly signal: number;
  readonly levels: readonly LevelLimits[];
  reason(): BilingualText | null;
}

/** True while an alarm stands graver than live readings have shown: a backlog brought it there. */
export function awaitsLive({ state, liveRank }: Pick<RunningAlarm, "state" | "liveRank">): boolean {
  return state.latched !== 0 && liveRank < rankOfState(state);
}

/**
 * Confirms the level at which an alarm stands, or the gravest up to it that the newest observation holds, where that is live and
 * no live one has yet. A backlog alone never does; nor does a reading that holds no level, while a delay keeps it raised.
 *
 * @param lateAfterMs received later than this, an observation is not live
 * @returns a transition from the level to itself; null where nothing is confirmed
 * @see docs/decisions/0022-live-confirms-late.md
 */
export function confirmation(
  alarm: RaisedAlarm,
  { at, signal, levels, reason }: NewestSignal,
  origin: MoveOrigin,
  lateAfterMs: number,
): AlarmTransition | null {
  if (origin.receivedAt - at > lateAfterMs) return null;
  const { bound, state, liveRank } = alarm;
  const rank = rankHeld(levels, state, signal);
  if (rank <= liveRank) return null;
  const level = levelOfRank(rankOfState(state));
  const move = { before: state, after: state, at, signal, reason: reason() };
  const transition = transitionBetween(bound, { from: level, to: level }, move, origin, false);
  return rank === rankOf(level) ? transition : { ...transition, liveLevel: levelOfRank(rank) };
}

/**
 * Up to which rank live readings have shown an alarm after a live or shadow transition of it: with a rise that is not late the new
 * one; else no more than before and than the level now, but for what the signal itself holds.
 */
export function liveRankAfter({ bound, state, limits, liveRank }: RaisedAlarm, transition: AlarmTransition): number {
  const { from, to, isLate, liveLevel, signal } = transition;
  if (liveLevel !== undefined) return rankOf(liveLevel);
  const rank = rankOf(to);
  const known = Math.min(liveRank, rank);
  if (isLate) return known;
  if (rank >= rankOf(from)) return rank;
  return Math.max(known, Math.min(rank, rankHeld(limits.levels, state, signal * bound.sign)));
}
