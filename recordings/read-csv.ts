import { createReadStream, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { HubError } from "../domain/errors.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import { cellTexts } from "./cell-texts.ts";
import { type CsvTimeFault, numberIn, timeReader } from "./csv-cells.ts";
import { type CsvRow, CsvSplitter } from "./csv-splitter.ts";
import { type RawSeries, type SeriesBuilder, seriesBuilder } from "./series-builder.ts";

/** Which cells of the files make records. */
export interface RecordingSource {
  /** CSV with a heading line; gzip is recognised by its first bytes. */
  readonly files: readonly string[];
  readonly time: string;
  /** Columns of values; `*` alone stands for all but the others. Several, or `*`, make one station each. */
  readonly values: readonly string[];
  /** Column that names the station of a row; null where the file, or each column, is one. */
  readonly station: string | null;
  /** Column to the text a row must hold there. */
  readonly where: Readonly<Record<string, string>>;
  /** Zone of times that name none. */
  readonly zone: string | null;
  /** Numbers that stand for no value. */
  readonly missing: readonly number[];
  /** One character; null takes the one of comma, semicolon and tab that the heading holds. */
  readonly delimiter: string | null;
  readonly encoding: string;
}

/** What became of the rows. */
export interface RecordingTally {
  /** Rows that the filter lets through. */
  rows: number;
  /** Values read. */
  values: number;
  /** Cells with nothing in them, or a number that stands for nothing. */
  empty: number;
  /** Values at a time their station had one already. */
  duplicates: number;
  /** Rows with a time or a cell that could not be read, and the first few of them. */
  unreadable: number;
  readonly firstUnreadable: string[];
}

export interface CsvRecordings {
  readonly series: readonly RawSeries[];
  readonly tally: RecordingTally;
}

const mostLinesShown = 5;
const chunkBytes = 1024 * 1024;

/**
 * Reads whole recordings; a station that stands in several files is one.
 *
 * @param onProgress bytes on disk that are read, of how many
 * @throws {HubError} `hub.bad_backtest`
 */
export async function readCsvFiles(
  source: RecordingSource,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<CsvRecordings> {
  const sizes = source.files.map(sizeOf);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const tally: RecordingTally = { rows: 0, values: 0, empty: 0, duplicates: 0, unreadable: 0, firstUnreadable: [] };
  const builders = new Map<string, SeriesBuilder>();
  const builderOf = (station: string): SeriesBuilder => {
    const builder = builders.get(station) ?? seriesBuilder(station);
    builders.set(station, builder);
    return builder;
  };
  let before = 0;
  for (const [index, file] of source.files.entries()) {
    await readFile(file, source, { tally, builderOf }, (done) => onProgress(before + done, total));
    before += sizes[index] ?? 0;
  }
  const series = [...builders.values()].map((builder) => {
    const built = builder.build();
    tally.duplicates += built.duplicates;
    return built.series;
  });
  if (tally.values === 0) throw nothingRead(source, tally);
  return { series, tally };
}

interface CsvSink {
  readonly tally: RecordingTally;
  builderOf(station: string): SeriesBuilder;
}

async function readFile(
  file: string,
  source: RecordingSource,
  sink: CsvSink,
  onProgress: (done: number) => void,
): Promise<void> {
  const isGzip = await startsAsGzip(file);
  const disk = createReadStream(file, { highWaterMark: chunkBytes });
  const stream: Readable = isGzip ? pipeline(disk, createGunzip({ chunkSize: chunkBytes }), () => {}) : disk;
  let onRow: ((row: CsvRow) => void) | null = null;
  let splitter: CsvSplitter | null = null;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      splitter ??= new CsvSplitter(source.delimiter ?? delimiterOf(chunk), (row) => {
        if (onRow === null) onRow = rowReader(file, row, source, sink);
        else onRow(row);
      });
      splitter.push(chunk);
      onProgress(disk.bytesRead);
    }
    splitter?.end();
  } catch (error) {
    throw asHubError(error, file);
  } finally {
    disk.destroy();
  }
  if (onRow === null) throw csvError(`Cannot read ${file} as it must begin with a heading line: got an empty file`);
}

