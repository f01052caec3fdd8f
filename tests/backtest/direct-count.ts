import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** One station's rows, read another way than recordings/ does, sorted, one a time. Values in the file's own unit. */
export type DirectSeries = readonly { readonly at: number; readonly value: number }[];

export interface DirectSource {
  readonly file: string;
  readonly value: string;
  readonly station?: string;
  readonly where?: readonly [column: string, text: string];
}

export function directSeries({ file, value, station, where }: DirectSource): ReadonlyMap<string, DirectSeries> {
  const text = gunzipSync(readFileSync(file)).toString("utf8");
  const rows = rowsOf(text);
  const byStation = new Map<string, Map<number, number>>();
  for (const row of rows) {
    if (where !== undefined && row[where[0]] !== where[1]) continue;
    if (row[value] === "") continue;
    const name = station === undefined ? "" : (row[station] as string);
    const values = byStation.get(name) ?? new Map<number, number>();
    byStation.set(name, values);
    const at = Date.parse(row.time_utc as string);
    if (!values.has(at)) values.set(at, Number(row[value]));
  }
  return new Map(
    [...byStation].map(([name, values]) => [
      name,
      [...values].map(([at, each]) => ({ at, value: each })).sort((a, b) => a.at - b.at),
    ]),
  );
}

/** Cells by column. No field of the recordings holds a line end, and no column that is counted a comma or a quote. */
function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const [heading = [], ...rows] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.replaceAll(/"[^"]*"/g, "quoted").split(","));
  return rows.map((row) => Object.fromEntries(heading.map((column, index) => [column, row[index] ?? ""])));
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

const minute = 60_000;

/** Stretches at or above a limit: first and last row in each. */
function stretches(series: DirectSeries, limit: number): readonly Span[] {
  const found: { from: number; to: number }[] = [];
  let isAbove = false;
  for (const { at, value } of series) {
    if (value >= limit && isAbove) (found.at(-1) as Span & { to: number }).to = at;
    if (value >= limit && !isAbove) found.push({ from: at, to: at });
    isAbove = value >= limit;
  }
  return found;
}

/** Alerts of "an alert while the lower mark is reached": to the first row below it. */
export function lowerMarkAlerts(series: DirectSeries, limit: number): readonly Span[] {
  return stretches(series, limit).map(({ from, to }) => ({
    from,
    to: series.find(({ at }) => at > to)?.at ?? Number.POSITIVE_INFINITY,
  }));
}

/** Counts by the words of docs/skill.md, row by row and pair by pair. */
export function directCount(series: DirectSeries, mark: number, alerts: readonly Span[]) {
  const above = stretches(series, mark);
  const events = above.filter(({ from }, index) => index === 0 || from - (above[index - 1] as Span).to >= 360 * minute);
  const steps = series.slice(1).map(({ at }, index) => at - (series[index] as { at: number }).at);
  const sorted = steps.sort((a, b) => a - b);
  const interval = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
  let hits = 0;
  for (const { from: crossed } of events) {
    const leads = alerts
      .filter(
        (alert) => alert.from <= crossed && alert.from >= crossed - 360 * minute && alert.to >= crossed - 30 * minute,
      )
      .map((alert) => crossed - alert.from);
    if (leads.length > 0 && Math.max(...leads) >= interval) hits++;
  }
  const isFalse = (alert: Span) =>
    !series.some(({ at, value }) => value >= mark && at >= alert.from && at <= alert.to + 30 * minute);
  return { events: events.length, hits, alerts: alerts.length, falseAlarms: alerts.filter(isFalse).length };
}

export function directMedian(series: DirectSeries): number {
  const sorted = series.map(({ value }) => value).sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}
