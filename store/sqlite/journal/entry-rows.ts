import type { Entry, LoggedEntry } from "../../../domain/inputs/input.ts";

/** Columns of `input_entry` that make an entry of the log. */
export const entryColumns = "entry_seq, after_row, at, body";

/** A row of `entryColumns`. */
export function toEntry(row: Readonly<Record<string, unknown>>): LoggedEntry {
  const { entry_seq: entrySeq, after_row: afterRow, at, body } = row;
  const entry = JSON.parse(String(body)) as Entry;
  return { entrySeq: Number(entrySeq), afterRow: Number(afterRow), at: Number(at), entry };
}
