import type { z } from "zod";
import type { City } from "../../domain/city/city.ts";
import { byteOrderMark, type CsvCell, csvLine } from "../../domain/csv-text.ts";
import type { BilingualText, Language } from "../../domain/text.ts";

/** What the cells of a table are written by. */
export interface CsvContext {
  readonly city: City;
  readonly language: Language;
  /** An instant as people of the city read it, with its offset. */
  instant(ms: number | null): string | null;
}

/** One column: what its heading says, and the cell of a row. */
export interface CsvColumn<Row> {
  readonly name: BilingualText;
  cell(row: Row, context: CsvContext): CsvCell;
}

/** A list as CSV. */
export interface CsvTable<Row> {
  /** Of the file, without `.csv`. */
  readonly name: string;
  /** Shape of a row in JSON, by which fields are left out that the caller has no right to; absent where none has a class of its own. */
  readonly row?: z.ZodType;
  readonly columns: readonly CsvColumn<Row>[];
}

/** The text of a table, piece by piece: heading first, a page of rows at a time. */
export async function* csvPieces<Row>(
  { columns }: CsvTable<Row>,
  pages: AsyncIterable<readonly Row[]>,
  { context, hasMark }: { readonly context: CsvContext; readonly hasMark: boolean },
): AsyncGenerator<string> {
  const heading = csvLine(columns.map(({ name }) => name[context.language]));
  let before = `${hasMark ? byteOrderMark : ""}${heading}`;
  for await (const rows of pages) {
    yield before + rows.map((row) => csvLine(columns.map((column) => column.cell(row, context)))).join("");
    before = "";
  }
  if (before !== "") yield before;
}
