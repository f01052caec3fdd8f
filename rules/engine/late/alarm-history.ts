import { type AlarmState, rankOfState } from "../alarm-state.ts";

/** A state an alarm was in: from after the observation at `since` until before the one at `until`. A JSON value. */
export interface PastState {
  readonly since: number;
  readonly until: number;
  readonly state: AlarmState;
}

/** From `at` on, until the next: the alarm's rank, and how grave it is certain to be at least and may be at most. */
export interface LevelSince {
  readonly at: number;
  readonly rank: number;
  readonly low: number;
  readonly high: number;
}

/** What an alarm remembers of the last minutes, so that a late observation can be put in its place. */
export interface AlarmHistory {
  state: AlarmState;
  /** Observation time at which `state` came about; -Infinity when it always was. */
  stateSince: number;
  /** Oldest first; replaced, never changed in place. */
  past: readonly PastState[];
  /** Oldest first, never empty; replaced, never changed in place. */
  levels: readonly LevelSince[];
  /** How far back `levels` goes. */
  readonly keepLevelsMs: number;
}

/** States are remembered this often within the lateness limit, at most; in between they are worked out again. */
const remembered = 4;

/** How far back observations must be kept so that any one within the lateness limit can be put in its place. */
export function refoldReachMs(latenessLimitMs: number): number {
  return Math.ceil(latenessLimitMs * (1 + 1 / remembered));
}

export const neverRaised: readonly LevelSince[] = [{ at: Number.NEGATIVE_INFINITY, rank: 0, low: 0, high: 0 }];
export const neverJudged: readonly LevelSince[] = [{ at: Number.NEGATIVE_INFINITY, rank: 0, low: 0, high: 4 }];

/** Moves an alarm to the state that the observation at `at` brought about. */
export function moveState(alarm: AlarmHistory, after: AlarmState, at: number, latenessLimitMs: number): void {
  const { past, stateSince, state: before } = alarm;
  const newest = past[past.length - 1];
  const isDue = newest === undefined || at - newest.until >= latenessLimitMs / remembered;
  if (latenessLimitMs > 0 && isDue) {
    // Of two that the next one may start from, the later; the older have nothing left to do.
    const oldest = at - latenessLimitMs;
    const needed =
      stateSince < oldest ? [] : past.filter((_, index) => (past[index + 1]?.since ?? stateSince) >= oldest);
    alarm.past = [...needed, { since: stateSince, until: at, state: before }];
  }
  alarm.state = after;
  alarm.stateSince = at;
}

/** Notes how grave an alarm is from `at` on, newer than any noted. @returns whether that is any different */
export function recordLevel(alarm: AlarmHistory, at: number, low: number, high: number): boolean {
  const { levels } = alarm;
  const rank = rankOfState(alarm.state);
  const newest = levels[levels.length - 1] as LevelSince;
  if (newest.rank === rank && newest.low === low && newest.high === high) return false;
  const oldest = at - alarm.keepLevelsMs;
  const kept = levels.filter((_, index) => (levels[index + 1]?.at ?? at) > oldest);
  alarm.levels = [...kept, { at, rank, low, high }];
  return true;
}

/**
 * Takes an alarm back to how it stood before the observation at `at`.
 *
 * @returns from which observation on it must be judged again, `at` or earlier; null when that is too long ago
 */
export function rewind(alarm: AlarmHistory, at: number): number | null {
  if (alarm.stateSince < at) return cutLevels(alarm, at);
  const { past } = alarm;
  for (let index = past.length - 1; index >= 0; index--) {
    const { since, until, state } = past[index] as PastState;
    if (since >= at) continue;
    // Late peaks that were notified stay notified, whatever was known then.
    alarm.state = { ...state, told: alarm.state.told };
    alarm.stateSince = since;
    alarm.past = past.slice(0, index);
    return cutLevels(alarm, Math.min(at, until));
  }
  return null;
}

function cutLevels(alarm: AlarmHistory, from: number): number {
  if ((alarm.levels[alarm.levels.length - 1] as LevelSince).at >= from) {
    alarm.levels = alarm.levels.filter((level) => level.at < from);
  }
  return from;
}

/** The level an alarm was at; the oldest known for any time before. */
export function levelIndexAt(levels: readonly LevelSince[], at: number): number {
  for (let index = levels.length - 1; index > 0; index--) if ((levels[index] as LevelSince).at <= at) return index;
  return 0;
}

/** From when on two histories of one alarm differ; null when they do not. */
export function firstDifference(old: readonly LevelSince[], now: readonly LevelSince[], from: number): number | null {
  const before = old.filter(({ at }) => at >= from);
  const after = now.filter(({ at }) => at >= from);
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const a = before[index];
    const b = after[index];
    const isSame =
      a !== undefined && b !== undefined && a.at === b.at && a.low === b.low && a.high === b.high && a.rank === b.rank;
    if (!isSame) return Math.min(a?.at ?? Number.POSITIVE_INFINITY, b?.at ?? Number.POSITIVE_INFINITY);
  }
  return null;
}

/** An alarm at another rank from `at` on. */
export interface RankChange {
  readonly at: number;
  readonly rank: number;
}

/** Changes of rank alone, at `from` or later. */
export function rankChanges(levels: readonly LevelSince[], from: number): readonly RankChange[] {
  return levels.filter(({ at, rank }, index) => index > 0 && at >= from && rank !== levels[index - 1]?.rank);
}
