import type { TimeRange } from "./fill-query.ts";
import { type FormatContext, timeText } from "./format-value.ts";
import { escapeHtml } from "./html.ts";

export interface PlotSize {
  readonly width: number;
  readonly height: number;
  readonly span: TimeRange;
  /** Values at the foot and at the top. */
  readonly low: number;
  readonly high: number;
}

/** Room for the words of one instant, px: the day and the time of a long span, at most five along the axis. */
const instantWidth = 110;

const margin = { left: 84, right: 12, top: 10, bottom: 30 } as const;

/** Axes and grid of a plot, and where an instant and a value stand in it, px. */
export function plotFrame(
  { width, height, span, low, high }: PlotSize,
  say: (value: number) => string,
  moment: FormatContext,
) {
  const floor = height - margin.bottom;
  const x = (at: number): number =>
    margin.left + ((at - span.from) / (span.to - span.from)) * (width - margin.left - margin.right);
  const y = (value: number): number => floor - ((value - low) / (high - low)) * (floor - margin.top);
  const values = Array.from({ length: 5 }, (_, index) => low + ((high - low) * index) / 4);
  const count = Math.min(5, Math.floor((width - margin.left - margin.right) / instantWidth));
  const instants = Array.from(
    { length: count },
    (_, index) => span.from + ((span.to - span.from) * (index + 0.5)) / count,
  );
  const rules = values.map(
    (value) =>
      `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y(value)}" y2="${y(value)}" stroke="#2c3138"/><text x="${margin.left - 8}" y="${y(value) + 5}" text-anchor="end">${escapeHtml(say(value))}</text>`,
  );
  const times = instants.map(
    (at) => `<text x="${x(at)}" y="${height - 8}" text-anchor="middle">${clockText(at, span, moment)}</text>`,
  );
  return {
    x,
    y,
    floor,
    top: margin.top,
    svg: (inside: string): string =>
      `<svg width="${width}" height="${height}" font-size="14" fill="#9aa4b0">${rules.join("")}${times.join("")}${inside}</svg>`,
  };
}

/** Hours and minutes within two days, else the day as well. */
function clockText(at: number, span: TimeRange, moment: FormatContext): string {
  const full = timeText(at, moment);
  return span.to - span.from > 2 * 86_400_000 ? full.slice(0, -3) : (full.match(/\d\d:\d\d/)?.[0] ?? full);
}
