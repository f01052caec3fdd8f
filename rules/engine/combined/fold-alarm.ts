import { firstAtOrAfter, firstOf, type GaugeWindow, timeAt, valueAt } from "../../../series/gauge-window.ts";
import type { BoundedNumber, ObservedCondition } from "../../conditions/condition.ts";
import {
  type AlarmLimits,
  type AlarmState,
  isQuiet,
  type LevelLimits,
  rankOfState,
  rankReached,
  stepAlarm,
} from "../alarm-state.ts";
import { moveState, recordLevel, rewind } from "../late/alarm-history.ts";
import type { Move } from "../make-transition.ts";
import type { CombinedAlarm, RunningAlarm } from "../running-alarm.ts";

/** Limits of an alarm as they were at an observation time, and when they next change. */
export interface LimitsInTime {
  at(alarm: RunningAlarm, at: number): AlarmLimits;
  nextChange(at: number): number;
  readonly latenessLimitMs: number;
}

/** What judging an alarm again came to. */
export interface Refold {
  /** Observation time from which on it was judged again. */
  readonly from: number;
  /** Every change of level on the way. */
  readonly moves: readonly Move[];
}

/** What a signal may be at most, asked only where it matters: while a level is raised that it would clear. */
export function ceilingOf(
  condition: ObservedCondition,
  levels: readonly LevelLimits[],
  { latched }: AlarmState,
  signal: number,
  seen: { readonly at: number; readonly value: number; readonly window: GaugeWindow },
): number {
  if (latched === 0 || condition.ceiling === undefined) return signal;
  const gravest = levels.findLast(({ rank }) => (latched & (1 << (rank - 1))) !== 0);
  if (gravest !== undefined && signal >= gravest.reset) return signal;
  return condition.ceiling(seen.at, seen.value, seen.window);
}

/**
 * Puts a late observation, which is in the window already, in its place: takes the alarm back to before it and judges
 * everything since again.
 *
 * @returns null when it is too late for that
 */
export function refoldObserved(
  alarm: RunningAlarm,
  condition: ObservedCondition,
  window: GaugeWindow,
  late: { readonly at: number; readonly value: number },
  time: LimitsInTime,
): Refold | null {
  if (staysQuiet(alarm, condition, window, late, time)) return nothingMoved;
  const from = rewind(alarm, late.at);
  if (from === null) return null;
  const { holdGapMs } = window;
  const moves: Move[] = [];
  for (let index = firstAtOrAfter(window, from); index < window.end; index++) {
    const at = timeAt(window, index);
    const value = valueAt(window, index);
    const isAfterGap = index === firstOf(window) || at - timeAt(window, index - 1) > holdGapMs;
    const before = alarm.state;
    const signal = alarm.bound.sign * condition.signal(at, value, window);
    const limits = time.at(alarm, at);
    const ceiling = ceilingOf(condition, limits.levels, before, signal, { at, value, window });
    const next = stepAlarm(limits, before, signal, at, isAfterGap, ceiling);
    if (next === before) continue;
    moveState(alarm, next, at, time.latenessLimitMs);
    if (!recordRank(alarm, at)) continue;
    moves.push({ before, after: next, at, signal, reason: condition.reason?.(at, value, window) ?? null });
  }
  return { from, moves };
}

const nothingMoved: Refold = { from: Number.POSITIVE_INFINITY, moves: [] };

/** A value that reaches nothing, of an alarm with nothing raised or pending since: nearly every late observation. */
function staysQuiet(
  alarm: RunningAlarm,
  condition: ObservedCondition,
  window: GaugeWindow,
  { at, value }: { readonly at: number; readonly value: number },
  time: LimitsInTime,
): boolean {
  if (condition.windowMs > 0 || alarm.stateSince >= at || !isQuiet(alarm.state)) return false;
  return rankReached(time.at(alarm, at).levels, alarm.bound.sign * condition.signal(at, value, window)) === 0;
}

/** Notes the rank of an alarm that judges a gauge: it is certain while the gauge is seen. */
export function recordRank(alarm: RunningAlarm, at: number): boolean {
  const rank = rankOfState(alarm.state);
  return recordLevel(alarm, at, rank, rank);
}

/**
 * Judges an alarm made of others again from `dirtyFrom` on, up to its newest time, at every moment at which anything it
 * is made of changes. Between them nothing does, so how often it is judged does not matter.
 */
export function refoldCombined(alarm: CombinedAlarm, time: LimitsInTime): Refold {
  const { now, condition, partTally } = alarm;
  // Up to what is due all has been judged: of that no more than the lateness limit is judged again.
  const oldest = Math.min(now - time.latenessLimitMs, alarm.dueAt);
  const from = rewind(alarm, Math.max(alarm.dirtyFrom, oldest)) ?? now;
  const moves: Move[] = [];
  alarm.dirtyFrom = Number.POSITIVE_INFINITY;
  for (let at = from; ; at = alarm.dueAt) {
    const limits = time.at(alarm, at);
    partTally.moveTo(at, now, oldest);
    const signal = partTally.signal ?? noSignal;
    const before = alarm.state;
    const next = stepAlarm(limits, before, signal.low, at, false, Math.max(signal.low, signal.held));
    if (next !== before) moveState(alarm, next, at, time.latenessLimitMs);
    recordCertainty(alarm, limits, at, signal);
    if (rankOfState(next) !== rankOfState(before)) {
      moves.push({ before, after: next, at, signal: signal.low, reason: condition.reason(partTally.levels) });
    }
    alarm.dueAt = Math.min(delayDueAt(next, limits), time.nextChange(at), partTally.nextChangeAt);
    if (alarm.dueAt > now || alarm.dueAt === Number.POSITIVE_INFINITY) break;
  }
  for (const { dueAt } of alarm.inner) alarm.dueAt = Math.min(alarm.dueAt, dueAt);
  return { from, moves };
}

const noSignal: BoundedNumber = { low: 0, held: 0, high: 0 };

/** When what is pending has held for long enough. */
function delayDueAt({ latched, pendingSince }: AlarmState, { levels, onDelayMs, offDelayMs }: AlarmLimits): number {
  let dueAt = Number.POSITIVE_INFINITY;
  for (const { rank } of levels) {
    const since = pendingSince[rank - 1] ?? null;
    if (since === null) continue;
    const isLatched = (latched & (1 << (rank - 1))) !== 0;
    dueAt = Math.min(dueAt, since + (isLatched ? offDelayMs : onDelayMs));
  }
  return dueAt;
}

/** How grave an alarm made of others certainly is, and may be, for alarms that are made of it. */
function recordCertainty(
  alarm: CombinedAlarm,
  { levels }: AlarmLimits,
  at: number,
  { low, high }: BoundedNumber,
): void {
  const rank = rankOfState(alarm.state);
  if (low === high) {
    recordLevel(alarm, at, rank, rank);
    return;
  }
  let certain = 0;
  for (const { rank: each, reset } of levels) {
    if ((alarm.state.latched & (1 << (each - 1))) !== 0 && low >= reset) certain = each;
  }
  recordLevel(alarm, at, certain, Math.max(rank, rankReached(levels, high)));
}
