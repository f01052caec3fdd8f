import type { GaugeKey } from "../domain/ids.ts";
import type { AlarmInput, BoundAlarm } from "./bound-alarm.ts";
import { createWindow } from "./gauge-window.ts";
import { type ClockAlarm, type RunningAlarm, type RunningGauge, runAlarm } from "./running-alarm.ts";

export interface Running {
  readonly alarms: readonly RunningAlarm[];
  readonly clockAlarms: readonly ClockAlarm[];
  /** By gauge key, with holes: no lookup by name stands between an observation and its alarms. */
  readonly gauges: readonly (RunningGauge | undefined)[];
}

/** Lays alarms out by the gauges they listen to. Those of one gauge run in the order of their keys. */
export function runGauges(bound: readonly BoundAlarm[], holdGapIntervals: number): Running {
  const gauges: (RunningGauge | undefined)[] = [];
  const alarms: RunningAlarm[] = [];
  const clockAlarms: ClockAlarm[] = [];
  const keepMs = windowsNeeded(bound);
  for (const each of bound.toSorted((a, b) => (a.alarmKey < b.alarmKey ? -1 : 1))) {
    const alarm = runAlarm(each);
    alarms.push(alarm);
    for (const input of each.inputs) {
      const gauge = gauges[input.gauge] ?? runGauge(input, keepMs.get(input.gauge) ?? 0, holdGapIntervals);
      gauges[input.gauge] = gauge;
      if (each.condition.movedBy === "observation") {
        gauge.observed.push(alarm);
        continue;
      }
      const clockAlarm = runClockAlarm(alarm, gauge, input.expectedIntervalMs);
      gauge.clocked.push(clockAlarm);
      clockAlarms.push(clockAlarm);
    }
  }
  return { alarms, clockAlarms, gauges };
}

function runGauge({ expectedIntervalMs }: AlarmInput, keepMs: number, holdGapIntervals: number): RunningGauge {
  return {
    observed: [],
    clocked: [],
    window: createWindow(keepMs),
    holdGapMs: holdGapIntervals * expectedIntervalMs,
    newestAt: Number.NEGATIVE_INFINITY,
    heardAt: Number.NEGATIVE_INFINITY,
  };
}

function runClockAlarm(alarm: RunningAlarm, gauge: RunningGauge, expectedIntervalMs: number): ClockAlarm {
  const { condition, limits } = alarm.bound;
  const dues = limits.levels.map((level) => ({
    level,
    bit: 1 << (level.rank - 1),
    afterMs: condition.movedBy === "clock" ? condition.dueAfterMs(level.raise, expectedIntervalMs) : 0,
  }));
  return { alarm, gauge, expectedIntervalMs, dues };
}

/** The longest window any alarm of a gauge asks for. */
function windowsNeeded(bound: readonly BoundAlarm[]): ReadonlyMap<GaugeKey, number> {
  const keepMs = new Map<GaugeKey, number>();
  for (const { condition, inputs } of bound) {
    if (condition.movedBy !== "observation") continue;
    for (const { gauge } of inputs) keepMs.set(gauge, Math.max(keepMs.get(gauge) ?? 0, condition.windowMs));
  }
  return keepMs;
}
