import { roundRange, timeTicks, valueTicks } from "../../charts/axis-ticks.ts";
import { type PlotScales, plotScales, type ValueRange } from "../../charts/plot-scales.ts";
import type { TimeRange } from "./fill-query.ts";
import { type FormatContext, timeText, zoneOffsetMs } from "./format-value.ts";
import { escapeHtml } from "./html.ts";

export interface PlotSize {
  readonly width: number;
  readonly height: number;
  readonly span: TimeRange;
  /** Of the values drawn. */
  readonly low: number;
  readonly high: number;
  /** Whether `low` and `high` are the panel's own, and so the ends of the axis; others are rounded outwards. */
  readonly isLowFixed: boolean;
  readonly isHighFixed: boolean;
}

/** A plot's axes and grid, and where an instant and a value stand in it, px. */
export interface PlotFrame extends PlotScales {
  readonly top: number;
  readonly floor: number;
  svg(inside: string): string;
}

/** Room for the words of one instant, px. */
const instantWidth = 80;

const mostInstants = 8;
const valuesAbout = 4;

/** Around the box, px; the left one grows with the words of the values. */
const margin = { left: 84, right: 12, top: 10, bottom: 30 } as const;
const letterWidth = 9;

/** @param say a value in words */
export function plotFrame(size: PlotSize, say: (value: number) => string, context: FormatContext): PlotFrame {
  const { width, height, span } = size;
  const range = rangeOf(size);
  const values = valueTicks(range, valuesAbout).map((value) => ({ value, text: say(value) }));
  const left = Math.max(margin.left, ...values.map(({ text }) => text.length * letterWidth));
  const box = { left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
  const { x, y } = plotScales(box, span, range);
  const rules = values.map(
    ({ value, text }) =>
      `<line x1="${box.left}" x2="${box.right}" y1="${y(value)}" y2="${y(value)}" stroke="#2c3138"/><text x="${box.left - 8}" y="${y(value) + 5}" text-anchor="end">${escapeHtml(text)}</text>`,
  );
  const most = Math.min(mostInstants, Math.floor((box.right - box.left) / instantWidth));
  const instants = timeTicks(span, { zoneMs: zoneOffsetMs(span.to, context.timeZone), most })
    .filter(({ at }) => x(at) < box.right - instantWidth / 4)
    .map(
      ({ at, isMidnight }) =>
        `<text x="${x(at)}" y="${height - 8}" text-anchor="middle">${instantText(at, isMidnight, context)}</text>`,
    );
  return {
    x,
    y,
    floor: box.bottom,
    top: box.top,
    svg: (inside) =>
      `<svg width="${width}" height="${height}" font-size="14" fill="#9aa4b0">${rules.join("")}${instants.join("")}${inside}</svg>`,
  };
}

function rangeOf({ low, high, isLowFixed, isHighFixed }: PlotSize): ValueRange {
  const round = roundRange({ low, high }, valuesAbout);
  return {
    low: isLowFixed ? low : round.low,
    high: isHighFixed && high > low ? high : round.high,
  };
}

/** Hours and minutes, at midnight the day. */
function instantText(at: number, isMidnight: boolean, context: FormatContext): string {
  const full = timeText(at, context);
  const clock = full.match(/\d\d:\d\d/)?.[0] ?? full;
  return isMidnight ? full.slice(0, full.indexOf(clock)).replace(/[, ]+$/, "") : clock;
}
