import { hourMs } from "../../../domain/clock.ts";
import type { GaugeId } from "../../../domain/ids.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { isJudged } from "../../../domain/observations/quality.ts";
import type { History } from "../../../store/ports.ts";
import { shortNumber } from "./state-columns.ts";

/** A span cut into buckets of the same length. */
export interface SeriesSpan {
  readonly from: number;
  readonly to: number;
  readonly bucketMs: number;
}

/** One bucket that holds something: a chart of as many pixels loses no peak. */
export interface SeriesBucket {
  /** Its start, ms since 1970. */
  readonly at: number;
  readonly count: number;
  /** Over judged readings; null where none was. */
  readonly min: number | null;
  readonly max: number | null;
  /** Over the same: what fell in it, where rain is measured; null where none was judged. */
  readonly sum: number | null;
  /** Newest judged reading; null where none was, and of roll-ups. */
  readonly last: number | null;
  /** Worst quality flag of any reading in it; null of roll-ups, which hold judged ones alone. */
  readonly flag: number | null;
}

/** Observations of one gauge that are read for one chart at most; longer spans are drawn from hourly roll-ups. */
const mostRows = 200_000;

const rowsAtOnce = 10_000;

/** Buckets of a gauge: from observations, or from hourly roll-ups where a bucket is longer than hours and rows are too many. */
export async function seriesOf(
  history: Pick<History, "range" | "rollups">,
  gauge: { readonly id: GaugeId; readonly expectedIntervalMs: number },
  span: SeriesSpan,
): Promise<{ readonly source: "observations" | "rollups"; readonly buckets: readonly SeriesBucket[] }> {
  const expected = (span.to - span.from) / gauge.expectedIntervalMs;
  if (span.bucketMs >= hourMs && expected > rowsAtOnce) {
    return { source: "rollups", buckets: await fromRollups(history, gauge.id, span) };
  }
  const buckets = new Map<number, SeriesBucket>();
  let from = span.from;
  for (let read = 0; read < mostRows; ) {
    const rows = await history.range(gauge.id, from, span.to, rowsAtOnce);
    for (const row of rows) addRow(buckets, row, span);
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsAtOnce)
      return { source: "observations", buckets: [...buckets.values()] };
    from = last.observedAt + 1;
    read += rows.length;
  }
  return { source: "rollups", buckets: await fromRollups(history, gauge.id, span) };
}

function addRow(buckets: Map<number, SeriesBucket>, row: Observation, span: SeriesSpan): void {
  const at = startOf(row.observedAt, span);
  const held = buckets.get(at) ?? { at, count: 0, min: null, max: null, sum: null, last: null, flag: null };
  const value = isJudged(row.flag) ? shortNumber(row.value) : null;
  buckets.set(at, {
    at,
    count: held.count + 1,
    min: value === null ? held.min : Math.min(held.min ?? value, value),
    max: value === null ? held.max : Math.max(held.max ?? value, value),
    sum: value === null ? held.sum : shortNumber((held.sum ?? 0) + value),
    last: value ?? held.last,
    flag: Math.max(held.flag ?? 0, row.flag),
  });
}

async function fromRollups(
  history: Pick<History, "rollups">,
  gauge: GaugeId,
  span: SeriesSpan,
): Promise<readonly SeriesBucket[]> {
  const buckets = new Map<number, SeriesBucket>();
  for (const { startsAt, count, min, max, sum } of await history.rollups(gauge, span.from, span.to, "hour", 0)) {
    const at = startOf(startsAt, span);
    const held = buckets.get(at);
    buckets.set(at, {
      at,
      count: (held?.count ?? 0) + count,
      min: shortNumber(Math.min(held?.min ?? min, min)),
      max: shortNumber(Math.max(held?.max ?? max, max)),
      sum: shortNumber((held?.sum ?? 0) + sum),
      last: null,
      flag: null,
    });
  }
  return [...buckets.values()];
}

function startOf(at: number, { from, bucketMs }: SeriesSpan): number {
  return from + Math.floor(Math.max(0, at - from) / bucketMs) * bucketMs;
}
