import { endOf, type Input, type LogSlice } from "../domain/inputs/input.ts";
import { isBeyond, type Position } from "../domain/position.ts";
import type { JournalReader } from "../store/ports.ts";
import { InputCursor } from "./inputs.ts";

/** Rows asked of the journal at once while catching up. */
const catchUpRows = 20_000;

/**
 * Where inputs come from: fresh commits out of memory, and the journal itself after a start, or when more is unread than
 * memory may hold. The journal is the spool: nothing is lost, and memory stays bounded.
 */
export class InputSource {
  readonly #reader: JournalReader;
  readonly #maxRows: number;
  readonly #cursor = new InputCursor();
  readonly #waiting: LogSlice[] = [];
  #current: LogSlice = { rows: [], entries: [] };
  /** Rows in memory, those of the slice under way included. */
  #heldRows = 0;
  #end: Position;
  #isBehind = false;

  /** @param end of the log as far as it has been decided */
  constructor(reader: JournalReader, maxRows: number, end: Position) {
    this.#reader = reader;
    this.#maxRows = maxRows;
    this.#end = end;
  }

  /** End of the log, as far as it is known here. */
  get end(): Position {
    return this.#end;
  }

  /** True while inputs must come from the journal, as memory does not hold all that is unread. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** True when nothing is in memory and nothing is left in the journal. */
  get isLevel(): boolean {
    return !this.#isBehind && this.#waiting.length === 0 && this.#cursor.isAtEnd;
  }

  /** Our clock when the oldest unread row in memory came in; null for none. */
  get oldestReceivedAt(): number | null {
    return (
      this.#cursor.nextReceivedAt ?? this.#waiting.find(({ rows }) => rows.length > 0)?.rows[0]?.receivedAt ?? null
    );
  }

  /** Takes in what was committed to the journal. */
  offer(slice: LogSlice): void {
    this.#end = endOf(slice, this.#end);
    if (this.#isBehind) return;
    if (this.#heldRows + slice.rows.length > this.#maxRows) this.#isBehind = true;
    else this.#hold(slice);
  }

  /** Turns to the journal up to `end`. */
  fallBehind(end: Position): void {
    this.#end = end;
    this.#isBehind = true;
  }

  /** The next input in memory, in the order of the log; null for none. */
  next(): Input | null {
    for (;;) {
      const input = this.#cursor.next();
      if (input !== null) return input;
      const slice = this.#waiting.shift();
      this.#heldRows -= this.#current.rows.length;
      this.#current = slice ?? { rows: [], entries: [] };
      this.#cursor.turnTo(this.#current);
      if (slice === undefined) return null;
    }
  }

  /**
   * Reads the next stretch of the journal into memory, or finds that there is none. Memory must be empty.
   *
   * @param after up to where the log has been decided
   */
  async refill(after: Position): Promise<void> {
    // No await between the comparison and the end of being behind: nothing can be committed in between and go unread.
    if (!isBeyond(this.#end, after)) {
      this.#isBehind = false;
      return;
    }
    const slice = await this.#reader.readAfter(after, catchUpRows);
    if (slice.rows.length > 0 || slice.entries.length > 0) this.#hold(slice);
    else this.#end = after;
  }

  #hold(slice: LogSlice): void {
    this.#waiting.push(slice);
    this.#heldRows += slice.rows.length;
  }
}
