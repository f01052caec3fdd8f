import { timeTicks, valueTicks } from "../../charts/axis-ticks.ts";
import { escaped } from "../../charts/html-text.ts";
import type { PlotPoint } from "../../charts/plot-paths.ts";
import type { PlotBox, PlotScales, TimeSpan, ValueRange } from "../../charts/plot-scales.ts";
import type { Level } from "../../domain/city/level.ts";

/** Width of every plot of the report, px. */
export const plotWidth = 960;

export const levelColours: Readonly<Record<Level, string>> = {
  blue: "#1f5fbf",
  yellow: "#8a6d00",
  orange: "#b85400",
  red: "#c0271c",
};

export const ink = { text: "#55646f", grid: "#d7dee4", water: "#1668b8", blind: "#c3ccd3" } as const;

/** Points drawn at most: of more, every so many. */
const mostPoints = 720;
const mostInstants = 10;
const valuesAbout = 4;

/** An SVG that stands by itself. @param parts markup */
export function svgOf(height: number, title: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${plotWidth} ${height}" role="img" font-family="system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif" font-size="13"><title>${escaped(title)}</title>${parts.join("")}</svg>`;
}

/** Points of a series that are known, so few that they can be seen; the greatest of each stretch. */
export function pointsOf(times: Float64Array, values: Float64Array): readonly PlotPoint[] {
  const size = Math.max(1, Math.ceil(values.length / mostPoints));
  const points: PlotPoint[] = [];
  for (let start = 0; start < values.length; start += size) {
    let greatest = start;
    for (let index = start; index < Math.min(values.length, start + size); index++) {
      if (!((values[greatest] as number) >= (values[index] as number))) greatest = index;
    }
    const value = values[greatest] as number;
    if (!Number.isNaN(value)) points.push({ at: times[greatest] as number, value });
  }
  return points;
}

export function valueGrid(range: ValueRange, { y }: PlotScales, box: PlotBox): string {
  return valueTicks(range, valuesAbout)
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
