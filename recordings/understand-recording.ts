import { systemClock } from "../domain/clock.ts";
import { type DateFormat, dateOrders } from "../domain/time/written/date-formats.ts";
import { readWrittenTime } from "../domain/time/written/written-time.ts";
import type { CsvRow } from "./csv-splitter.ts";
import type { ClockForm } from "./dialect/clock-column.ts";
import type { Cited } from "./dialect/digit-evidence.ts";
import type { Evidence } from "./dialect/evidence.ts";
import { isFarOff, isMissingWord, type MarkKind } from "./dialect/missing-marks.ts";
import { type DecimalMark, readWrittenNumber } from "./dialect/number-text.ts";
import { cellIn, RowTimes, writtenTime } from "./dialect/row-times.ts";
import { unitInHeading, unitNamed } from "./dialect/units-in-heading.ts";
import { type Zone, zoneOf } from "./dialect/zones.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import type { OpenedTable } from "./open-table.ts";
import { namesZoneColumn, type RecordingColumns } from "./recording-columns.ts";
import { RecordingError } from "./recording-error.ts";
import { findRecording } from "./recording-file.ts";
import type { RecordingSource } from "./recording-source.ts";
import type { Grounds, Understanding, UnderstoodRow } from "./understanding.ts";

/**
 * Finds out how each file is written, in one pass over all its rows. What the source says is not asked of the file; what
 * neither says is an error that names the option.
 *
 * @param onProgress bytes on disk that are read, of how many
 * @throws {RecordingError}
 */
