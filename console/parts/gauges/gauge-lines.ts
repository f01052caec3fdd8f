import type { SeriesAnswer } from "../../api/wire.ts";
import type { PlotLine } from "../plot/plot-types.ts";

type SeriesRow = SeriesAnswer["rows"][number];

/** The newest reading of a gauge, of the live picture. */
export interface LiveReading {
  readonly at: number;
  readonly value: number;
}

/** One gauge to be drawn. */
export interface GaugeToDraw {
  readonly row: SeriesRow;
  readonly name: string;
  readonly expectedIntervalMs: number;
  readonly scale: number;
  /** Null where nothing is known of now. */
  readonly live: LiveReading | null;
}

interface Point {
  readonly at: number;
  readonly value: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Lines on one axis of time, ms since 1970. */
export interface GaugeLines {
  readonly at: readonly number[];
  readonly lines: readonly PlotLine[];
}

/**
 * Lines on one axis: where a gauge said nothing for longer than it should, its line breaks (null); at moments that are of another
 * gauge alone it goes on (undefined).
 */
export function gaugeLines(gauges: readonly GaugeToDraw[], bucketMs: number): GaugeLines {
  const byGauge = gauges.map((gauge) => withGaps(pointsOf(gauge), toleranceMs(gauge, bucketMs)));
  const at = [...new Set(byGauge.flatMap((points) => points.map((point) => point.at)))].sort((a, b) => a - b);
  const places = new Map(at.map((moment, place) => [moment, place]));
  return {
    at,
    lines: byGauge.map((points, index) => {
      const spread = (of: (point: Point) => number | null): (number | null | undefined)[] => {
        const column = new Array<number | null | undefined>(at.length).fill(undefined);
        for (const point of points) column[places.get(point.at) ?? 0] = of(point);
        return column;
      };
      return {
        name: gauges[index]?.name ?? "",
        values: spread(({ value }) => value),
        min: spread(({ min }) => min),
        max: spread(({ max }) => max),
      };
    }),
  };
}

/** Silence longer than that is a gap: two and a half intervals, and never less than a bucket and a half. */
function toleranceMs({ row, expectedIntervalMs }: GaugeToDraw, bucketMs: number): number {
  const stepMs = row.source === "rollups" ? Math.max(bucketMs, 3_600_000) : bucketMs;
  return Math.max(2.5 * expectedIntervalMs, 1.5 * stepMs);
}

function pointsOf({ row, scale, live }: GaugeToDraw): readonly Point[] {
  const times = (value: number | null | undefined): number | null => (value == null ? null : value * scale);
  const points = row.at.map((at, place) => ({
    at,
    value: times(row.last[place] ?? row.max[place]),
    min: times(row.min[place]),
    max: times(row.max[place]),
  }));
  const newest = points.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  if (live === null || live.at <= newest) return points;
  const value = live.value * scale;
  return [...points, { at: live.at, value, min: value, max: value }];
}

function withGaps(points: readonly Point[], longestMs: number): readonly Point[] {
  return points.flatMap((point, place) => {
    const next = points[place + 1];
    if (next === undefined || next.at - point.at <= longestMs) return [point];
    return [point, { at: point.at + 1, value: null, min: null, max: null }];
  });
}

/** Moments of readings that quality checks doubt or refuse. */
export function doubtfulMoments(rows: readonly SeriesRow[]): readonly number[] {
  return rows.flatMap(({ at, flag }) => at.filter((_, place) => isDoubtful(flag[place] ?? null)));
}

/** Flags 3 suspect, 4 failed and 9 missing. */
function isDoubtful(flag: number | null): boolean {
  return flag !== null && flag >= 3;
}

/** How much a gauge rose over a span up to its newest bucket; null where nothing is known of the beginning. */
export function riseOver({ at, last }: Pick<SeriesRow, "at" | "last">, spanMs: number): number | null {
  const known = at.flatMap((moment, place) => {
    const value = last[place] ?? null;
    return value === null ? [] : [{ moment, value }];
  });
  const newest = known.at(-1);
  if (newest === undefined) return null;
  const before = known.findLast(({ moment }) => moment <= newest.moment - spanMs);
  return before === undefined ? null : newest.value - before.value;
}
