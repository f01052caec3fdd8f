import type { AnnotationJson, FieldSettings } from "./board-shape.ts";
import { intervalMs, type TimeRange } from "./fill-query.ts";
import { type FormatContext, formatValue, settingsOf } from "./format-value.ts";
import { escapeHtml } from "./html.ts";
import { plotFrame } from "./plot-frame.ts";
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

interface PlotPoint {
  readonly at: number;
  readonly value: number;
}

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
  const { panel, span } = asked;
  const series = asked.results.flatMap((one) => one.frames).map((frame, index) => seriesOf(frame, index, asked));
  if (series.every(({ points }) => points.length === 0)) {
    return `<div class="empty">${escapeHtml(panel.fieldConfig.defaults.noValue ?? "")}</div>`;
  }
  const { custom = {}, min, max } = panel.fieldConfig.defaults;
  const isStacked = (custom.stacking as { mode?: string } | undefined)?.mode === "normal";
  const drawn = isStacked ? stacked(series) : series;
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value));
  const low = min ?? Math.min(...values);
  const high = max ?? Math.max(...values);
  const isBelow = panel.options.legend?.placement === "bottom";
  const legendWidth = isBelow ? 0 : 330;
  const frame = plotFrame(
    {
      width: panel.gridPos.w * 80 - 24 - legendWidth,
      height: panel.gridPos.h * 38 - (isBelow ? 84 : 52),
      span,
      low,
      high: high > low ? high : low + 1,
    },
    (value) => formatValue(value, { ...panel.fieldConfig.defaults, mappings: [] }, moment).text,
    moment,
  );
  const gapMs = typeof custom.spanNulls === "number" ? custom.spanNulls : Number.POSITIVE_INFINITY;
  const shapes = isStacked
    ? drawn.toReversed().map((one) => area(one, frame))
    : drawn.map((one, index) =>
        custom.drawStyle === "bars" ? bars(one, frame, span, index, drawn.length) : line(one, frame, gapMs),
      );
  const marks = moments.flatMap(({ from, look }) =>
    from.frames.flatMap(({ rows }) => rows.map((row) => mark(Number(row[0]), look, frame))),
  );
  const legend = series.map(({ name, colour, points, settings }) => {
    const last = formatValue(points.at(-1)?.value ?? null, { ...settings, displayName: "" }, moment).text;
    return `<tr><td><i style="background:${colour}"></i>${escapeHtml(name)}</td><td>${escapeHtml(last)}</td></tr>`;
  });
  return `<div class="plot" style="flex-direction:${isBelow ? "column" : "row"}">${frame.svg([...shapes, ...marks].join(""))}<table class="legend" style="${isBelow ? "" : `width:${legendWidth}px`}">${isBelow ? `<tr>${legend.join("").replaceAll(/<\/?tr>/g, "")}</tr>` : legend.join("")}</table></div>`;
}

type PlotFrame = ReturnType<typeof plotFrame>;

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

function line({ colour, isDashed, points }: PlotSeries, { x, y }: PlotFrame, gapMs: number): string {
  let path = "";
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    const isNew = before === undefined || (!isDashed && point.at - before.at > gapMs);
    const place = `${x(point.at).toFixed(1)} ${y(point.value).toFixed(1)}`;
    // A point with nothing beside it is a dot.
    path += isNew ? `M${place}h0` : `L${place}`;
  }
  const dash = isDashed ? ' stroke-dasharray="12 8"' : "";
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round"${dash}/>`;
}

function area({ colour, points }: PlotSeries, { x, y, floor }: PlotFrame): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  const top = points.map(({ at, value }) => `L${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  return `<path d="M${x(first.at).toFixed(1)} ${floor}${top}L${x(last.at).toFixed(1)} ${floor}Z" fill="${colour}" fill-opacity="0.8"/>`;
}

function bars(
  { colour, points }: PlotSeries,
  { x, y, floor }: PlotFrame,
  span: TimeRange,
  index: number,
  count: number,
): string {
  const gaps = points.slice(1).map((point, before) => point.at - (points[before]?.at ?? 0));
  const stepMs = Math.min(3_600_000, ...gaps.filter((gap) => gap > 0), Math.max(intervalMs(span), 3_600_000));
  const width = Math.max(2, ((x(span.from + stepMs) - x(span.from)) * 0.8) / count);
  return points
    .map(({ at, value }) => {
      const left = x(at) + index * width;
      return `<rect x="${left.toFixed(1)}" y="${y(value).toFixed(1)}" width="${width.toFixed(1)}" height="${Math.max(0, floor - y(value)).toFixed(1)}" fill="${colour}"/>`;
    })
    .join("");
}

function mark(at: number, { iconColor }: AnnotationJson, { x, top, floor }: PlotFrame): string {
  const place = x(at).toFixed(1);
  return `<line x1="${place}" x2="${place}" y1="${top}" y2="${floor}" stroke="${iconColor}" stroke-dasharray="4 4"/><path d="M${place} ${floor}l-5 8h10z" fill="${iconColor}"/>`;
}
