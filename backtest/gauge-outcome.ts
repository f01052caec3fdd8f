import type { PagingAlert } from "./alerts-of-rule.ts";
import type { BacktestSeries } from "./backtest-series.ts";
import type { AlertScore, FloodEvent } from "./skill/score-alerts.ts";

/** Who warns: the rule that is judged, the built-in forecast, and the two baselines of docs/skill.md. */
export const alarmNames = ["rule", "forecast", "lowerMark", "straightLine"] as const;

export type AlarmName = (typeof alarmNames)[number];

export interface AlarmOutcome {
  readonly alerts: readonly PagingAlert[];
  readonly falseAlarms: readonly PagingAlert[];
  readonly score: AlertScore;
}

/** An event of one gauge with its highest value. */
export interface EventOutcome {
  readonly crossedAt: number;
  readonly peak: number;
  readonly peakAt: number;
  /** What each alarm made of it. */
  readonly alarms: ReadonlyMap<AlarmName, FloodEvent>;
}

export interface GaugeOutcome {
  readonly series: BacktestSeries;
  readonly alarms: ReadonlyMap<AlarmName, AlarmOutcome>;
  readonly events: readonly EventOutcome[];
}
