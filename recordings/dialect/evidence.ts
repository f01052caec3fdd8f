import { isDigitTime } from "../../domain/time/written/digit-time.ts";
import { orderEvidence } from "../../domain/time/written/written-day.ts";
import { filledFrom, filledTo, numberIn } from "../csv-cells.ts";
import type { CsvRow } from "../csv-splitter.ts";
import type { RecordingColumns } from "../recording-columns.ts";
import { ClockEvidence, hasClockColumn } from "./clock-column.ts";
import { type Cited, DigitEvidence } from "./digit-evidence.ts";
import { highestBelow, type MarkKind, markKind } from "./missing-marks.ts";
import { type DecimalMark, decimalEvidence, readWrittenNumber } from "./number-text.ts";
import { cellIn, writtenTime } from "./row-times.ts";

/** Lines that prove one thing or the other: how many, and the first. */
interface Proofs<Kind extends string> {
  readonly counts: Record<Kind, number>;
  readonly first: Record<Kind, Cited | null>;
}

/** A number that may stand for no value, in one column. */
export interface MissingCandidate {
  readonly kind: MarkKind;
  /** In the order of the values. */
  readonly value: number;
  readonly number: number;
  count: number;
}

/** A row of the file, kept beyond the piece it was read in. */
export interface KeptRow extends CsvRow {
  readonly isKept: true;
}

const mostSeen = 4;

/** What the rows of a file say of how it is written, gathered in one pass over them. */
export class Evidence {
  rows = 0;
  first: KeptRow | null = null;
  last: KeptRow | null = null;
  readonly dates: Proofs<"dmy" | "mdy" | "either"> = proofs(["dmy", "mdy", "either"]);
  readonly digits: DigitEvidence;
  readonly clock = new ClockEvidence();
  readonly decimals: Proofs<DecimalMark | "either"> = proofs(["point", "comma", "either"]);
  /** Numbers from 1 on without a mark, and the first with a point before three digits, which may part thousands. */
  wholes = 0;
  firstOfThree: Cited | null = null;
  readonly candidates: MissingCandidate[] = [];
  /** The lowest and highest number of each value that is no candidate. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** What stands in columns that may part the rows into several series, the first few. */
  readonly seen: ReadonlyMap<number, Set<string>>;
  readonly #columns: RecordingColumns;
  readonly #seen: readonly (readonly [index: number, texts: Set<string>])[];

  /** @param now ms since 1970 */
  constructor(columns: RecordingColumns, undecided: readonly number[], now: number) {
    this.#columns = columns;
    this.digits = new DigitEvidence(now);
    this.lowest = new Float64Array(columns.values.length).fill(Number.POSITIVE_INFINITY);
    this.highest = new Float64Array(columns.values.length).fill(Number.NEGATIVE_INFINITY);
    this.seen = new Map(undecided.map((index) => [index, new Set<string>()]));
    this.#seen = [...this.seen];
  }

