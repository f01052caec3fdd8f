const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Longest row taken: a quote that never closes would otherwise swallow the file. */
export const mostRowBytes = 1024 * 1024;

/** One row, as places in `bytes`; quotes around a field are left out, doubled ones inside are still doubled. */
export interface CsvRow {
  bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  fields: number;
  /** Line of the file on which it begins, from 1. */
  line: number;
}

/** A quote that opens in a line and never closes, or a row longer than `mostRowBytes`. */
export class EndlessRowError extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`no row ends within ${mostRowBytes} bytes from line ${line} on`);
    this.line = line;
  }
}

/** Fields beyond these are left out. */
const mostFields = 4096;

/** A row or field whose end is not in the bytes at hand. */
const unfinished = -1;

/**
 * Cuts CSV into rows and fields as bytes, without making a string of any. Quoted fields may hold delimiters and line ends; what
 * stands between a closing quote and the next delimiter is left out. The same row object is handed over each time.
 *
 * @see RFC 4180
 */
export class CsvSplitter {
  readonly #delimiter: number;
  readonly #onRow: (row: CsvRow) => void;
  readonly #starts = new Int32Array(mostFields);
  readonly #ends = new Int32Array(mostFields);
  readonly #row: CsvRow = { bytes: new Uint8Array(0), starts: this.#starts, ends: this.#ends, fields: 0, line: 1 };
  #rest: Uint8Array = new Uint8Array(0);
  #line: number;
  /** Line ends within quotes of the row being cut. */
  #linesInside = 0;

  /**
   * @param delimiter one ASCII character
   * @param firstLine line of the file on which the first row begins
   */
  constructor(delimiter: string, onRow: (row: CsvRow) => void, firstLine = 1) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#onRow = onRow;
    this.#line = firstLine;
  }

  /** @throws {EndlessRowError} */
  push(chunk: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = this.#cut(bytes, false);
    this.#rest = bytes.subarray(end);
    if (this.#rest.length > mostRowBytes) throw new EndlessRowError(this.#line);
  }

  /**
   * What stands after the last line end is a row too.
   *
   * @throws {EndlessRowError}
   */
  end(): void {
    if (this.#rest.length > 0) this.#cut(this.#rest, true);
    this.#rest = new Uint8Array(0);
  }

  /** Hands over every whole row; returns where the unfinished one begins. */
  #cut(bytes: Uint8Array, isLast: boolean): number {
    const row = this.#row;
    row.bytes = bytes;
    let rowAt = 0;
    while (rowAt < bytes.length) {
      const next = this.#cutRow(bytes, rowAt, isLast);
      if (next === unfinished) return rowAt;
      row.line = this.#line;
      const isEmpty = row.fields === 1 && (this.#starts[0] as number) >= (this.#ends[0] as number);
      if (!isEmpty) this.#onRow(row);
      this.#line += this.#linesInside + 1;
      rowAt = next;
    }
    return bytes.length;
  }

  /** Where the row after this one begins. */
  #cutRow(bytes: Uint8Array, rowAt: number, isLast: boolean): number {
    const size = bytes.length;
    let fields = 0;
    let at = rowAt;
    this.#linesInside = 0;
    for (;;) {
      const end = bytes[at] === quote ? this.#cutQuoted(bytes, at, fields, isLast) : this.#cutPlain(bytes, at, fields);
      // Whether a field ended is only known with the byte after it.
      if (end === unfinished || (end >= size && !isLast)) return unfinished;
      if (fields < mostFields) fields++;
      at = end + 1;
      if (end >= size || bytes[end] === lineFeed) break;
    }
    this.#row.fields = fields;
    return at;
  }

  /** Place of the delimiter or line end behind the field, or the end of the bytes. */
  #cutPlain(bytes: Uint8Array, from: number, field: number): number {
    const delimiter = this.#delimiter;
    const size = bytes.length;
    let at = from;
    while (at < size && bytes[at] !== delimiter && bytes[at] !== lineFeed) at++;
    const isReturned = at > from && bytes[at - 1] === carriageReturn && bytes[at] !== delimiter;
    this.#starts[field] = from;
    this.#ends[field] = isReturned ? at - 1 : at;
    return at;
  }

  /** The same of a field whose first byte is a quote. */
  #cutQuoted(bytes: Uint8Array, quoteAt: number, field: number, isLast: boolean): number {
    const to = this.#closingQuote(bytes, quoteAt + 1);
    if (to >= bytes.length) {
      if (isLast) throw new EndlessRowError(this.#line);
      return unfinished;
    }
    const end = this.#cutPlain(bytes, to + 1, field);
    this.#starts[field] = quoteAt + 1;
    this.#ends[field] = to;
    return end;
  }

  #closingQuote(bytes: Uint8Array, from: number): number {
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === lineFeed) this.#linesInside++;
      else if (byte === quote) {
        if (bytes[at + 1] !== quote) return at;
        at++;
      }
    }
    return at;
  }
}
