import { CsvSplitter, EndlessRowError } from "../csv-splitter.ts";
import { columnIndex, usualTimeColumns, withoutMark } from "../recording-columns.ts";
import type { RecordingSource } from "../recording-source.ts";

/** Where the table of a file begins. */
export interface FoundHeading {
  readonly delimiter: string;
  readonly names: readonly string[];
  /** Line of the heading, from 1; 0 where there is none. */
  readonly line: number;
  /** First byte of the table below the heading, and its line. */
  readonly tableAt: number;
  readonly tableLine: number;
  /** Whether lines above the heading begin with `#`. */
  readonly hasComments: boolean;
  readonly isUsgs: boolean;
  /** What the row below the heading holds where it is none of the table; null where it is. */
  readonly rowBelow: "formats" | "units" | null;
  /** The units of that row by column. */
  readonly unitRow: readonly string[];
}

const delimiters = [",", ";", "\t", "|"] as const;

/** Lines looked through for a heading. */
const mostLinesAbove = 400;

/** A line is cut as a row within these bytes. */
const mostHeadingBytes = 32_768;

const numberSign = 0x23;

interface Line {
  readonly at: number;
  readonly number: number;
}

/**
 * Finds the heading: the first line in which every column stands that the source names. Where there is no such line, the
 * one with the most columns is given, so that its names can be shown.
 *
 * @param sample UTF-8 from the beginning of the file
 * @returns null for a file without a line
 */
export function findHeading(sample: Uint8Array, source: RecordingSource): FoundHeading | null {
  const lines = linesOf(sample);
  const tried = source.delimiter === null ? delimiters : [source.delimiter];
  if (!source.hasHeading) return withoutHeading(sample, lines, source);
  const fitting = tried
    .flatMap((delimiter) => {
      const line = lines.find(({ at }) => fits(namesAt(sample, at, delimiter), source));
      return line === undefined ? [] : [{ line, delimiter }];
    })
    .toSorted((a, b) => a.line.number - b.line.number || fieldCount(sample, b) - fieldCount(sample, a));
  const best = fitting[0] ?? commented(sample, lines, tried) ?? widest(sample, lines, tried);
  return best === null ? null : headingAt(sample, best, lines);
}

interface HeadingPlace {
  readonly line: Line;
  readonly delimiter: string;
}

function fieldCount(sample: Uint8Array, { line, delimiter }: HeadingPlace): number {
  return namesAt(sample, line.at, delimiter).length;
}

function fits(names: readonly string[], { time, values, station, where }: RecordingSource): boolean {
  const wanted = [
    ...(time ?? []),
    ...(values[0] === "*" ? [] : values),
    ...(station === null ? [] : [station]),
    ...Object.keys(where),
  ];
  const hasTime = time !== null || usualTimeColumns(names) !== null;
  return hasTime && names.length > (values[0] === "*" ? 1 : 0) && wanted.every((name) => columnIndex(names, name) >= 0);
}

/** The last comment before the first row that has as many fields as it, two at least: a heading that is a comment itself. */
function commented(sample: Uint8Array, lines: readonly Line[], tried: readonly string[]): HeadingPlace | null {
  const first = lines.findIndex(({ at }) => sample[at] !== numberSign);
  const row = lines[first];
  if (row === undefined) return null;
  const place = widest(sample, [row], tried);
  if (place === null) return null;
  const { delimiter } = place;
  const fields = fieldCount(sample, place);
  const line = lines.slice(0, first).findLast((each) => fieldCount(sample, { line: each, delimiter }) === fields);
  return fields < 2 || line === undefined ? null : { line, delimiter };
}

/** The first line with the most columns, comments passed over. */
function widest(sample: Uint8Array, lines: readonly Line[], tried: readonly string[]): HeadingPlace | null {
  const usable = lines.filter(({ at }) => sample[at] !== numberSign);
  const places = (usable.length > 0 ? usable : lines)
    .slice(0, 50)
    .flatMap((line) => tried.map((delimiter) => ({ line, delimiter })));
  return places.reduce<HeadingPlace | null>(
    (best, place) => (best === null || fieldCount(sample, place) > fieldCount(sample, best) ? place : best),
    null,
  );
}

function headingAt(sample: Uint8Array, { line, delimiter }: HeadingPlace, lines: readonly Line[]): FoundHeading {
  const { row: names, endAt, lineCount } = rowAt(sample, line.at, delimiter);
  const clean = cleaned(names);
  const above = lines.filter(({ number }) => number < line.number);
  const hasComments = [...above, line].some(({ at }) => sample[at] === numberSign);
  const below = rowBelow(sample, endAt, delimiter);
  return {
    delimiter,
    names: clean,
    line: line.number,
    tableAt: below.kind === null ? endAt : below.endAt,
    tableLine: line.number + lineCount + (below.kind === null ? 0 : 1),
    hasComments,
    isUsgs:
      below.kind === "formats" ||
      (hasComments && above.some(({ at }) => /USGS|Geological Survey/.test(lineText(sample, at)))),
    rowBelow: below.kind,
    unitRow: below.kind === "units" ? below.row : [],
  };
}

