import type { SQLInputValue } from "node:sqlite";
import { badPage } from "../errors.ts";
import type { ListSpan, Page, PageRequest, PlaceFilter } from "../ports.ts";
import type { DatabaseName, ReaderOffers, SqlRow } from "./reader-offers.ts";
import type { Thread } from "./thread.ts";

/** A list, newest first, and the columns that put its rows in order. */
export interface Listing {
  readonly database: DatabaseName;
  /** `SELECT ... FROM ...`, without conditions. */
  readonly select: string;
  /** Values of what stands in `select`, in their order; left out for none. */
  readonly values?: readonly SQLInputValue[];
  /** One or two columns that together are unique; their names without table are in every row. */
  readonly orderBy: readonly string[];
}

/** Conditions in SQL, each with its value. */
export type Conditions = readonly (readonly [sql: string, value: SQLInputValue])[];

/** The conditions that have a value. */
export function given(conditions: Readonly<Record<string, string | number | undefined>>): Conditions {
  return Object.entries(conditions).flatMap(([sql, value]) => (value === undefined ? [] : [[sql, value] as const]));
}

/** The conditions that a column lies in a span. */
export function within(column: string, { from, to }: ListSpan): Conditions {
  return [
    ...(from === undefined ? [] : [[`${column} >= ?`, from] as const]),
    ...(to === undefined ? [] : [[`${column} < ?`, to] as const]),
  ];
}

/** SQL: whether a value is in the JSON array of a parameter. */
export function isListed(value: string, parameter = "?"): string {
  return `(${value}) IN (SELECT value FROM json_each(${parameter}))`;
}

/** A set as the JSON array that `isListed` looks in. */
export function listOf(values: ReadonlySet<string> | null): string | null {
  return values === null ? null : JSON.stringify([...values]);
}

/** That rows belong to one of the places; nothing where they may belong anywhere. */
export function placed(place: string, { within }: PlaceFilter): Conditions {
  return within === undefined ? [] : [[isListed(place), listOf(within)]];
}

/**
 * Reads one page. The mark given out is the order columns of the last row.
 *
 * @throws {HubError} `store.bad_page` for a mark that no page gave out
 */
export async function readPage<T>(
  reader: Thread<ReaderOffers>,
  listing: Listing,
  conditions: Conditions,
  page: PageRequest,
  toRow: (row: SqlRow) => T,
): Promise<Page<T>> {
  const { orderBy } = listing;
  const after = page.before === null ? [] : parsePageToken(page.before, orderBy.length);
  const tests = conditions.map(([sql]) => sql);
  if (after.length > 0) tests.push(`(${orderBy.join(", ")}) < (${orderBy.map(() => "?").join(", ")})`);
  const where = tests.length > 0 ? `WHERE ${tests.join(" AND ")}` : "";
  const order = orderBy.map((column) => `${column} DESC`).join(", ");
  const params = [...(listing.values ?? []), ...conditions.map(([, value]) => value), ...after, page.limit + 1];
  const sql = `${listing.select} ${where} ORDER BY ${order} LIMIT ?`;
  const rows = await reader.call("rows", listing.database, sql, params);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(toRow),
    next: rows.length > page.limit && last !== undefined ? pageTokenOf(last, orderBy) : null,
  };
}

function pageTokenOf(row: SqlRow, orderBy: readonly string[]): string {
  return orderBy.map((column) => row[column.split(".").at(-1)!]).join("~");
}

/** Numbers come first and may be followed by an id. */
function parsePageToken(mark: string, parts: number): readonly SQLInputValue[] {
  const found = parts === 1 ? /^(\d{1,16})$/.exec(mark) : /^(-?\d{1,16})~(.{1,200})$/s.exec(mark);
  if (found === null) throw badPage();
  return parts === 1 ? [Number(found[1])] : [Number(found[1]), found[2]!];
}
