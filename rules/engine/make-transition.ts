import type { AlarmTransition, MissedPeak, TransitionCause } from "../../domain/alarms/alarm.ts";
import type { Doubt } from "../../domain/alarms/doubt.ts";
import { type Level, levelOfRank, rankOf } from "../../domain/city/level.ts";
import type { BilingualText } from "../../domain/text.ts";
import { type Trust, trustWords } from "../../quality/trust.ts";
import { adviceOf, titleOf } from "../binding/alarm-words.ts";
import type { BoundAlarm } from "../binding/bound-alarm.ts";
import { type AlarmState, rankOfState } from "./alarm-state.ts";

/** The moment something was found, and what was compared; `signal` signed as the alarm's limits are. */
export interface LateSignal {
  readonly at: number;
  readonly receivedAt: number;
  readonly signal: number;
}

/** One step of an alarm that moved it. */
export interface Move {
  readonly before: AlarmState;
  readonly after: AlarmState;
  readonly at: number;
  readonly signal: number;
  readonly reason: BilingualText | null;
}

/** How the hub came to know of a move. */
export interface MoveOrigin {
  readonly receivedAt: number;
  readonly cause: TransitionCause;
  /** What spoke for the observation, where it was doubtful. */
  readonly trust?: Trust | null;
  /** What speaks against the observation, which was judged all the same. */
  readonly doubt?: Doubt | null;
}

/**
 * Tells of an alarm that changed level; null when only delays or the peak moved.
 *
 * @param lateAfterMs learnt of later than this, it is late
 */
export function makeTransition(
  bound: BoundAlarm,
  move: Move,
  origin: MoveOrigin,
  lateAfterMs: number,
): AlarmTransition | null {
  const from = levelOfRank(rankOfState(move.before));
  const to = levelOfRank(rankOfState(move.after));
  if (from === to) return null;
  return transitionBetween(bound, { from, to }, move, origin, origin.receivedAt - move.at > lateAfterMs);
}

/** The transition of a change of level; `from` and `to` need not be those of the move where what was notified before was wrong. */
export function transitionBetween(
  bound: BoundAlarm,
  { from, to }: { readonly from: Level | null; readonly to: Level | null },
  { before, after, at, signal, reason }: Move,
  { receivedAt, cause, trust = null, doubt = null }: MoveOrigin,
  isLate: boolean,
): AlarmTransition {
  const { alarmKey, rule, ruleVersion, target, unit, sign } = bound;
  const named = to ?? from ?? ("blue" as Level);
  return {
    alarmKey,
    ruleId: rule.id,
    ruleVersion,
    hazard: rule.hazard,
    target,
    from,
    to,
    at,
    receivedAt,
    episodeStartedAt: after.episodeStartedAt ?? before.episodeStartedAt ?? at,
    cause,
    conditionKind: rule.condition.kind,
    signal: unsigned(signal, sign),
    unit,
    peakSignal: unsigned(after.peakSignal ?? before.peakSignal ?? signal, sign),
    limit: unsigned(limitCrossed(bound, from, to), sign),
    isLate,
    effect: rule.shadow ? "shadow" : "live",
    revisesFromAt: null,
    reason,
    title: titleOf(bound, named),
    advice: adviceOf(bound, named),
    ...namesOf(bound),
    ...(sign === 1 ? {} : { direction: "below" as const }),
    ...delaysOf(bound),
    opensCase: rule.opensCase,
    draftsWarning: rule.draftsWarning,
    ...(trust === null ? {} : { trustedBecause: trustWords(trust) }),
    ...(doubt === null ? {} : { doubt }),
  };
}

function delaysOf({ limits: { onDelayMs, offDelayMs } }: BoundAlarm): Pick<AlarmTransition, "delaysMs"> {
  const delaysMs = onDelayMs + offDelayMs;
  return delaysMs > 0 ? { delaysMs } : {};
}

/** Tells of a late signal that would have raised the alarm to the level of `rank`. */
export function makeMissedPeak(bound: BoundAlarm, rank: number, found: LateSignal): MissedPeak {
  const { alarmKey, rule, ruleVersion, target, unit, sign, limits } = bound;
  const limit = limits.levels.find((each) => each.rank === rank)?.raise ?? found.signal;
  const level = levelOfRank(rank) as Level;
  return {
    alarmKey,
    ruleId: rule.id,
    ruleVersion,
    hazard: rule.hazard,
    target,
    level,
    at: found.at,
    receivedAt: found.receivedAt,
    signal: unsigned(found.signal, sign),
    unit,
    limit: unsigned(limit, sign),
    ...namesOf(bound),
    ...(rule.opensCase ? { opensCase: { title: titleOf(bound, level), advice: adviceOf(bound, level) } } : {}),
  };
}

/** Names as they are now: what was told of an alarm stands, whatever is renamed later. */
function namesOf({ placeName, signalName, property }: BoundAlarm) {
  return { placeName, signalName, ...(property === null ? {} : { property }) };
}

/** Raise of the level stepped up to or confirmed, or reset of the level stepped down from. */
function limitCrossed({ limits }: BoundAlarm, from: Level | null, to: Level | null): number {
  const isUp = rankOf(to) >= rankOf(from);
  const rank = rankOf(isUp ? to : from);
  // A rule edit may have taken the level away; the nearest one left then stands for it.
  const level = limits.levels.find((each) => each.rank >= rank) ?? limits.levels.at(-1);
  return (isUp ? level?.raise : level?.reset) ?? 0;
}

function unsigned(signal: number, sign: 1 | -1): number {
  // Not -0, which JSON cannot hold: what is notified must equal what is read back.
  return signal === 0 ? 0 : signal * sign;
}