export async function understandRecordings(
  source: RecordingSource,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<readonly Understanding[]> {
  const files = await Promise.all(source.files.map(findRecording));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const understood: Understanding[] = [];
  let before = 0;
  for (const file of files) {
    const gathered = await gatherEvidence(file, source, systemClock(), (done) => onProgress(before + done, total));
    understood.push(understandingOf(gathered, source));
    before += file.size;
  }
  return understood;
}

interface Gathered {
  readonly table: OpenedTable;
  readonly evidence: Evidence;
}

function understandingOf({ table, evidence }: Gathered, source: RecordingSource): Understanding {
  const { columns, heading } = table;
  refuseMixedSeries(columns, evidence);
  const dates = dateFormatOf(columns.file, evidence, source);
  const decimals = decimalOf({ file: columns.file, delimiter: heading.delimiter }, evidence, source);
  const zone = zoneFor(columns, source);
  const clock = evidence.clock.form(columns.names[columns.time.at(-1) ?? 0] ?? "");
  const ground = { format: dates.format, isUsgs: heading.isUsgs, clock };
  const { missingNumbers, doubtfulNumbers } = marksOf(evidence, columns, source);
  const rowParts = { columns, ground, zone: zone.zone, decimal: decimals.decimal, missingNumbers, doubtfulNumbers };
  return {
    file: table.file,
    encoding: table.encoding,
    delimiter: heading.delimiter,
    delimiterGrounds: source.delimiter === null ? "shown" : "said",
    headingLine: heading.line,
    tableAt: heading.tableAt,
    tableLine: heading.tableLine,
    hasComments: heading.hasComments,
    isUsgs: heading.isUsgs,
    rowBelow: heading.rowBelow,
    columns,
    zone: zone.zone,
    zoneGrounds: zone.grounds,
    namesZones: namesZone(evidence.first, rowParts),
    clock,
    dateFormat: dates.format,
    dateProof: dates.proof,
    dateGrounds: dates.grounds,
    decimal: decimals.decimal,
    decimalGrounds: decimals.grounds,
    missingNumbers,
    doubtfulNumbers,
    keptNumbers: evidence.candidates.filter(
      ({ kind, value, number }) => kind === "missing" && missingNumbers[value]?.has(number) === false,
    ),
    units: columns.values.map(
      (index) => unitOf(columns.names[index] ?? "", heading.unitRow[index]) ?? filteredUnit(columns),
    ),
    rows: evidence.rows,
    first: evidence.first === null ? null : understoodRow(evidence.first, rowParts),
    last: evidence.last === null ? null : understoodRow(evidence.last, rowParts),
  };
}

function unitOf(heading: string, cell = ""): string | null {
  return unitNamed(cell.replaceAll(/[[\]()]/g, "")) ?? unitInHeading(heading);
}

/** Of `parameter=level_m`, where one column holds what is measured and another its value. */
function filteredUnit({ filters }: RecordingColumns): string | null {
  return filters.map(({ text }) => unitInHeading(text)).find((unit) => unit !== null) ?? null;
}

function refuseMixedSeries({ file, names, station }: RecordingColumns, { seen }: Evidence): void {
  for (const [index, texts] of seen) {
    if (texts.size <= 1) continue;
    throw new RecordingError({
      kind: "mixed_series",
      file,
      column: names[index] ?? "",
      isStation: station < 0,
      seen: [...texts],
    });
  }
}

interface DateFormatFound {
  readonly format: DateFormat | null;
  readonly proof: Cited | null;
  readonly grounds: Grounds;
}

/** @throws {RecordingError} `mixed_dates`, `digits`, `date_order` */
function dateFormatOf(file: string, { dates, digits }: Evidence, { dateFormat }: RecordingSource): DateFormatFound {
  const said = dateOrders.find((order) => order === dateFormat) ?? null;
  if (dateFormat !== null && said === null) return { format: dateFormat, proof: null, grounds: "said" };
  const { dmy, mdy, either } = dates.first;
  if (said === null && dmy !== null && mdy !== null) {
    const { line: otherLine, text: otherText } = mdy;
    throw new RecordingError({ kind: "mixed_dates", file, ...dmy, otherLine, otherText });
  }
  const proof = said === null ? (dmy ?? mdy) : null;
  const order = said ?? (dmy === null ? mdy && "mdy" : "dmy");
  const formats = digits.first === null ? [] : digits.formats(order);
  const [format = order] = formats;
  if (digits.first !== null && formats.length > 1) {
    throw new RecordingError({ kind: "digits", file, ...digits.first, formats });
  }
  if (said !== null) return { format, proof: null, grounds: "said" };
  if (format !== null) return { format, proof: proof ?? digits.first, grounds: "shown" };
  if (either !== null) throw new RecordingError({ kind: "date_order", file, ...either });
  return { format: null, proof: null, grounds: "usual" };
}

/** @throws {RecordingError} `mixed_decimals`, `decimal_mark` */
function decimalOf(
  { file, delimiter }: { readonly file: string; readonly delimiter: string },
  { decimals, wholes, firstOfThree }: Evidence,
  { decimal }: RecordingSource,
): { readonly decimal: DecimalMark | null; readonly grounds: Grounds } {
  if (decimal !== null) return { decimal, grounds: "said" };
  const { point, comma } = decimals.counts;
  const { first } = decimals;
  if (point > comma) return { decimal: "point", grounds: "shown" };
  if (comma > point) return { decimal: "comma", grounds: "shown" };
  if (first.comma !== null && first.point !== null) {
    const { line: otherLine, text: otherText } = first.point;
    throw new RecordingError({ kind: "mixed_decimals", file, ...first.comma, otherLine, otherText });
  }
  // Commas part the columns where points are decimal ones, and all numbers have as many decimals.
  const parted = delimiter === "," && wholes === 0 ? null : firstOfThree;
  const unclear = first.either ?? parted;
  if (unclear !== null) throw new RecordingError({ kind: "decimal_mark", file, ...unclear });
  return { decimal: null, grounds: "usual" };
}

/** @throws {RecordingError} `bad_zone` */
function zoneFor(
  { names, time, zone: column, file }: RecordingColumns,
  source: RecordingSource,
): { readonly zone: Zone | null; readonly grounds: Grounds } {
  if (source.zone !== null && !namesZoneColumn(source.zone)) {
    const zone = zoneOf(source.zone);
    if (zone === null) throw new RecordingError({ kind: "bad_zone", file, text: source.zone });
    return { zone, grounds: "said" };
  }
  if (column >= 0) return { zone: null, grounds: "shown" };
  const isUtc = time.some((index) => /(^|[^a-z])(utc|gmt)([^a-z]|$)/i.test(names[index] ?? ""));
  return isUtc ? { zone: zoneOf("UTC"), grounds: "shown" } : { zone: null, grounds: "usual" };
}

/** Numbers by value: of no value, and those that may be of none and that nobody has said it of. */
interface Marks {
  readonly missingNumbers: readonly ReadonlySet<number>[];
  readonly doubtfulNumbers: readonly ReadonlySet<number>[];
}

function marksOf(
  { candidates, lowest, highest }: Evidence,
  { values }: RecordingColumns,
  source: RecordingSource,
): Marks {
  const missing = numbersIn(source.missing);
  const said = new Set([...missing, ...numbersIn(source.keep)]);
  const farOff = (kind: MarkKind, value: number): readonly number[] =>
    candidates
      .filter((each) => each.kind === kind && each.value === value && !said.has(each.number))
      .map(({ number }) => number)
      .filter((number) => isFarOff(number, lowest[value] ?? 0, highest[value] ?? 0));
  return {
    missingNumbers: values.map((_, value) => new Set([...missing, ...farOff("missing", value)])),
    doubtfulNumbers: values.map((_, value) => new Set(farOff("doubtful", value))),
  };
}

function numbersIn(texts: readonly string[]): readonly number[] {
  return texts.map((text) => Number(text.replace(",", "."))).filter((number) => !Number.isNaN(number));
}

interface RowParts extends Marks {
  readonly columns: RecordingColumns;
  readonly ground: { readonly format: DateFormat | null; readonly isUsgs: boolean; readonly clock: ClockForm | null };
  readonly zone: Zone | null;
  readonly decimal: DecimalMark | null;
}

function namesZone(row: CsvRow | null, { columns, ground }: RowParts): boolean {
  if (row === null) return false;
  const written = readWrittenTime(writtenTime(row, columns.time, ground.clock), ground);
  return typeof written !== "string" && written.zoneMinutes !== null;
}

/** @throws {RecordingError} where its time wants something said that no other row could say */
function understoodRow(row: CsvRow, { columns, ground, zone, decimal, ...marks }: RowParts): UnderstoodRow {
  const text = writtenTime(row, columns.time, null);
  const times = new RowTimes({ ...ground, time: columns.time, zoneColumn: columns.zone, zone });
  const at = times.read(row, "");
  const { file } = columns;
  switch (at) {
    case "no_zone":
    case "short_year":
    case "serial":
      throw new RecordingError({ kind: at, file, line: row.line, text });
    case "unknown_zone": {
      const shown = columns.zone < 0 ? text : cellIn(row, columns.zone).trim();
      throw new RecordingError({ kind: at, file, line: row.line, text: shown });
    }
    case "date_order":
    case "unreadable":
    case "no_such_time":
      break;
  }
  const values = columns.values.map((index, value) => {
    const cell = cellIn(row, index).trim();
    const number = isMissingWord(cell) ? null : (readWrittenNumber(cell, decimal)?.number ?? null);
    const isMark =
      number !== null && (marks.missingNumbers[value]?.has(number) || marks.doubtfulNumbers[value]?.has(number));
    return { text: cell, number: isMark ? null : number };
  });
  return { line: row.line, text, at: typeof at === "number" ? at : null, values };
}
