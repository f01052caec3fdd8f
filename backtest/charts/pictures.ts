import { hourMs, minuteMs } from "../../domain/clock.ts";
import { reportTexts } from "../../locales/backtest.ts";
import { fill } from "../../locales/fill.ts";
import { forecast } from "../../series/forecast/forecast.ts";
import { forecastStateFrom, forecastWindowMs } from "../../series/forecast/forecast-state.ts";
import { indexAtOrAfter } from "../backtest.ts";
import type { BacktestSeries } from "../backtest-series.ts";
import type { GaugeDisplay } from "../make-setup.ts";
import { rounded } from "../report/html-tables.ts";
import type { BacktestRun } from "../run-backtest.ts";
import { forecastRule } from "../skill/baselines.ts";
import type { Hydrograph } from "./hydrograph.ts";
import { localTimeText } from "./local-time-text.ts";

/** One hydrograph of the report. */
export interface Picture {
  readonly id: string;
  readonly kind: "hit" | "miss" | "false";
  readonly gauge: number;
  /** Index of the gauge's event; -1 for a false alarm. */
  readonly event: number;
  /** Whole minutes; null where no alert counts. */
  readonly lead: number | null;
  readonly graph: Hydrograph;
}

/** A page with more would be slow on a phone. */
const mostEvents = 300;
const mostFalseAlarms = 100;

const beforeMs = 3 * hourMs;
const afterMs = 6 * hourMs;
const longestMs = 36 * hourMs;

/** Pictures of events, misses before hits where not all can be drawn, and then of false alarms; each in order of time. */
export function picturesOf(
  run: BacktestRun,
  zoneMs: number,
): { readonly pictures: readonly Picture[]; readonly notDrawn: number } {
  const { outcome } = run;
  const events = outcome.gauges.flatMap(({ events: own }, gauge) =>
    own.map(({ crossedAt, alarms }, event) => ({
      gauge,
      event,
      at: crossedAt,
      isHit: alarms.get(outcome.names[0] ?? "forecast")?.isHit === true,
    })),
  );
  const falseAlarms = outcome.gauges.flatMap(({ alarms }, gauge) =>
    (alarms.get(outcome.names[0] ?? "forecast")?.falseAlarms ?? []).map((alert) => ({
      gauge,
      alert,
      at: alert.startedAt,
    })),
  );
  const drawn = events.toSorted((a, b) => Number(a.isHit) - Number(b.isHit) || a.at - b.at).slice(0, mostEvents);
  const drawnFalse = falseAlarms.toSorted((a, b) => a.at - b.at).slice(0, mostFalseAlarms);
  const pictures = [
    ...drawn.sort((a, b) => a.at - b.at).map(({ gauge, event }) => pictureOfEvent(run, zoneMs, gauge, event)),
    ...drawnFalse.map(({ gauge, alert }) => pictureOfFalseAlarm(run, zoneMs, gauge, alert)),
  ];
  return { pictures, notDrawn: events.length + falseAlarms.length - pictures.length };
}

function pictureOfEvent(run: BacktestRun, zoneMs: number, gauge: number, event: number): Picture {
  const { outcome, setup } = run;
  const name = outcome.names[0] ?? "forecast";
  const own = outcome.gauges[gauge];
  const found = own?.events[event];
  const shown = setup.displays[gauge] as GaugeDisplay;
  const crossedAt = found?.crossedAt ?? 0;
  const outcomeOfAlarm = found?.alarms.get(name);
  const leadMs = outcomeOfAlarm?.leadMs ?? null;
  const alertAt = leadMs === null ? null : crossedAt - leadMs;
  const station = own?.series.gaugeId ?? "";
  const mark = `${rounded(shown.mark)} ${shown.unit}`;
  const title = fill(reportTexts["event-title"], { station, at: localTimeText(crossedAt, zoneMs), mark });
  return {
    id: `e${gauge}-${event}`,
    kind: outcomeOfAlarm?.isHit === true ? "hit" : "miss",
    gauge,
    event,
    lead: leadMs === null ? null : Math.round(leadMs / minuteMs),
    graph: {
      ...commonGraph(
        run,
        gauge,
        zoneMs,
        alertAt ?? crossedAt,
        Math.max(crossedAt, found?.peakAt ?? crossedAt),
        alertAt,
      ),
      crossedAt,
      title,
    },
  };
}

function pictureOfFalseAlarm(
  run: BacktestRun,
  zoneMs: number,
  gauge: number,
  alert: { readonly startedAt: number; readonly endedAt: number },
): Picture {
  const station = run.outcome.gauges[gauge]?.series.gaugeId ?? "";
  const title = fill(reportTexts["false-title"], { station, at: localTimeText(alert.startedAt, zoneMs) });
  const endAt = Math.min(alert.endedAt, alert.startedAt + 12 * hourMs);
  return {
    id: `f${gauge}-${alert.startedAt}`,
    kind: "false",
    gauge,
    event: -1,
    lead: null,
    graph: { ...commonGraph(run, gauge, zoneMs, alert.startedAt, endAt, alert.startedAt), crossedAt: null, title },
  };
}

/** What the picture of an event and that of a false alarm have in common. */
function commonGraph(
  { outcome, setup }: BacktestRun,
  gauge: number,
  zoneMs: number,
  first: number,
  last: number,
  alertAt: number | null,
): Omit<Hydrograph, "crossedAt" | "title"> {
  const { series, alarms } = outcome.gauges[gauge] as BacktestRun["outcome"]["gauges"][number];
  const shown = setup.displays[gauge] as GaugeDisplay;
  const from = first - beforeMs;
  const to = Math.min(last + afterMs, from + longestMs);
  const startsOf = (name: "lowerMark" | "straightLine", letter: string) =>
    (alarms.get(name)?.alerts ?? []).map(({ startedAt }) => ({ at: startedAt, letter }));
  return {
    series,
    toFileUnit: shown.toFileUnit,
    unit: shown.unit,
    mark: rounded(shown.mark),
    lowerMark: rounded(shown.lowerMark),
    from,
    to,
    alerts: alarms.get(outcome.names[0] ?? "forecast")?.alerts ?? [],
    baselines: [...startsOf("lowerMark", "L"), ...startsOf("straightLine", "S")],
    band: alertAt === null || !outcome.names.includes("forecast") ? null : bandAt(series, shown, alertAt),
    zoneMs,
  };
}

/** When the mark was expected, as it stood at a moment; null where nothing was expected. */
function bandAt(series: BacktestSeries, { toFileUnit }: GaugeDisplay, at: number): Hydrograph["band"] {
  const { times, values, mark } = series;
  const end = indexAtOrAfter(times, at) + 1;
  const start = indexAtOrAfter(times, at - forecastWindowMs);
  const state = forecastStateFrom(times.subarray(start, end), values.subarray(start, end));
  const expected = state === null ? null : forecast(state, mark, forecastRule.withinMs);
  if (expected === null) return null;
  const value = toFileUnit(values[end - 1] ?? Number.NaN);
  return { at, value, lowAt: at + expected.low * minuteMs, highAt: at + expected.high * minuteMs };
}
