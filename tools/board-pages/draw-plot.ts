import { areaPath, linePath, type PlotPoint } from "../../charts/plot-paths.ts";
import { hourMs } from "../../domain/clock.ts";
import type { AnnotationJson, FieldSettings } from "./board-shape.ts";
import { intervalMs, type TimeRange } from "./fill-query.ts";
import { type FormatContext, formatValue, settingsOf } from "./format-value.ts";
import { escapeHtml } from "./html.ts";
import { type PlotFrame, plotFrame } from "./plot-frame.ts";
import type { PanelResults, QueryResult } from "./query-board.ts";
import type { Frame } from "./query-influx.ts";

/** Series without a colour of their own; none is a level's. */
const palette = [
  "#7eb6d9",
  "#c792ea",
  "#8fd6a5",
  "#e0b48c",
  "#9aa7ff",
  "#d98fb3",
  "#77d4cf",
  "#bfc77a",
  "#b0b8c4",
  "#a98f7a",
];

interface PlotSeries {
  readonly name: string;
  readonly colour: string;
  readonly isDashed: boolean;
  readonly points: readonly PlotPoint[];
  readonly settings: FieldSettings;
}

/** A time series panel: lines with their gaps, bars, or stacked areas, and the moments of the board. */
export function drawPlot(
  asked: PanelResults,
  moments: readonly { readonly from: QueryResult; readonly look: AnnotationJson }[],
  moment: FormatContext,
): string {
  const { panel } = asked;
  const series = asked.results.flatMap((one) => one.frames).map((frame, index) => seriesOf(frame, index, asked));
  if (series.every(({ points }) => points.length === 0)) {
    return `<div class="empty">${escapeHtml(panel.fieldConfig.defaults.noValue ?? "")}</div>`;
  }
  const { custom = {} } = panel.fieldConfig.defaults;
  const isStacked = isStackedBy(custom);
  const drawn = isStacked ? stacked(series) : series;
  const isBelow = panel.options.legend?.placement === "bottom";
  const legendWidth = isBelow ? 0 : 330;
  const frame = frameOf(asked, drawn, { legendWidth, isBelow, moment });
  const shapes = isStacked ? drawn.toReversed().map((one) => area(one, frame)) : linesOrBars(asked, drawn, frame);
  const marks = moments.flatMap(({ from, look }) =>
    from.frames.flatMap(({ rows }) => rows.map((row) => mark(Number(row[0]), look, frame))),
  );
  const svg = frame.svg([...shapes, ...marks].join(""));
  return `<div class="plot" style="flex-direction:${isBelow ? "column" : "row"}">${svg}${legend(series, legendWidth, moment)}</div>`;
}

function isStackedBy(custom: Readonly<Record<string, unknown>>): boolean {
  return (custom.stacking as { mode?: string } | undefined)?.mode === "normal";
}

interface PlotLook {
  /** 0 where the legend stands below. */
  readonly legendWidth: number;
  readonly isBelow: boolean;
  readonly moment: FormatContext;
}

function frameOf(
  { panel, span }: PanelResults,
  drawn: readonly PlotSeries[],
  { legendWidth, isBelow, moment }: PlotLook,
): PlotFrame {
  const { min, max, custom = {} } = panel.fieldConfig.defaults;
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value));
  // Bars and areas stand on nought.
  const isGrounded = custom.drawStyle === "bars" || isStackedBy(custom);
  const low = min ?? Math.min(...values, ...(isGrounded ? [0] : []));
  const high = max ?? Math.max(...values);
  const size = {
    width: panel.gridPos.w * 80 - 24 - legendWidth,
    height: panel.gridPos.h * 38 - (isBelow ? 84 : 52),
    span,
    low,
    high: high > low ? high : low + 1,
    isLowFixed: min !== undefined,
    isHighFixed: max !== undefined,
  };
  const settings = { ...panel.fieldConfig.defaults, mappings: [] };
  return plotFrame(size, (value) => formatValue(value, settings, moment).text, moment);
}

