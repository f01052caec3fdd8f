import type { CellTextReader } from "./cell-texts.ts";
import { filledFrom, numberIn, timeReader } from "./csv-cells.ts";
import type { CsvRow } from "./csv-splitter.ts";
import type { RecordingColumns } from "./recording-columns.ts";
import { RecordingError } from "./recording-error.ts";
import { countUnreadable, type RecordingSource, type RecordingTally } from "./recording-source.ts";

/** Where the values of a file go. Values are counted from 0 in the order of the source. */
export interface CellSink {
  /** Called once a row whose time was read, before its values; `at` in ms since 1970. */
  begin(row: CsvRow, at: number): void;
  add(value: number, at: number, number: number): void;
  /** Called after the row's values, which may be none. */
  end(): void;
  /** What a value is called where it could not be read. */
  labelOf(value: number): string;
}

export interface RowReaderParts {
  readonly source: RecordingSource;
  readonly columns: RecordingColumns;
  readonly textOf: CellTextReader;
  readonly tally: RecordingTally;
  readonly sink: CellSink;
}

const comma = 0x2c;

/** Reads the rows of one file below its heading: filter, time, numbers; counts what was empty or could not be read. */
export class RowReader {
  readonly #parts: RowReaderParts;
  readonly #readTime: ReturnType<typeof timeReader>;
  readonly #missing: ReadonlySet<number>;
  /** Of the parts, what every cell needs. */
  readonly #values: Int32Array;
  readonly #tally: RecordingTally;
  readonly #sink: CellSink;
  readonly #hasDecimalCommas: boolean;

  constructor(parts: RowReaderParts) {
    this.#parts = parts;
    this.#values = Int32Array.from(parts.columns.values);
    this.#tally = parts.tally;
    this.#sink = parts.sink;
    this.#hasDecimalCommas = parts.source.hasDecimalCommas;
    this.#readTime = timeReader(parts.source.zone);
    this.#missing = new Set(parts.source.missing);
  }

  /** @throws {RecordingError} `no_zone` */
  read(row: CsvRow): void {
    if (!this.#isWanted(row)) return;
    this.#tally.rows++;
    const at = this.#timeOf(row);
    if (Number.isNaN(at)) return;
    this.#sink.begin(row, at);
    let faults: string[] | null = null;
    for (let value = 0; value < this.#values.length; value++) {
      const fault = this.#readCell(row, value, at);
      if (fault !== null) faults = [...(faults ?? []), fault];
    }
    this.#sink.end();
    if (faults !== null) this.#refuse(row, faults.join(", "));
  }

  #isWanted({ bytes, starts, ends, fields }: CsvRow): boolean {
    const { columns, textOf } = this.#parts;
    for (const { index, text } of columns.filters) {
      if (index >= fields || textOf(bytes, starts[index] as number, ends[index] as number) !== text) return false;
    }
    return true;
  }

  /** NaN, and the row counted, where it cannot be read. */
  #timeOf(row: CsvRow): number {
    const { time, file } = this.#parts.columns;
    const isThere = time < row.fields;
    const from = isThere ? (row.starts[time] as number) : 0;
    const to = isThere ? (row.ends[time] as number) : 0;
    const at = this.#readTime(row.bytes, from, to);
    if (typeof at === "number") return at;
    const text = shown(row.bytes, from, to);
    if (at === "no_zone") throw new RecordingError({ kind: "no_zone", file, line: row.line, text });
    this.#refuse(row, `time "${text}"`);
    return Number.NaN;
  }

  /** What is wrong with the cell; null where it was read or holds nothing. */
  #readCell({ bytes, starts, ends, fields }: CsvRow, value: number, at: number): string | null {
    const index = this.#values[value] as number;
    const from = starts[index] as number;
    const to = ends[index] as number;
    if (index >= fields || filledFrom(bytes, from, to) === to) {
      this.#tally.empty++;
      return null;
    }
    const number = this.#numberIn(bytes, from, to);
    if (Number.isNaN(number)) return `${this.#sink.labelOf(value)} "${shown(bytes, from, to)}"`;
    if (this.#missing.size > 0 && this.#missing.has(number)) this.#tally.empty++;
    else {
      this.#tally.values++;
      this.#sink.add(value, at, number);
    }
    return null;
  }

  #numberIn(bytes: Uint8Array, from: number, to: number): number {
    return this.#hasDecimalCommas || !bytes.subarray(from, to).includes(comma) ? numberIn(bytes, from, to) : Number.NaN;
  }

  #refuse({ line }: CsvRow, why: string): void {
    countUnreadable(this.#parts.tally, { file: this.#parts.columns.file, line, why });
  }
}

function shown(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + 40)));
}
