import type { AlarmTransition } from "../domain/alarm.ts";
import { type AlarmState, type LevelLimits, normalState } from "./alarm-state.ts";
import type { BoundAlarm } from "./bound-alarm.ts";
import type { GaugeWindow } from "./gauge-window.ts";

/** One alarm at work. Changed in place: it is looked at for every observation of its gauge. */
export interface RunningAlarm {
  readonly bound: BoundAlarm;
  /** What the alarm is about: an edit that changes any of it ends the alarm and begins another. */
  readonly about: string;
  state: AlarmState;
  /** The transition that brought it to its level; null while normal. */
  last: AlarmTransition | null;
  /** True from a change of state until it has been handed over to be saved. */
  isChanged: boolean;
}

/** One gauge that alarms listen to, with what the journal tells of it. */
export interface RunningGauge {
  readonly observed: RunningAlarm[];
  readonly clocked: ClockAlarm[];
  readonly window: GaugeWindow;
  /** A longer time between two observations restarts delays. */
  readonly holdGapMs: number;
  /** Observation time of the newest judged observation; -Infinity before the first. */
  newestAt: number;
  /** Our clock at the last reception; -Infinity before the first. */
  heardAt: number;
}

/** An alarm that is due at a time on our clock unless its gauge is heard before. */
export interface ClockAlarm {
  readonly alarm: RunningAlarm;
  readonly gauge: RunningGauge;
  readonly expectedIntervalMs: number;
  /** When each level is due after the gauge was last heard, mildest first. */
  readonly dues: readonly { readonly bit: number; readonly afterMs: number; readonly level: LevelLimits }[];
}

export function runAlarm(bound: BoundAlarm): RunningAlarm {
  return { bound, about: aboutOf(bound), state: normalState, last: null, isChanged: false };
}

/**
 * Numbers, delays and words may be edited under an active alarm. What cases and warnings were told it is about may
 * not: the clearing transition must find the case that the raising one opened.
 */
function aboutOf({ rule, target, unit, condition }: BoundAlarm): string {
  const { hazard, opensCase, draftsWarning } = rule;
  return JSON.stringify([hazard, target, opensCase, draftsWarning, rule.condition.kind, unit, condition.direction]);
}
