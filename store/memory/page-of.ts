import { badPage } from "../errors.ts";
import type { ListSpan, Page, PageRequest } from "../ports.ts";

/** Values that put rows in order and that together no two rows share: a number, and an id where numbers repeat. */
type OrderValues = readonly [number] | readonly [number, string];

/** How rows of a list are ordered. */
export interface RowOrder<Row> {
  readonly parts: 1 | 2;
  valuesOf(row: Row): OrderValues;
}

/** Whether an instant lies in a span. */
export function isWithin(at: number, { from, to }: ListSpan): boolean {
  return (from === undefined || at >= from) && (to === undefined || at < to);
}

/**
 * One page of rows, newest first. The mark given out is the order values of its last row.
 *
 * @throws {HubError} `store.bad_page` for a mark that no page gave out
 */
export function pageOf<Row>(
  rows: readonly Row[],
  { limit, before }: PageRequest,
  { parts, valuesOf }: RowOrder<Row>,
): Page<Row> {
  const mark = before === null ? null : parseMark(before, parts);
  const sorted = rows
    .filter((row) => mark === null || compare(valuesOf(row), mark) < 0)
    .sort((a, b) => compare(valuesOf(b), valuesOf(a)));
  const shown = sorted.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: sorted.length > limit && last !== undefined ? valuesOf(last).join("~") : null };
}

function compare(a: OrderValues, b: OrderValues): number {
  for (const [index, value] of a.entries()) {
    const other = b[index];
    if (other === undefined || value === other) continue;
    return value < other ? -1 : 1;
  }
  return 0;
}

function parseMark(mark: string, parts: 1 | 2): OrderValues {
  const [, number, id] = /^(-?\d{1,16})(?:~(.{1,200}))?$/s.exec(mark) ?? [];
  if (number === undefined || (id === undefined) !== (parts === 1)) throw badPage();
  return id === undefined ? [Number(number)] : [Number(number), id];
}
