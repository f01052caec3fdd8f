import { type AlarmState, normalState, rankOfState, stepAlarm } from "../../rules/engine/alarm-state.ts";
import type { Alert } from "./score-alerts.ts";

/** Something that gives one number per observation of one gauge, in order of time, knowing no later ones. */
export interface Baseline {
  readonly raise: number;
  readonly reset: number;
  readonly offDelayMs: number;
  /** A fresh start on one gauge; what it returns is asked for each observation in turn. */
  start(): (at: number, value: number) => number;
}

/** The episodes of the alarm on a baseline's numbers, by the alarm that rules use. */
export function alertsOf(baseline: Baseline, times: Float64Array, values: Float64Array): readonly Alert[] {
  const { raise, reset, offDelayMs } = baseline;
  const limits = { levels: [{ rank: 1, raise, reset }], onDelayMs: 0, offDelayMs };
  const signal = baseline.start();
  const alerts: Alert[] = [];
  let state: AlarmState = normalState;
  let startedAt = Number.NaN;
  for (let index = 0; index < times.length; index++) {
    const at = times[index] as number;
    state = stepAlarm(limits, state, signal(at, values[index] as number), at, false);
    const isActive = rankOfState(state) > 0;
    if (isActive && Number.isNaN(startedAt)) startedAt = at;
    if (isActive || Number.isNaN(startedAt)) continue;
    alerts.push({ startedAt, endedAt: at });
    startedAt = Number.NaN;
  }
  if (!Number.isNaN(startedAt)) alerts.push({ startedAt, endedAt: Number.POSITIVE_INFINITY });
  return alerts;
}
