import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { cellTexts } from "./cell-texts.ts";
import { type CsvRow, CsvSplitter, EndlessRowError } from "./csv-splitter.ts";
import { columnsOf } from "./recording-columns.ts";
import { RecordingError } from "./recording-error.ts";
import { RowReader, type RowReaderParts } from "./row-reader.ts";

/** A file that is there and can be opened. */
export interface RecordingFile {
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly isGzip: boolean;
}

/** @throws {RecordingError} `not_there` */
export async function findRecording(path: string): Promise<RecordingFile> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const isGzip = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return { path, size: (await file.stat()).size, isGzip };
  } catch (cause) {
    throw new RecordingError({ kind: "not_there", file: path, cause: cause as NodeJS.ErrnoException });
  }
}

/** What the rows of one file go through; the sink is made when the heading is known. */
export interface RecordingParts extends Pick<RowReaderParts, "source" | "tally"> {
  readonly sinkOf: (parts: Pick<RowReaderParts, "columns" | "textOf">) => RowReaderParts["sink"];
}

/** Bytes read at a time. Larger pieces read no quicker; smaller ones let a replay say how far it is. */
const chunkBytes = 256 * 1024;

/**
 * Reads one file piece by piece. Rows go to the sink as they are cut; after each piece it yields how many bytes of the file
 * have been read.
 *
 * @throws {RecordingError} any but `not_there`
 */
export async function* readRecording(file: RecordingFile, parts: RecordingParts): AsyncGenerator<number> {
  const disk = createReadStream(file.path, { highWaterMark: chunkBytes });
  let onRow: ((row: CsvRow) => void) | null = null;
  let splitter: CsvSplitter | null = null;
  try {
    for await (const chunk of plainBytes(disk, file)) {
      const bytes = splitter === null ? withoutMark(chunk) : chunk;
      splitter ??= new CsvSplitter(parts.source.delimiter ?? delimiterOf(bytes), (row) => {
        if (onRow === null) onRow = rowsBelow(row, file.path, parts);
        else onRow(row);
      });
      splitter.push(bytes);
      yield disk.bytesRead;
    }
    splitter?.end();
    yield disk.bytesRead;
  } catch (error) {
    throw asRecordingError(error, file.path);
  } finally {
    disk.destroy();
  }
  if (onRow === null) throw new RecordingError({ kind: "empty", file: file.path });
}

function plainBytes(disk: Readable, { isGzip }: RecordingFile): AsyncIterable<Buffer> {
  // Errors come out of the iteration; the callback only keeps them from being thrown twice.
  return isGzip ? pipeline(disk, createGunzip({ chunkSize: chunkBytes }), () => {}) : disk;
}

function rowsBelow(heading: CsvRow, file: string, { source, tally, sinkOf }: RecordingParts): (row: CsvRow) => void {
  const textOf = cellTexts(source.encoding);
  const columns = columnsOf({ file, heading }, source, textOf);
  const reader = new RowReader({ source, columns, textOf, tally, sink: sinkOf({ columns, textOf }) });
  return (row) => reader.read(row);
}

/** The bytes after a UTF-8 byte order mark. */
function withoutMark(chunk: Buffer): Buffer {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
}

function delimiterOf(chunk: Buffer): string {
  const heading = chunk.subarray(0, chunk.indexOf(10) < 0 ? chunk.length : chunk.indexOf(10)).toString("latin1");
  const count = (delimiter: string): number => heading.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function asRecordingError(error: unknown, file: string): unknown {
  if (error instanceof EndlessRowError) return new RecordingError({ kind: "endless_row", file, line: error.line });
  const isGzipFault = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
  return isGzipFault ? new RecordingError({ kind: "broken_gzip", file, cause: error }) : error;
}
