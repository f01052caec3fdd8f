import { badPage } from "../errors.ts";
import type { Page, PageRequest } from "../ports.ts";

/** Values that put rows in order and that together no two rows share. */
type OrderValues = readonly (number | string)[];

/**
 * One page of rows, newest first. The mark given out is the order values of its last row.
 *
 * @throws {HubError} `store.bad_page` for a mark that no page gave out
 */
export function pageOf<Row>(
  rows: readonly Row[],
  { limit, before }: PageRequest,
  valuesOf: (row: Row) => OrderValues,
): Page<Row> {
  const mark = before === null ? null : parseMark(before);
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

function parseMark(mark: string): OrderValues {
  const found = /^(-?\d{1,16})(?:~(.{1,200}))?$/s.exec(mark);
  if (found === null) throw badPage();
  return found[2] === undefined ? [Number(found[1])] : [Number(found[1]), found[2]];
}
