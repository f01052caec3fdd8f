import type { CsvRow } from "./csv-splitter.ts";
import { CsvSplitter, EndlessRowError } from "./csv-splitter.ts";
import { type FoundHeading, findHeading } from "./dialect/find-heading.ts";
import { cellIn } from "./dialect/row-times.ts";
import { encodingOf, type FoundEncoding, Utf8Bytes } from "./dialect/text-bytes.ts";
import { columnsOf, type RecordingColumns } from "./recording-columns.ts";
import { RecordingError } from "./recording-error.ts";
import { diskBytes, type RecordingFile } from "./recording-file.ts";
import type { RecordingSource } from "./recording-source.ts";
import type { Grounds } from "./understanding.ts";

/** A file whose beginning has been looked at. */
export interface OpenedTable {
  readonly file: RecordingFile;
  readonly encoding: FoundEncoding & { readonly grounds: Grounds };
  readonly heading: FoundHeading;
  readonly columns: RecordingColumns;
}

/** Bytes at the beginning of a file in which its encoding and heading must be found. */
const sampleBytes = 256 * 1024;

/** @throws {RecordingError} */
export async function openTable(file: RecordingFile, source: RecordingSource): Promise<OpenedTable> {
  const sample = await beginningOf(file);
  const found = encodingOf(sample);
  const encoding = source.encoding === null ? found : { encoding: source.encoding, markBytes: found?.markBytes ?? 0 };
  if (encoding === null) throw new RecordingError({ kind: "unknown_encoding", file: file.path });
  const heading = findHeading(new Utf8Bytes(encoding).next(sample), source);
  if (heading === null) throw new RecordingError({ kind: "empty", file: file.path });
  const { names, isUsgs } = heading;
  const grounds = source.encoding === null ? "shown" : "said";
  return {
    file,
    encoding: { ...encoding, grounds },
    heading,
    columns: columnsOf({ file: file.path, names, isUsgs }, source),
  };
}

async function beginningOf(file: RecordingFile): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const { bytes } of diskBytes(file)) {
    pieces.push(bytes);
    size += bytes.length;
    if (size >= sampleBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, sampleBytes);
}

/** What of a table its rows are found by. */
export interface TableRows {
  readonly file: RecordingFile;
  readonly encoding: FoundEncoding;
  readonly delimiter: string;
  readonly tableAt: number;
  readonly tableLine: number;
  readonly hasComments: boolean;
  readonly columns: RecordingColumns;
}

/**
 * Hands over the rows below the heading as they are cut; after each piece yields how many bytes of the file have been read.
 * Comments, headings that come again (files put one behind the other) and the formats below them are no rows.
 *
 * @throws {RecordingError} `endless_row`, `broken_gzip`
 */
export async function* tableRows(table: TableRows, onRow: (row: CsvRow) => void): AsyncGenerator<number> {
  const utf8 = new Utf8Bytes(table.encoding);
  const splitter = new CsvSplitter(table.delimiter, (row) => isRow(row, table) && onRow(row), table.tableLine);
  let skip = table.tableAt;
  const push = (bytes: Uint8Array): void => {
    const from = Math.min(skip, bytes.length);
    skip -= from;
    splitter.push(from === 0 ? bytes : bytes.subarray(from));
  };
  try {
    for await (const { bytes, done } of diskBytes(table.file)) {
      push(utf8.next(bytes));
      yield done;
    }
    push(utf8.end());
    splitter.end();
    yield table.file.size;
  } catch (error) {
    if (!(error instanceof EndlessRowError)) throw error;
    throw new RecordingError({ kind: "endless_row", file: table.file.path, line: error.line });
  }
}

const numberSign = 0x23;

function isRow(row: CsvRow, { hasComments, columns }: TableRows): boolean {
  const first = row.bytes[row.starts[0] as number] as number;
  if (hasComments && first === numberSign) return false;
  const time = columns.time[0] as number;
  const byte = row.bytes[row.starts[time] as number] as number;
  // No time begins with a letter of its own column, and none ends with that of a format.
  const isTime = byte >= 0x30 && byte <= 0x39 && (row.bytes[(row.ends[time] as number) - 1] as number) < 0x61;
  return isTime || !(isHeading(row, columns) || isFormats(row, hasComments));
}

function isHeading(row: CsvRow, { time, names }: RecordingColumns): boolean {
  return time.every(
    (index) =>
      cellIn(row, index)
        .trim()
        .replace(/^#+\s*/, "") === names[index],
  );
}

function isFormats(row: CsvRow, hasComments: boolean): boolean {
  if (!hasComments) return false;
  const cells = Array.from({ length: row.fields }, (_, index) => cellIn(row, index).trim()).filter(
    (cell) => cell !== "",
  );
  return cells.length > 1 && cells.every((cell) => /^\d+[sdn]$/.test(cell));
}