/** Makes of the heading what reads the rows below it. */
function rowReader(
  file: string,
  heading: CsvRow,
  source: RecordingSource,
  { tally, builderOf }: CsvSink,
): (row: CsvRow) => void {
  const textOf = cellTexts(source.encoding);
  const names: string[] = [];
  for (let field = 0; field < heading.fields; field++) {
    const text = textOf(heading.bytes, heading.starts[field] as number, heading.ends[field] as number);
    names.push(field === 0 ? text.replace(/^\uFEFF/, "") : text);
  }
  const indexOf = (column: string, option: string): number => {
    const index = names.indexOf(column);
    if (index >= 0) return index;
    const fix = didYouMean(column, names) || `name one of them with ${option}`;
    throw csvError(
      `Cannot read ${file} as it must have a column "${column}" (${option}): got ${names.join(", ")}; ${fix}`,
    );
  };
  const time = indexOf(source.time, "--time");
  const station = source.station === null ? -1 : indexOf(source.station, "--station");
  const filters = Object.entries(source.where).map(([column, text]) => ({ index: indexOf(column, "--where"), text }));
  const others = [time, station, ...filters.map(({ index }) => index)];
  const values =
    source.values[0] === "*"
      ? names.flatMap((_, index) => (others.includes(index) ? [] : [index]))
      : source.values.map((column) => indexOf(column, "--value"));
  const isWide = source.values.length > 1 || source.values[0] === "*";
  const fileName = source.files.filter((each) => nameOf(each) === nameOf(file)).length > 1 ? file : nameOf(file);
  const builders = values.map((index) => (station >= 0 ? null : builderOf(isWide ? (names[index] ?? "") : fileName)));
  const readTime = timeReader(source.zone);
  const missing = new Set(source.missing);
  const refuse = (line: number, why: string): void => {
    tally.unreadable++;
    if (tally.firstUnreadable.length < mostLinesShown) tally.firstUnreadable.push(`${file}:${line} ${why}`);
  };

  return ({ bytes, starts, ends, fields, line }) => {
    for (const { index, text } of filters) {
      if (index >= fields || textOf(bytes, starts[index] as number, ends[index] as number) !== text) return;
    }
    tally.rows++;
    if (time >= fields) return refuse(line, "no time");
    const at: number | CsvTimeFault = readTime(bytes, starts[time] as number, ends[time] as number);
    if (typeof at !== "number") {
      const text = shown(bytes, starts[time] as number, ends[time] as number);
      if (at === "unreadable") return refuse(line, `time "${text}"`);
      throw csvError(
        `Cannot read ${file} as its times must have a zone: got "${text}" in line ${line}; say which with --zone +08:00`,
      );
    }
    const name =
      station < 0 || station >= fields ? "" : textOf(bytes, starts[station] as number, ends[station] as number);
    for (let each = 0; each < values.length; each++) {
      const index = values[each] as number;
      const from = starts[index] as number;
      const to = ends[index] as number;
      if (index >= fields || isBlank(bytes, from, to)) {
        tally.empty++;
        continue;
      }
      const value = numberIn(bytes, from, to);
      if (Number.isNaN(value)) refuse(line, `value "${shown(bytes, from, to)}"`);
      else if (missing.has(value)) tally.empty++;
      else {
        tally.values++;
        const builder = builders[each] ?? builderOf(isWide ? `${name} ${names[index]}` : name);
        builder.add(at, value);
      }
    }
  };
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0x20) return false;
  return true;
}

function shown(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + 40)));
}

function delimiterOf(chunk: Buffer): string {
  const heading = chunk.subarray(0, chunk.indexOf(10) < 0 ? chunk.length : chunk.indexOf(10)).toString("latin1");
  const count = (delimiter: string): number => heading.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function nameOf(file: string): string {
  return basename(file).replace(/(\.csv)?(\.gz)?$/i, "");
}

function sizeOf(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return stat.size;
  throw csvError(
    `Cannot read ${file} as it must be a CSV or CSV.gz: got ${stat === undefined ? "nothing there" : "a folder"}; correct the path`,
  );
}

async function startsAsGzip(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}

function nothingRead({ files, where }: RecordingSource, tally: RecordingTally): HubError {
  const filter = Object.entries(where).map(([column, text]) => `${column}=${text}`);
  const got =
    tally.rows === 0
      ? filter.length === 0
        ? "only a heading"
        : `no row with ${filter.join(", ")}`
      : `${tally.rows} rows, ${tally.unreadable} unreadable: ${tally.firstUnreadable.join("; ")}`;
  return csvError(`Cannot backtest as ${files.join(", ")} must hold values: got ${got}`);
}

function asHubError(error: unknown, file: string): unknown {
  const isGzipFault = (error as NodeJS.ErrnoException).code?.startsWith("Z_") === true;
  if (!isGzipFault) return error;
  return csvError(
    `Cannot read ${file} as its gzip must be whole: got ${(error as Error).message}; fetch the file again`,
    error,
  );
}

function csvError(message: string, cause?: unknown): HubError {
  return new HubError("hub.bad_backtest", message, { cause });
}
