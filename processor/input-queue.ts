import type { StoredOrder } from "../domain/order.ts";
import type { HubStart, ModeChange } from "../store/ports.ts";

/** What is to be taken in besides rows, each at its place in the journal. */
export type JournalInput =
  | { readonly start: HubStart; readonly order?: never; readonly mode?: never }
  | { readonly mode: ModeChange; readonly start?: never; readonly order?: never }
  | { readonly order: StoredOrder; readonly start?: never; readonly mode?: never; readonly at: number };

/** Starts, modes and orders that rules have not come to; a start comes before the orders of its run. */
export class InputQueue {
  #inputs: (JournalInput & { readonly journalSeq: number })[] = [];

  /** @param orders that took effect beyond the cursor: a replay takes them up where they did */
  set(starts: readonly HubStart[], orders: readonly StoredOrder[], modes: readonly ModeChange[]): void {
    const placed = orders.flatMap((order) =>
      order.applied === null ? [] : [{ order, at: order.applied.at, journalSeq: order.applied.journalSeq }],
    );
    this.#inputs = [
      ...starts.map((start) => ({ start, journalSeq: start.journalSeq })),
      ...modes.map((mode) => ({ mode, journalSeq: mode.journalSeq })),
      ...placed.sort((a, b) => a.at - b.at || a.order.orderSeq - b.order.orderSeq),
    ].sort((a, b) => a.journalSeq - b.journalSeq);
  }

  /** Puts in a change of mode, later than all that is there. */
  add(mode: ModeChange): void {
    this.#inputs.push({ mode, journalSeq: mode.journalSeq });
  }

  /** Takes out the next one whose place is before the row `journalSeq`. */
  shiftBefore(journalSeq: number): JournalInput | null {
    const first = this.#inputs[0];
    if (first === undefined || first.journalSeq >= journalSeq) return null;
    this.#inputs.shift();
    return first;
  }
}
