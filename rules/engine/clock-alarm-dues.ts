import type { BoundAlarm } from "../binding/bound-alarm.ts";
import type { AlarmLimits } from "./alarm-state.ts";
import type { ClockAlarm } from "./running-alarm.ts";

/** A level of a clock alarm that is due. */
export interface DueLevel {
  readonly at: number;
  readonly clockAlarm: ClockAlarm;
  readonly afterMs: number;
}

/** When each level is due after the gauge was last heard, mildest first. */
export function duesOf({ condition }: BoundAlarm, limits: AlarmLimits, expectedIntervalMs: number): ClockAlarm["dues"] {
  if (condition.movedBy !== "clock") return [];
  return limits.levels.map((level) => ({
    level,
    bit: 1 << (level.rank - 1),
    afterMs: condition.dueAfterMs(level.raise, expectedIntervalMs),
  }));
}

/** Levels due at or before `clock`, in the order in which they fall due; by alarm key where they fall together. */
export function dueLevels(clockAlarms: readonly ClockAlarm[], startedAt: number, clock: number): readonly DueLevel[] {
  const found: DueLevel[] = [];
  for (const clockAlarm of clockAlarms) {
    const since = Math.max(clockAlarm.gauge.heardAt, startedAt);
    for (const { bit, afterMs } of clockAlarm.dues) {
      if (since + afterMs > clock) break;
      // Nothing is due of a gauge that nobody has begun to wait for.
      if (since === Number.NEGATIVE_INFINITY || (clockAlarm.alarm.state.latched & bit) !== 0) continue;
      found.push({ at: since + afterMs, clockAlarm, afterMs });
    }
  }
  return found.sort((a, b) => a.at - b.at || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** When the next level of one alarm is due; Infinity when all are latched or nobody waits yet. */
export function nextDueOf({ alarm, gauge, dues }: ClockAlarm, startedAt: number): number {
  const since = Math.max(gauge.heardAt, startedAt);
  if (since === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  for (const { bit, afterMs } of dues) if ((alarm.state.latched & bit) === 0) return since + afterMs;
  return Number.POSITIVE_INFINITY;
}

function keyOf({ clockAlarm }: DueLevel): string {
  return clockAlarm.alarm.bound.alarmKey;
}
