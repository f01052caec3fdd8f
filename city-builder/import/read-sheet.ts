import { CsvSplitter, EndlessRowError } from "../../recordings/csv-splitter.ts";
import { encodingOf, Utf8Bytes } from "../../recordings/dialect/text-bytes.ts";

/** A row of a spreadsheet saved as CSV; cells without blanks around them. */
export interface SheetRow {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Sheet {
  /** As TextDecoder knows it. */
  readonly encoding: string;
  readonly rows: readonly SheetRow[];
}

/** What of a file is no sheet: nothing in it, an encoding that cannot be told, a quote that never closes. */
export type SheetFault = "empty" | "encoding" | "quote";

const delimiters = [",", "\t", ";"] as const;

/** Reads a spreadsheet saved as CSV or as text with tabs: UTF-8 with or without a mark, UTF-16, or the GBK of Chinese Excel. */
export function readSheet(bytes: Uint8Array): Sheet | SheetFault {
  const encoding = encodingOf(bytes);
  if (encoding === null) return "encoding";
  const decoder = new Utf8Bytes(encoding);
  const utf8 = Buffer.concat([decoder.next(bytes), decoder.end()]);
  try {
    const cut = delimiters.map((delimiter) => rowsOf(utf8, delimiter));
    const rows = cut.reduce((widest, each) => (widthOf(each) > widthOf(widest) ? each : widest));
    return rows.length === 0 ? "empty" : { encoding: encoding.encoding, rows };
  } catch (error) {
    if (error instanceof EndlessRowError) return "quote";
    throw error;
  }
}

function rowsOf(utf8: Uint8Array, delimiter: string): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  const splitter = new CsvSplitter(delimiter, ({ bytes, starts, ends, fields, line }) => {
    const cells = Array.from({ length: fields }, (_, at) => cellText(bytes, starts[at] ?? 0, ends[at] ?? 0));
    if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
  });
  splitter.push(utf8);
  splitter.end();
  return rows;
}

function cellText(bytes: Uint8Array, from: number, to: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, to - from)).toString("utf8");
  return text
    .replaceAll('""', '"')
    .replaceAll(/[\s\u3000\u00a0]+/g, " ")
    .trim();
}

function widthOf(rows: readonly SheetRow[]): number {
  return rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
}