function linesOrBars(asked: PanelResults, drawn: readonly PlotSeries[], frame: PlotFrame): readonly string[] {
  const { custom = {} } = asked.panel.fieldConfig.defaults;
  if (custom.drawStyle === "bars") {
    return drawn.map((one, index) => bars(one, frame, { span: asked.span, index, count: drawn.length }));
  }
  const gapMs = typeof custom.spanNulls === "number" ? custom.spanNulls : Number.POSITIVE_INFINITY;
  return drawn.map((one) => line(one, frame, gapMs));
}

function legend(series: readonly PlotSeries[], width: number, moment: FormatContext): string {
  const cells = series.map(({ name, colour, points, settings }) => {
    const last = formatValue(points.at(-1)?.value ?? null, { ...settings, displayName: "" }, moment).text;
    return `<td><i style="background:${colour}"></i>${escapeHtml(name)}</td><td>${escapeHtml(last)}</td>`;
  });
  if (width === 0) return `<table class="legend"><tr>${cells.join("")}</tr></table>`;
  return `<table class="legend" style="width:${width}px">${cells.map((cell) => `<tr>${cell}</tr>`).join("")}</table>`;
}

function seriesOf(frame: Frame, index: number, { panel }: PanelResults): PlotSeries {
  const settings = settingsOf(panel.fieldConfig, [frame.name]);
  const points = frame.rows.flatMap(([at, value]) => (typeof value === "number" ? [{ at: Number(at), value }] : []));
  const fixed = settings.color?.mode === "fixed" ? settings.color.fixedColor : undefined;
  return {
    name: settings.displayName ?? frame.name,
    colour: fixed ?? palette[index % palette.length] ?? "#fff",
    isDashed: settings.custom?.lineStyle !== undefined,
    points,
    settings,
  };
}

function stacked(series: readonly PlotSeries[]): readonly PlotSeries[] {
  const sums = new Map<number, number>();
  return series.map((one) => ({
    ...one,
    points: one.points.map(({ at, value }) => {
      const sum = (sums.get(at) ?? 0) + value;
      sums.set(at, sum);
      return { at, value: sum };
    }),
  }));
}

function line({ colour, isDashed, points }: PlotSeries, frame: PlotFrame, gapMs: number): string {
  const path = linePath(points, frame, isDashed ? Number.POSITIVE_INFINITY : gapMs);
  // Of a point alone, dashes would show nothing.
  const dash = isDashed && points.length > 1 ? ' stroke-dasharray="12 8"' : "";
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round"${dash}/>`;
}

function area({ colour, points }: PlotSeries, frame: PlotFrame): string {
  return `<path d="${areaPath(points, frame, frame.floor)}" fill="${colour}" fill-opacity="0.8"/>`;
}

interface BarPlace {
  readonly span: TimeRange;
  /** Which of the series, and of how many that stand side by side. */
  readonly index: number;
  readonly count: number;
}

function bars({ colour, points }: PlotSeries, { x, y, floor }: PlotFrame, { span, index, count }: BarPlace): string {
  const gaps = points.slice(1).map((point, before) => point.at - (points[before]?.at ?? 0));
  const stepMs = Math.min(hourMs, ...gaps.filter((gap) => gap > 0), Math.max(intervalMs(span), hourMs));
  const width = Math.max(2, ((x(span.from + stepMs) - x(span.from)) * 0.8) / count);
  return points
    .map(({ at, value }) => {
      const left = (x(at) + index * width).toFixed(1);
      return `<rect x="${left}" y="${y(value)}" width="${width.toFixed(1)}" height="${Math.max(0, floor - y(value)).toFixed(1)}" fill="${colour}"/>`;
    })
    .join("");
}

function mark(at: number, { iconColor }: AnnotationJson, { x, top, floor }: PlotFrame): string {
  const place = x(at);
  return `<line x1="${place}" x2="${place}" y1="${top}" y2="${floor}" stroke="${iconColor}" stroke-dasharray="4 4"/><path d="M${place} ${floor}l-5 8h10z" fill="${iconColor}"/>`;
}
