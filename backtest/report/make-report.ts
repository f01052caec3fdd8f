import type { Level } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { PagingAlert } from "../alerts-of-rule.ts";
import type { BacktestOutcome } from "../backtest.ts";
import type { AlarmName, EventOutcome, GaugeOutcome } from "../gauge-outcome.ts";
import type { BacktestSetup, GaugeDisplay } from "../make-setup.ts";
import { monitoredMs, monthMs, type Score, scoreOf } from "../score.ts";
import { stormSkillOf } from "../storms.ts";
import type { BacktestReport, ReportedScore } from "./report-schema.ts";

/** What the report says that the outcome does not know. */
export interface ReportHeading {
  readonly guanlan: string;
  readonly madeAt: number;
  readonly source: Omit<BacktestReport["source"], "leftOut">;
  readonly rule: { readonly id: string; readonly version: string; readonly atLevel: Level } | null;
  readonly notes: readonly string[];
}

/** The outcome as `--json` writes it. */
export function makeReport(outcome: BacktestOutcome, made: BacktestSetup, frame: ReportHeading): BacktestReport {
  const { gauges, names, storms } = outcome;
  const { rule } = frame;
  return {
    format: "guanlan-backtest",
    version: 1,
    guanlan: frame.guanlan,
    madeAt: iso(frame.madeAt),
    source: { ...frame.source, leftOut: [...made.leftOut] },
    judged: {
      alarm: names[0] ?? "forecast",
      ruleId: rule?.id ?? null,
      ruleVersion: rule?.version ?? null,
      atLevel: rule?.atLevel ?? null,
    },
    scores: byAlarmName(names, (name) => reported(scoreOf(gauges, name))),
    byStorm: byAlarmName(names, (name) => {
      const { pod, far, ...counts } = stormSkillOf(storms, gauges, name);
      return { ...counts, pod: orNull(pod), far: orNull(far) };
    }),
    storms: storms.map((storm) => ({
      from: iso(storm.startedAt),
      to: iso(storm.endedAt),
      stations: [...storm.gauges],
      events: storm.events,
      alarms: byAlarmName(names, (name) => {
        const { hits = 0, leadMs = Number.NaN } = storm.alarms.get(name) ?? {};
        return { hits, leadMinutes: inMinutes(leadMs) };
      }),
    })),
    gauges: gauges.map((gauge, index) => reportedGauge(gauge, made.displays[index] as GaugeDisplay, names)),
    notes: [...frame.notes],
  };
}

function reportedGauge(
  gauge: GaugeOutcome,
  shown: GaugeDisplay,
  names: readonly AlarmName[],
): BacktestReport["gauges"][number] {
  const { series, alarms, events } = gauge;
  const { times } = series;
  return {
    station: series.gaugeId,
    unit: shown.unit,
    mark: shown.mark,
    lowerMark: shown.lowerMark,
    observations: times.length,
    from: iso(times[0] ?? 0),
    to: iso(times.at(-1) ?? 0),
    reportingIntervalMinutes: series.intervalMs / minuteMs,
    months: rounded(monitoredMs(series) / monthMs),
    scores: byAlarmName(names, (name) => reported(scoreOf([gauge], name))),
    events: events.map((event) => reportedEvent(event, shown, names)),
    alerts: byAlarmName(names, (name) => {
      const { alerts = [], falseAlarms = [] } = alarms.get(name) ?? {};
      return alerts.map((alert) => reportedAlert(alert, falseAlarms.includes(alert)));
    }),
  };
}

function reportedEvent(
  event: EventOutcome,
  shown: GaugeDisplay,
  names: readonly AlarmName[],
): BacktestReport["gauges"][number]["events"][number] {
  return {
    crossedAt: iso(event.crossedAt),
    peak: shown.toFileUnit(event.peak),
    peakAt: iso(event.peakAt),
    alarms: byAlarmName(names, (name) => {
      const { leadMs = null, isHit = false } = event.alarms.get(name) ?? {};
      const alertAt = leadMs === null ? null : iso(event.crossedAt - leadMs);
      return { alertAt, leadMinutes: leadMs === null ? null : inMinutes(leadMs), isHit };
    }),
  };
}

function reportedAlert({ startedAt, endedAt, level, pages }: PagingAlert, isFalse: boolean) {
  return {
    from: iso(startedAt),
    to: endedAt === Number.POSITIVE_INFINITY ? null : iso(endedAt),
    level,
    pages,
    isFalse,
  };
}

function reported(score: Score): ReportedScore {
  const { leadMs, pod, far, csi, alertsPerGaugeMonth, pagesPerMonth, ...counts } = score;
  return {
    ...counts,
    pod: orNull(pod),
    far: orNull(far),
    csi: orNull(csi),
    leadMinutes: { p10: inMinutes(leadMs.p10), p50: inMinutes(leadMs.p50), p90: inMinutes(leadMs.p90) },
    alertsPerGaugeMonth: orNull(alertsPerGaugeMonth),
    pagesPerMonth: orNull(pagesPerMonth),
  };
}

function byAlarmName<T>(names: readonly AlarmName[], make: (name: AlarmName) => T): Partial<Record<AlarmName, T>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Partial<Record<AlarmName, T>>;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function inMinutes(ms: number): number | null {
  return Number.isFinite(ms) ? Math.round((ms / minuteMs) * 100) / 100 : null;
}

function orNull(number: number): number | null {
  return Number.isFinite(number) ? rounded(number) : null;
}

function rounded(number: number): number {
  return Number(number.toPrecision(6));
}
