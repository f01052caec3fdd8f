import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import { HubError } from "../domain/errors.ts";
import { parseDeviceTime } from "../ingest/codecs/device-time.ts";

/** Which cells of a CSV make a reading. */
export interface CsvReplaySource {
  /** CSV with a heading line; gzip is recognised by its first bytes. */
  readonly file: string;
  readonly timeColumn: string;
  /** Channel to column; numbers are sent as they stand, in the gauge's own unit. */
  readonly columns: Readonly<Record<string, string>>;
  /** Column to the text a row must hold there; other rows are passed over. */
  readonly filter?: Readonly<Record<string, string>>;
  /** Zone of times that name none: `Z`, `+08:00`. Without it such a time is an error. */
  readonly zone?: string;
}

export interface CsvReading {
  /** Ms since 1970. */
  readonly t: number;
  readonly values: Readonly<Record<string, number>>;
}

/** What became of the rows so far. */
export interface CsvReplayTally {
  /** Rows that the filter lets through, readable or not. */
  rows: number;
  /** Cells with nothing in them. */
  skippedEmpty: number;
  unreadable: { rows: number; first: { line: number; why: string }[] };
  bytesRead: number;
}

const mostLinesShown = 5;

export function emptyReplayTally(): CsvReplayTally {
  return { rows: 0, skippedEmpty: 0, unreadable: { rows: 0, first: [] }, bytesRead: 0 };
}

/**
 * Reads a CSV row by row, never the whole of it. A row whose cells are all empty, or whose time cannot be read, gives no
 * reading; a cell that is no number is left out. Both are counted in `tally`, with the lines of the first few.
 *
 * @throws {HubError} `simulators.file_missing`, `simulators.column_missing`, `simulators.csv_broken`, `simulators.zone_missing`
 */
export async function* csvReadings(source: CsvReplaySource, tally: CsvReplayTally): AsyncGenerator<CsvReading> {
  const isGzip = await startsAsGzip(source.file);
  const file = createReadStream(source.file);
  const parser = parse({ bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true });
  // Errors come out of the iteration below; the callback only keeps them from being thrown twice.
  if (isGzip) pipeline(file, createGunzip(), parser, () => {});
  else pipeline(file, parser, () => {});
  let cells: ReturnType<typeof cellPicker> | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      tally.bytesRead = file.bytesRead;
      if (cells === null) cells = cellPicker(source, record);
      else {
        const reading = readingOf(cells(record), source, info.lines, tally);
        if (reading !== null) yield reading;
      }
    }
  } catch (error) {
    throw asHubError(error, source.file);
  } finally {
    file.destroy();
  }
  if (cells === null) cellPicker(source, []);
}

interface Cells {
  readonly isWanted: boolean;
  readonly time: string;
  readonly values: readonly (readonly [channel: string, cell: string])[];
}

function cellPicker(source: CsvReplaySource, heading: readonly string[]): (record: readonly string[]) => Cells {
  const indexOf = (column: string): number => {
    const index = heading.indexOf(column);
    if (index >= 0) return index;
    const got = heading.length === 0 ? "an empty file" : `the columns ${heading.join(", ")}`;
    throw new HubError(
      "simulators.column_missing",
      `Cannot replay ${source.file}: wanted column "${column}", got ${got}`,
    );
  };
  const timeIndex = indexOf(source.timeColumn);
  const channels = Object.entries(source.columns).map(([channel, column]) => [channel, indexOf(column)] as const);
  const filters = Object.entries(source.filter ?? {}).map(([column, text]) => [indexOf(column), text] as const);
  return (record) => ({
    isWanted: filters.every(([index, text]) => record[index] === text),
    time: record[timeIndex] ?? "",
    values: channels.map(([channel, index]) => [channel, record[index] ?? ""] as const),
  });
}

function readingOf({ isWanted, time, values }: Cells, source: CsvReplaySource, line: number, tally: CsvReplayTally) {
  if (!isWanted) return null;
  tally.rows++;
  const t = timeOf(time, source, line);
  if (typeof t !== "number") return unreadable(tally, line, `time "${time.slice(0, 40)}"`);
  const sent: Record<string, number> = {};
  const faults: string[] = [];
  for (const [channel, cell] of values) {
    const value = Number(cell);
    if (cell === "") tally.skippedEmpty++;
    else if (Number.isFinite(value)) sent[channel] = value;
    else faults.push(`${channel} "${cell.slice(0, 40)}"`);
  }
  if (faults.length > 0) unreadable(tally, line, faults.join(", "));
  return Object.keys(sent).length === 0 ? null : { t, values: sent };
}

function timeOf(text: string, { file, zone }: CsvReplaySource, line: number): number | null {
  const time = parseDeviceTime(text);
  if (typeof time === "number") return time;
  if (time === "unreadable") return null;
  if (zone === undefined) {
    const message = `Cannot replay ${file}: line ${line} wants a zone, got "${text}"; say which zone its times are in (--zone +08:00)`;
    throw new HubError("simulators.zone_missing", message);
  }
  const zoned = parseDeviceTime(text.length === 10 ? `${text}T00:00${zone}` : `${text}${zone}`);
  return typeof zoned === "number" ? zoned : null;
}

function unreadable(tally: CsvReplayTally, line: number, why: string): null {
  tally.unreadable.rows++;
  if (tally.unreadable.first.length < mostLinesShown) tally.unreadable.first.push({ line, why });
  return null;
}

async function startsAsGzip(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } catch (cause) {
    const message = `Cannot replay ${path}: wanted a CSV or CSV.gz, got ${(cause as Error).message}`;
    throw new HubError("simulators.file_missing", message, { cause });
  }
}

function asHubError(error: unknown, file: string): unknown {
  if (error instanceof HubError) return error;
  const isOurs = error instanceof CsvError || (error as NodeJS.ErrnoException).code?.startsWith("Z_");
  if (!isOurs) return error;
  const message = `Cannot replay ${file}: wanted readable CSV, got ${(error as Error).message}; mend the file`;
  return new HubError("simulators.csv_broken", message, { cause: error });
}

/** Size of the file on disk, what `bytesRead` runs up to. */
export async function sizeOf(path: string): Promise<number> {
  await using file = await open(path);
  return (await file.stat()).size;
}
