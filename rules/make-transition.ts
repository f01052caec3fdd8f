import type { AlarmTransition, MissedPeak, TransitionCause } from "../domain/alarm.ts";
import { type Level, levelOfRank, rankOf } from "../domain/level.ts";
import { type AlarmState, rankOfState } from "./alarm-state.ts";
import type { BoundAlarm } from "./bound-alarm.ts";
import { adviceOf, titleOf } from "./fill-words.ts";

/** The moment something was found, and what was compared; `signal` signed as the alarm's limits are. */
export interface Finding {
  readonly at: number;
  readonly receivedAt: number;
  readonly signal: number;
}

/**
 * Tells of an alarm that changed level; null when only delays or the peak moved.
 *
 * @param before state before, whose level differs from `after`'s in anything that is told
 */
export function makeTransition(
  bound: BoundAlarm,
  states: { readonly before: AlarmState; readonly after: AlarmState },
  found: Finding & { readonly cause: TransitionCause; readonly isLate: boolean },
): AlarmTransition | null {
  const { before, after } = states;
  const from = levelOfRank(rankOfState(before));
  const to = levelOfRank(rankOfState(after));
  if (from === to) return null;
  const { alarmKey, rule, ruleVersion, target, unit, sign } = bound;
  const named = (to ?? from) as Level;
  const peak = after.peakSignal ?? before.peakSignal ?? found.signal;
  return {
    alarmKey,
    ruleId: rule.id,
    ruleVersion,
    hazard: rule.hazard,
    target,
    from,
    to,
    at: found.at,
    receivedAt: found.receivedAt,
    episodeStartedAt: after.episodeStartedAt ?? before.episodeStartedAt ?? found.at,
    cause: found.cause,
    signal: unsigned(found.signal, sign),
    unit,
    peakSignal: unsigned(peak, sign),
    limit: unsigned(limitCrossed(bound, from, to), sign),
    isLate: found.isLate,
    title: titleOf(bound, named),
    advice: adviceOf(bound, named),
    opensCase: rule.opensCase,
    draftsWarning: rule.draftsWarning,
  };
}

/** Tells of a late signal that would have raised the alarm to the level of `rank`. */
export function makeMissedPeak(bound: BoundAlarm, rank: number, found: Finding): MissedPeak {
  const { alarmKey, rule, ruleVersion, target, unit, sign, limits } = bound;
  const limit = limits.levels.find((level) => level.rank === rank)?.raise ?? found.signal;
  return {
    alarmKey,
    ruleId: rule.id,
    ruleVersion,
    hazard: rule.hazard,
    target,
    level: levelOfRank(rank) as Level,
    at: found.at,
    receivedAt: found.receivedAt,
    signal: unsigned(found.signal, sign),
    unit,
    limit: unsigned(limit, sign),
  };
}

/** Raise of the level stepped up to, or reset of the level stepped down from. */
function limitCrossed({ limits }: BoundAlarm, from: Level | null, to: Level | null): number {
  const isUp = rankOf(to) > rankOf(from);
  const rank = rankOf(isUp ? to : from);
  // A rule edit may have taken the level away; the nearest one left then stands for it.
  const level = limits.levels.find((each) => each.rank >= rank) ?? limits.levels.at(-1);
  return (isUp ? level?.raise : level?.reset) ?? 0;
}

function unsigned(signal: number, sign: 1 | -1): number {
  // Not -0, which JSON cannot carry: what is told must equal what is read back.
  return signal === 0 ? 0 : signal * sign;
}
