import { dayMs, hourMs } from "../domain/clock.ts";
import type { BacktestSeries } from "./backtest-series.ts";
import type { AlarmName, GaugeOutcome } from "./gauge-outcome.ts";
import { type Skill, skillOf } from "./skill/skill.ts";

/** A month of watching, ms: a twelfth of 365.25 days. */
export const monthMs = (365.25 * dayMs) / 12;

/** Skill, and what an officer would have had of it. */
export interface Score extends Skill {
  readonly misses: number;
  /** Alerts in a month of one gauge. */
  readonly alertsPerGaugeMonth: number;
  /** Calls to an officer: each alert when it begins and at each graver level it then comes to. */
  readonly pages: number;
  readonly pagesPerMonth: number;
  /** Most pages in any 24 h. */
  readonly mostPagesInADay: number;
}

/** How good one alarm was over some gauges. */
export function scoreOf(gauges: readonly GaugeOutcome[], name: AlarmName): Score {
  const outcomes = gauges.flatMap(({ alarms }) => alarms.get(name) ?? []);
  const skill = skillOf(outcomes.map(({ score }) => score));
  const alerts = outcomes.flatMap((outcome) => outcome.alerts);
  const pages = alerts.reduce((sum, alert) => sum + alert.pages, 0);
  return {
    ...skill,
    misses: skill.events - skill.hits,
    alertsPerGaugeMonth: skill.alerts / (gauges.reduce((sum, { series }) => sum + monitoredMs(series), 0) / monthMs),
    pages,
    pagesPerMonth: pages / (spanMs(gauges) / monthMs),
    mostPagesInADay: mostInADay(alerts),
  };
}

/** How long a gauge was watched, ms: a gap counts for three reporting intervals, or an hour where that is more. */
export function monitoredMs({ times, intervalMs }: BacktestSeries): number {
  const longest = Math.max(hourMs, 3 * intervalMs);
  let sum = 0;
  for (let index = 1; index < times.length; index++) {
    sum += Math.min(longest, (times[index] as number) - (times[index - 1] as number));
  }
  return sum;
}

/** From the first observation of all to the last. */
function spanMs(gauges: readonly GaugeOutcome[]): number {
  const from = Math.min(...gauges.map(({ series }) => series.times[0] ?? Number.POSITIVE_INFINITY));
  const to = Math.max(...gauges.map(({ series }) => series.times.at(-1) ?? Number.NEGATIVE_INFINITY));
  return to - from;
}

function mostInADay(alerts: readonly { readonly startedAt: number; readonly pages: number }[]): number {
  const sorted = alerts.toSorted((a, b) => a.startedAt - b.startedAt);
  let most = 0;
  let within = 0;
  let first = 0;
  for (const { startedAt, pages } of sorted) {
    within += pages;
    while ((sorted[first]?.startedAt ?? startedAt) <= startedAt - dayMs) within -= sorted[first++]?.pages ?? 0;
    most = Math.max(most, within);
  }
  return most;
}
