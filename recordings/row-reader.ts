import type { BilingualText } from "../domain/text.ts";
import type { TimeFault } from "../domain/time/written/time-fault.ts";
import { fill, joined } from "../locales/fill.ts";
import { unreadableTexts } from "../locales/recordings/faults.ts";
import { marks } from "../locales/shared.ts";
import type { CellTextReader } from "./cell-texts.ts";
import { filledFrom, numberIn } from "./csv-cells.ts";
import type { CsvRow } from "./csv-splitter.ts";
import { isMissingWord } from "./dialect/missing-marks.ts";
import { readWrittenNumber } from "./dialect/number-text.ts";
import { cellIn, RowTimes, writtenTime } from "./dialect/row-times.ts";
import type { RecordingColumns } from "./recording-columns.ts";
import { RecordingError } from "./recording-error.ts";
import { countMark, countUnreadable, type RecordingSource, type RecordingTally } from "./recording-source.ts";
import type { Understanding } from "./understanding.ts";

/** Where the values of a file go. Values are counted from 0 in the order of the source. */
export interface CellSink {
  /** Called once a row whose time was read, before its values; `at` in ms since 1970. */
  begin(row: CsvRow, at: number): void;
  add(value: number, at: number, number: number): void;
  /** Called after the row's values, which may be none. */
  end(): void;
  /** What a value is called where it could not be read; null for a value alone. */
  labelOf(value: number): string | null;
}

export interface RowReaderParts {
  readonly source: Pick<RecordingSource, "missing" | "nonNegative">;
  readonly understood: Understanding;
  readonly textOf: CellTextReader;
  readonly tally: RecordingTally;
  readonly sink: CellSink;
}

const point = 0x2e;

/** Whether the filters let a row through. */
export function isWanted(
  { bytes, starts, ends, fields }: CsvRow,
  { filters }: RecordingColumns,
  textOf: CellTextReader,
): boolean {
  for (const { index, text } of filters) {
    if (index >= fields || textOf(bytes, starts[index] as number, ends[index] as number) !== text) return false;
  }
  return true;
}

/** Reads the rows of one file below its heading: filter, time, numbers; counts what was empty or could not be read. */
export class RowReader {
  readonly #parts: RowReaderParts;
  readonly #times: RowTimes;
  /** Of the parts, what every cell needs. */
  readonly #columns: Int32Array;
  readonly #missing: readonly ReadonlySet<number>[];
  readonly #doubtful: readonly ReadonlySet<number>[];
  readonly #missingWords: ReadonlySet<string>;
  readonly #isDecimalComma: boolean;
  /** How many columns the heading names. */
  readonly #named: number;
  readonly #tally: RecordingTally;
  readonly #sink: CellSink;

