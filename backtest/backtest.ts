import { hourMs } from "../domain/clock.ts";
import { alertsOfRule, type PagingAlert, type RuleAlerts, type RuleBacktest } from "./alerts-of-rule.ts";
import type { BacktestSeries, BacktestWorld } from "./backtest-series.ts";
import { type AlarmName, type AlarmOutcome, alarmNames, type GaugeOutcome } from "./gauge-outcome.ts";
import { alertsOf, type Baseline } from "./skill/baseline.ts";
import { forecastBaseline, lowerMarkBaseline, straightLineBaseline } from "./skill/baselines.ts";
import { type Alert, type FloodEvent, scoreAlerts } from "./skill/score-alerts.ts";
import { type Storm, stormsOf } from "./storms.ts";

export interface BacktestOutcome {
  /** In the order of the world's series. */
  readonly gauges: readonly GaugeOutcome[];
  /** Alarms that took part, the one that is judged first. */
  readonly names: readonly AlarmName[];
  readonly storms: readonly Storm[];
  /** How the rule met the gauges; null where none was judged. */
  readonly rule: Pick<RuleAlerts, "problems" | "notes" | "watched"> | null;
}

export interface BacktestOptions {
  /** Null judges the built-in forecast alone. */
  readonly trial: RuleBacktest | null;
  /** False where the values are no water level: the forecast then knows nothing of them. */
  readonly isWaterLevel: boolean;
  /** Called with the share that is done. */
  readonly onProgress?: (share: number) => void;
}

/** The baseline's look-ahead, as in docs/skill.md. */
const straightLineAheadMs = hourMs;

/** Runs the alarms over every record and counts what they were worth, by the definitions of docs/skill.md. Pure. */
export function backtest(world: BacktestWorld, options: BacktestOptions): BacktestOutcome {
  const { trial, isWaterLevel, onProgress = () => {} } = options;
  const names = alarmNames.filter((name) => (name === "rule" ? trial !== null : name !== "forecast" || isWaterLevel));
  const all = world.series.length * (trial === null ? 1 : 2);
  const ofRule = trial === null ? null : alertsOfRule(trial, world, (index) => onProgress(index / all));
  const gauges = world.series.map((series, index) => {
    onProgress((all - world.series.length + index) / all);
    return judgeGauge(series, names, ofRule?.alerts[index] ?? []);
  });
  onProgress(1);
  return { gauges, names, storms: stormsOf(gauges, names), rule: ofRule };
}

function judgeGauge(series: BacktestSeries, names: readonly AlarmName[], ofRule: readonly PagingAlert[]): GaugeOutcome {
  const { times, values, mark, intervalMs } = series;
  const alarms = new Map<AlarmName, AlarmOutcome>();
  for (const name of names) {
    const alerts = name === "rule" ? ofRule : paging(alertsOf(baselineOf(name, series), times, values));
    const score = scoreAlerts({ times, values, mark, alerts, reportingIntervalMs: intervalMs });
    alarms.set(name, { alerts, score, falseAlarms: score.falseAlarms as readonly PagingAlert[] });
  }
  const first = [...alarms.values()][0]?.score.events ?? [];
  const events = first.map(({ crossedAt }, index) => ({
    crossedAt,
    ...peakOf(series, crossedAt, first[index + 1]?.crossedAt ?? Number.POSITIVE_INFINITY),
    alarms: new Map(names.map((name) => [name, alarms.get(name)?.score.events[index] as FloodEvent])),
  }));
  return { series, alarms, events };
}

function baselineOf(name: Exclude<AlarmName, "rule">, { mark, lowerMark }: BacktestSeries): Baseline {
  const marks = { markM: mark, lowerMarkM: lowerMark };
  switch (name) {
    case "forecast":
      return forecastBaseline(marks);
    case "lowerMark":
      return lowerMarkBaseline(marks, 0);
    case "straightLine":
      return straightLineBaseline(marks, straightLineAheadMs, 0);
  }
}

function paging(alerts: readonly Alert[]): readonly PagingAlert[] {
  return alerts.map((alert) => ({ ...alert, pages: 1, level: null }));
}

/** Highest value from a crossing to the last one of its event. */
function peakOf(
  { times, values, mark }: BacktestSeries,
  crossedAt: number,
  nextAt: number,
): { peak: number; peakAt: number } {
  let peak = Number.NEGATIVE_INFINITY;
  let peakAt = crossedAt;
  for (let index = indexAtOrAfter(times, crossedAt); index < times.length; index++) {
    const at = times[index] as number;
    const value = values[index] as number;
    if (at >= nextAt) break;
    if (value < mark || value <= peak) continue;
    peak = value;
    peakAt = at;
  }
  return { peak, peakAt };
}

/** Index of the first time at or after `at`; the length where there is none. */
export function indexAtOrAfter(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