function withoutHeading(sample: Uint8Array, lines: readonly Line[], source: RecordingSource): FoundHeading | null {
  const first = lines.find(({ at }) => sample[at] !== numberSign);
  if (first === undefined) return null;
  // Of two that give as many columns the comma is a decimal one.
  const tried = delimiters.toSorted((a, b) => Number(a === ",") - Number(b === ","));
  const place = widest(sample, [first], source.delimiter === null ? tried : [source.delimiter]);
  const delimiter = place?.delimiter ?? ",";
  return {
    delimiter,
    names: namesAt(sample, first.at, delimiter).map((_, index) => `#${index + 1}`),
    line: 0,
    tableAt: first.at,
    tableLine: first.number,
    hasComments: first.number > 1,
    isUsgs: false,
    rowBelow: null,
    unitRow: [],
  };
}

interface RowBelow {
  readonly kind: FoundHeading["rowBelow"];
  readonly row: readonly string[];
  readonly endAt: number;
}

/** The row below a heading may hold the formats of the columns (`5s 20d`, RDB) or their units. */
function rowBelow(sample: Uint8Array, at: number, delimiter: string): RowBelow {
  const { row, endAt } = rowAt(sample, at, delimiter);
  const filled = row.filter((cell) => cell !== "");
  if (filled.length > 0 && filled.every((cell) => /^\d+[sdn]$/.test(cell))) return { kind: "formats", row, endAt };
  const isOfUnits = filled.length > 0 && filled.every((cell) => !/\d{2}/.test(cell)) && row.some(isUnitCell);
  return { kind: isOfUnits ? "units" : null, row, endAt };
}

function isUnitCell(cell: string): boolean {
  return /^[[(]?(m|cm|mm|ft|in|m3\/s|m\u00b3\/s|cfs|l\/s|degC|\u00b0C|UTC|yyyy.*|\u7c73|\u5398\u7c73|\u6beb\u7c73)[\])]?$/i.test(
    cell,
  );
}

function linesOf(sample: Uint8Array): readonly Line[] {
  const lines: Line[] = [];
  let number = 1;
  for (let at = 0; at < sample.length && number <= mostLinesAbove; number++) {
    const end = sample.indexOf(0x0a, at);
    const isBlank = lineText(sample, at).trim() === "";
    if (!isBlank) lines.push({ at, number });
    if (end < 0) break;
    at = end + 1;
  }
  return lines;
}

function lineText(sample: Uint8Array, at: number): string {
  const end = sample.indexOf(0x0a, at);
  return new TextDecoder().decode(sample.subarray(at, Math.min(end < 0 ? sample.length : end, at + 4_096)));
}

/** The fields of a line, the mark of a comment before the first left out. */
function namesAt(sample: Uint8Array, at: number, delimiter: string): readonly string[] {
  return cleaned(rowAt(sample, at, delimiter).row);
}

function cleaned(names: readonly string[]): readonly string[] {
  return names.map((name, index) => (index === 0 ? withoutMark(name) : name).normalize("NFC"));
}

interface CutRow {
  readonly row: readonly string[];
  /** First byte behind it. */
  readonly endAt: number;
  readonly lineCount: number;
}

/** The row that begins at `at`; without fields where none ends within `mostHeadingBytes`. */
function rowAt(sample: Uint8Array, at: number, delimiter: string): CutRow {
  const lineEnd = sample.indexOf(0x0a, at);
  const endAt = lineEnd < 0 ? sample.length : lineEnd + 1;
  const from = behindMark(sample, at, endAt);
  const line = sample.subarray(from, endAt);
  // Only quotes make a row longer than its line; most lines have none, and there are many to look at.
  if (!line.includes(0x22)) {
    const row = new TextDecoder().decode(line.subarray(0, mostHeadingBytes)).split(delimiter);
    return { row: row.map((cell) => cell.trim()), endAt, lineCount: 1 };
  }
  const bytes = sample.subarray(from, from + mostHeadingBytes);
  let cut: CutRow | null = null;
  const splitter = new CsvSplitter(delimiter, ({ bytes: row, starts, ends, fields }) => {
    if (cut !== null) return;
    const cells = Array.from({ length: fields }, (_, field) => cellText(row, starts[field] ?? 0, ends[field] ?? 0));
    const last = ends[fields - 1] ?? 0;
    const end = row.indexOf(0x0a, last);
    const endIn = end < 0 ? row.length : end + 1;
    cut = { row: cells, endAt: from + endIn, lineCount: 1 + lineEnds(row.subarray(0, Math.max(0, endIn - 1))) };
  });
  try {
    splitter.push(bytes);
    if (cut === null) splitter.end();
  } catch (error) {
    if (!(error instanceof EndlessRowError)) throw error;
  }
  return cut ?? { row: [], endAt: Math.min(sample.length, from + bytes.length), lineCount: 1 };
}

/** Where a line begins behind the mark of a comment, quotes and all. */
function behindMark(sample: Uint8Array, at: number, endAt: number): number {
  let from = at;
  while (from < endAt && sample[from] === numberSign) from++;
  if (from > at) while (from < endAt && sample[from] === 0x20) from++;
  return from;
}

function cellText(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to)).replaceAll('""', '"').trim();
}

function lineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === 0x0a) count++;
  return count;
}