  add(row: CsvRow): void {
    this.rows++;
    this.first ??= keptRow(row);
    this.#lastOf(row);
    this.#addTime(row);
    for (let value = 0; value < this.#columns.values.length; value++) this.#addValue(row, value);
    for (const [index, texts] of this.#seen) {
      if (texts.size < mostSeen) texts.add(cellIn(row, index).trim());
    }
  }

  /** Called once the last row has been added. */
  end(): void {
    if (this.#newest !== null) this.last = keptRow(this.#newest);
  }

  #newest: CsvRow | null = null;

  /** The places of a row are overwritten by the next: they are copied, its bytes are not. */
  #lastOf(row: CsvRow): void {
    this.#newest ??= { ...row, starts: new Int32Array(row.starts.length), ends: new Int32Array(row.ends.length) };
    const newest = this.#newest;
    newest.bytes = row.bytes;
    newest.fields = row.fields;
    newest.line = row.line;
    for (let field = 0; field < row.fields; field++) {
      newest.starts[field] = row.starts[field] as number;
      newest.ends[field] = row.ends[field] as number;
    }
  }

  #addTime(row: CsvRow): void {
    const { time } = this.#columns;
    if (hasClockColumn(time)) this.clock.add(cellIn(row, time.at(-1) ?? 0));
    const index = time[0] ?? 0;
    if (index >= row.fields) return;
    const end = row.ends[index] as number;
    const at = filledFrom(row.bytes, row.starts[index] as number, end);
    if (this.#columns.time.length === 1 && isDigits(row.bytes, at, end)) {
      const text = textIn(row.bytes, at, end);
      if (isDigitTime(text)) this.digits.add(text, row.line);
      return;
    }
    // A year of four digits says its own order, and so does anything without a slash or a dash near the start.
    const third = row.bytes[at + 1];
    const fourth = row.bytes[at + 2];
    if (third !== slash && third !== dash && fourth !== slash && fourth !== dash) return;
    const text = writtenTime(row, this.#columns.time, null);
    const order = orderEvidence(text);
    if (order !== null) note(this.dates, order, { line: row.line, text });
  }

  #addValue({ bytes, starts, ends, fields, line }: CsvRow, value: number): void {
    const index = this.#columns.values[value] as number;
    if (index >= fields) return;
    const from = filledFrom(bytes, starts[index] as number, ends[index] as number);
    const to = filledTo(bytes, from, ends[index] as number);
    let pointAt = -1;
    let hasComma = false;
    for (let at = from; at < to; at++) {
      const byte = bytes[at];
      if (byte === point) pointAt = at;
      else if (byte === comma) hasComma = true;
    }
    const number = numberIn(bytes, from, to);
    const isMark = this.#addNumber(Number.isNaN(number) ? writtenNumber(textIn(bytes, from, to)) : number, value);
    if (isMark) return;
    if (!hasComma && pointAt < 0) {
      if (number >= 1) this.wholes++;
      return;
    }
    if (!Number.isNaN(number) && this.#isKnownKind(number, to - pointAt - 1)) return;
    const text = textIn(bytes, from, to);
    const mark = decimalEvidence(text);
    if (mark === "either" && !hasComma) this.firstOfThree ??= { line, text };
    else if (mark !== null) note(this.decimals, mark, { line, text });
  }

  /**
   * Takes in a number of digits and a point of which an earlier one said the same, and what it says goes by its size: as a
   * text it would cost more than all else here. Only from 1 to below 1000 may a point before three digits part thousands.
   *
   * @returns false for the first of its kind, which is kept as it is written
   */
  #isKnownKind(number: number, decimals: number): boolean {
    const size = Math.abs(number);
    if (decimals === 3 && size >= 1 && size < 1_000) return this.firstOfThree !== null;
    if (this.decimals.first.point === null) return false;
    this.decimals.counts.point++;
    return true;
  }

  /** Whether it is a mark for no value, perhaps. */
  #addNumber(number: number, value: number): boolean {
    if (Number.isNaN(number)) return false;
    // Most numbers lie between those that have been, where no mark is far off.
    if (
      number > highestBelow &&
      number >= (this.lowest[value] as number) &&
      number <= (this.highest[value] as number)
    ) {
      return false;
    }
    const kind = markKind(number);
    if (kind === null) {
      this.lowest[value] = Math.min(this.lowest[value] as number, number);
      this.highest[value] = Math.max(this.highest[value] as number, number);
      return false;
    }
    const known = this.candidates.find((each) => each.value === value && each.number === number);
    if (known === undefined) this.candidates.push({ kind, value, number, count: 1 });
    else known.count++;
    return true;
  }
}

/** A number with marks beyond digits and a point, while its decimal mark is not known. */
function writtenNumber(text: string): number {
  return (readWrittenNumber(text, "point") ?? readWrittenNumber(text, "comma"))?.number ?? Number.NaN;
}

const comma = 0x2c;
const dash = 0x2d;
const point = 0x2e;
const slash = 0x2f;

/** Digits alone, blanks behind them and a fraction let through. */
function isDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x30 && byte <= 0x39) continue;
    return at > from + 7 && (byte === point || byte === 0x20);
  }
  return true;
}

const decoder = new TextDecoder();

function textIn(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to)).trim();
}

function proofs<Kind extends string>(kinds: readonly Kind[]): Proofs<Kind> {
  const of = <What>(what: What) => Object.fromEntries(kinds.map((kind) => [kind, what])) as Record<Kind, What>;
  return { counts: of(0), first: of<Cited | null>(null) };
}

function note<Kind extends string>({ counts, first }: Proofs<Kind>, kind: Kind, cited: Cited): void {
  counts[kind]++;
  first[kind] ??= cited;
}

function keptRow({ bytes, starts, ends, fields, line }: CsvRow): KeptRow {
  const from = starts[0] ?? 0;
  const to = ends[fields - 1] ?? from;
  const shift = (places: Int32Array): Int32Array => places.slice(0, fields).map((place) => place - from);
  return { bytes: bytes.slice(from, to), starts: shift(starts), ends: shift(ends), fields, line, isKept: true };
}
