import { unitNamed } from "../../recordings/dialect/units-in-heading.ts";
import type { SheetRow } from "./read-sheet.ts";
import { type GaugeColumn, meaningOf, type SheetField } from "./vocabulary.ts";

/** Where a field of the sheet stands, and what its heading has in brackets, such as `分钟`; empty for nothing. */
export interface FieldColumn {
  readonly at: number;
  readonly bracketed: string;
}

export interface SheetHeading {
  readonly line: number;
  readonly fields: ReadonlyMap<SheetField, FieldColumn>;
  readonly gauges: readonly (GaugeColumn & { readonly at: number; readonly heading: string })[];
  /** Headings that nobody here knows; their columns are left out. */
  readonly unknown: readonly string[];
  /** The rows below it. */
  readonly rows: readonly SheetRow[];
}

/** The cells of one row by what they hold; empty where the sheet has no such column. */
export type CellOf = (field: SheetField) => string;

export function cellsOf({ cells }: SheetRow, { fields }: SheetHeading): CellOf {
  return (field) => cells[fields.get(field)?.at ?? -1] ?? "";
}

/** Rows looked through for the heading: spreadsheets begin with a title. */
const mostAbove = 20;

/** A heading has this many words that are known here. */
const fewestKnown = 2;

/** Finds the row that names the columns: the one with the most words that are known here. Null where no row has two. */
export function findHeading(rows: readonly SheetRow[]): SheetHeading | null {
  const tried = rows.slice(0, mostAbove).map((row, at) => ({ row, at, known: knownIn(row) }));
  const best = tried.reduce<(typeof tried)[number] | null>(
    (most, each) => (each.known > (most?.known ?? fewestKnown - 1) ? each : most),
    null,
  );
  return best === null ? null : headingOf(best.row, rows.slice(best.at + 1));
}

function knownIn({ cells }: SheetRow): number {
  return cells.filter((cell) => meaningOf(cell) !== null).length;
}

function headingOf({ line, cells }: SheetRow, rows: readonly SheetRow[]): SheetHeading {
  const fields = new Map<SheetField, FieldColumn>();
  const gauges: SheetHeading["gauges"][number][] = [];
  const unknown: string[] = [];
  for (const [at, heading] of cells.entries()) {
    const meaning = meaningOf(heading);
    if (meaning === null) {
      if (heading !== "") unknown.push(heading);
    } else if (typeof meaning === "object") gauges.push({ ...meaning, at, heading });
    else {
      const field = ofEitherUnit(meaning, at, rows);
      // The first of two columns of one name holds; the other is named.
      if (fields.has(field)) unknown.push(heading);
      else fields.set(field, { at, bracketed: /[([（【](.*?)[)\]）】]/.exec(heading)?.[1]?.trim() ?? "" });
    }
  }
  return { line, fields, gauges, unknown, rows };
}

/** `单位` and `unit` are both who answers for a place and what a value is measured in: what stands below says which. */
function ofEitherUnit(field: SheetField, at: number, rows: readonly SheetRow[]): SheetField {
  if (field !== "unit" && field !== "gaugeUnit") return field;
  const filled = rows.flatMap(({ cells }) => (cells[at] === undefined || cells[at] === "" ? [] : [cells[at]]));
  if (filled.length === 0) return field;
  return filled.every((cell) => unitNamed(cell) !== null) ? "gaugeUnit" : "unit";
}
