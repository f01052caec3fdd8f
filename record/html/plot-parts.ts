import { roundRange, timeTicks, valueTicks } from "../../charts/axis-ticks.ts";
import { escaped } from "../../charts/html-text.ts";
import type { PlotBox, PlotScales, TimeSpan, ValueRange } from "../../charts/plot-scales.ts";
import type { Level } from "../../domain/city/level.ts";
import { colours } from "../../locales/looks.ts";

/** Width of every plot of a page, px. */
export const plotWidth = 960;

/** On a light page. */
export const levelColours: Readonly<Record<Level, string>> = {
  blue: colours.blue.onLight,
  yellow: colours.yellow.onLight,
  orange: colours.orange.onLight,
  red: colours.red.onLight,
};

export const ink = { text: "#55646f", grid: "#d7dee4", water: "#1668b8" } as const;

/** How many values an axis has, about. */
const usualValues = 4;
const mostInstants = 10;

/** An SVG that stands by itself: also as a file of its own. @param parts markup */
export function svgOf(height: number, title: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${plotWidth} ${height}" role="img" font-family="system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif" font-size="13"><title>${escaped(title)}</title>${parts.join("")}</svg>`;
}

/** Round ends around all that is drawn. */
export function rangeOf(values: readonly number[]): ValueRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return Number.isFinite(low) ? roundRange({ low, high }, usualValues) : { low: 0, high: 1 };
}

export function valueGrid(range: ValueRange, { y }: PlotScales, box: PlotBox): string {
  return valueTicks(range, usualValues)
    .map(
      (tick) =>
        `<path d="M${box.left} ${y(tick)}H${box.right}" stroke="${ink.grid}"/><text x="${box.left - 6}" y="${y(tick) + 4}" text-anchor="end" fill="${ink.text}">${escaped(tick)}</text>`,
    )
    .join("");
}

/** Hours as `16:00`, midnights as `07-20`. @param zoneMs ms east of UTC */
export function timeAxis(
  span: TimeSpan,
  { x }: Pick<PlotScales, "x">,
  { box, zoneMs }: { readonly box: PlotBox; readonly zoneMs: number },
): string {
  return timeTicks(span, { zoneMs, most: mostInstants })
    .filter(({ at }) => x(at) > box.left + 16 && x(at) < box.right - 16)
    .map(({ at, isMidnight }) => {
      const full = new Date(at + zoneMs).toISOString();
      const text = isMidnight ? full.slice(5, 10) : full.slice(11, 16);
      return `<path d="M${x(at)} ${box.bottom}v5" stroke="${ink.grid}"/><text x="${x(at)}" y="${box.bottom + 20}" text-anchor="middle" fill="${ink.text}">${text}</text>`;
    })
    .join("");
}

/** A limit as a line through the plot, with its value behind it. */
export function limitLine(
  { value, level }: { readonly value: number; readonly level: Level },
  { y }: PlotScales,
  box: PlotBox,
): string {
  const colour = levelColours[level];
  return `<path d="M${box.left} ${y(value)}H${box.right}" stroke="${colour}" stroke-width="1.5" stroke-dasharray="6 4"/><text x="${box.right + 6}" y="${y(value) + 4}" fill="${colour}">${escaped(Math.round(value * 1_000) / 1_000)}</text>`;
}
