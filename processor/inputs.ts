import type { EntryInput, Input, LoggedEntry, LogSlice } from "../domain/inputs/input.ts";

/** Goes through slices of the log in order: each entry behind the rows before it. */
export class InputCursor {
  #slice: LogSlice = emptySlice;
  #row = 0;
  #entry = 0;

  /** Turns to the next slice; the one before must have been read to its end. */
  turnTo(slice: LogSlice): void {
    this.#slice = slice;
    this.#row = 0;
    this.#entry = 0;
  }

  /** Null at the end of the slice. */
  next(): Input | null {
    const { rows, entries } = this.#slice;
    const row = rows[this.#row];
    const logged = entries[this.#entry];
    if (logged !== undefined && (row === undefined || logged.afterRow < row.journalSeq)) {
      this.#entry += 1;
      return inputOf(logged);
    }
    if (row === undefined) return null;
    this.#row += 1;
    return { kind: "row", row };
  }

  get isAtEnd(): boolean {
    const { rows, entries } = this.#slice;
    return this.#row >= rows.length && this.#entry >= entries.length;
  }

  /** Our clock when the next row came in; null where no row is left. */
  get nextReceivedAt(): number | null {
    return this.#slice.rows[this.#row]?.receivedAt ?? null;
  }
}

const emptySlice: LogSlice = { rows: [], entries: [] };

/** The inputs of one slice, in order. */
export function* inputsOf(slice: LogSlice): Generator<Input> {
  const cursor = new InputCursor();
  cursor.turnTo(slice);
  for (let input = cursor.next(); input !== null; input = cursor.next()) yield input;
}

export function inputOf(logged: LoggedEntry): EntryInput {
  // An entry's kind is its input's kind: the compiler cannot follow one name through two unions.
  return { kind: logged.entry.kind, logged } as EntryInput;
}