  constructor(parts: RowReaderParts) {
    this.#parts = parts;
    const { columns, dateFormat, isUsgs, zone, clock, decimal, missingNumbers, doubtfulNumbers } = parts.understood;
    this.#columns = Int32Array.from(columns.values);
    this.#named = columns.names.length;
    this.#tally = parts.tally;
    this.#sink = parts.sink;
    this.#isDecimalComma = decimal === "comma";
    this.#times = new RowTimes({
      format: dateFormat,
      isUsgs,
      time: columns.time,
      zoneColumn: columns.zone,
      zone,
      clock,
    });
    this.#missing = missingNumbers;
    this.#doubtful = doubtfulNumbers;
    this.#missingWords = new Set(parts.source.missing);
  }

  /** @throws {RecordingError} `no_zone` */
  read(row: CsvRow): void {
    const { understood, textOf } = this.#parts;
    if (!isWanted(row, understood.columns, textOf)) return;
    this.#tally.rows++;
    if (this.#hasSurplus(row)) this.#refuse(row, unreadableTexts.surplus);
    else this.#readRow(row);
  }

  #readRow(row: CsvRow): void {
    const at = this.#timeOf(row);
    if (Number.isNaN(at)) return;
    this.#sink.begin(row, at);
    let faults: BilingualText[] | null = null;
    for (let value = 0; value < this.#columns.length; value++) {
      const fault = this.#readCell(row, value, at);
      if (fault !== null) faults = [...(faults ?? []), fault];
    }
    this.#sink.end();
    if (faults !== null) this.#refuse(row, joined(faults, marks.comma));
  }

  /**
   * Whether something stands beyond the last column that the heading names: a delimiter within a cell, as of a decimal comma
   * between commas, has pushed cells out of their columns.
   */
  #hasSurplus({ bytes, starts, ends, fields }: CsvRow): boolean {
    for (let index = this.#named; index < fields; index++) {
      const to = ends[index] as number;
      if (filledFrom(bytes, starts[index] as number, to) < to) return true;
    }
    return false;
  }

  /** NaN, and the row counted, where it cannot be read. */
  #timeOf(row: CsvRow): number {
    const { station } = this.#parts.understood.columns;
    const doubled = this.#times.doubled;
    const at = this.#times.read(row, station < 0 ? "" : this.#textAt(row, station));
    if (this.#times.doubled > doubled) this.#tally.doubledTimes++;
    if (typeof at === "number") return at;
    this.#refuseTime(row, at);
    return Number.NaN;
  }

  #refuseTime(row: CsvRow, fault: TimeFault): void {
    const { columns, zone } = this.#parts.understood;
    const text = writtenTime(row, columns.time, null).slice(0, 40);
    if (fault === "no_zone") throw new RecordingError({ kind: fault, file: columns.file, line: row.line, text });
    const shown = columns.zone < 0 ? text : `${text} ${cellIn(row, columns.zone).trim()}`;
    const words = fault === "unreadable" ? unreadableTexts.time : unreadableTexts[fault];
    this.#refuse(row, fill(words, { text: shown, zone: zone?.name ?? "" }));
  }

  #textAt({ bytes, starts, ends, fields }: CsvRow, index: number): string {
    return index < fields ? this.#parts.textOf(bytes, starts[index] as number, ends[index] as number) : "";
  }

  /** What is wrong with the cell; null where it was read or holds nothing. */
  #readCell(row: CsvRow, value: number, at: number): BilingualText | null {
    const { bytes, starts, ends, fields } = row;
    const index = this.#columns[value] as number;
    const from = starts[index] as number;
    const to = ends[index] as number;
    if (index >= fields || filledFrom(bytes, from, to) === to) {
      this.#tally.empty++;
      return null;
    }
    const number = this.#numberIn(bytes, from, to);
    if (Number.isNaN(number)) return this.#readWritten(cellIn(row, index).trim(), value, at);
    return this.#add(value, at, number);
  }

  /** NaN for whatever is more than digits and a decimal point. */
  #numberIn(bytes: Uint8Array, from: number, to: number): number {
    if (this.#isDecimalComma) for (let at = from; at < to; at++) if (bytes[at] === point) return Number.NaN;
    return numberIn(bytes, from, to);
  }

  #readWritten(text: string, value: number, at: number): BilingualText | null {
    if (this.#missingWords.has(text) || isMissingWord(text)) {
      this.#tally.empty++;
      countMark(this.#tally.missing, text);
      return null;
    }
    const written = readWrittenNumber(text, this.#parts.understood.decimal);
    if (written === null) return this.#unreadableCell(value, text.slice(0, 40));
    if (written.qualifier !== null) countMark(this.#tally.qualified, written.qualifier);
    return this.#add(value, at, written.number);
  }

  #unreadableCell(value: number, text: string): BilingualText {
    const label = this.#sink.labelOf(value);
    return label === null ? fill(unreadableTexts.value, { text }) : fill(unreadableTexts.labelled, { label, text });
  }

  /** What is wrong with the number; null where it is a value or stands for none. */
  #add(value: number, at: number, number: number): BilingualText | null {
    if (this.#missing[value]?.has(number)) {
      this.#tally.empty++;
      countMark(this.#tally.missing, String(number));
      return null;
    }
    if (this.#doubtful[value]?.has(number)) return this.#impossible(value, number, unreadableTexts.doubtful);
    if (number < 0 && this.#isNonNegative(value)) {
      return this.#impossible(value, number, unreadableTexts.negative);
    }
    this.#tally.values++;
    this.#sink.add(value, at, number);
    return null;
  }

  #isNonNegative(value: number): boolean {
    const { nonNegative } = this.#parts.source;
    return typeof nonNegative === "boolean" ? nonNegative : (nonNegative[value] ?? false);
  }

  #impossible(value: number, number: number, words: BilingualText): BilingualText {
    return fill(words, { cell: this.#unreadableCell(value, String(number)), number });
  }

  #refuse({ line }: CsvRow, why: BilingualText): void {
    countUnreadable(this.#parts.tally, { file: this.#parts.understood.columns.file, line, why });
  }
}
