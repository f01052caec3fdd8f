import { openForReading } from "../store/sqlite/open-database.ts";
import { type FlagChanges, flagChanges } from "./spool/flag-changes.ts";
import { type JournalEnds, journalEnds } from "./spool/journal-ends.ts";
import { type JournalRows, journalRows } from "./spool/journal-rows.ts";
import { spoolQueries } from "./spool/spool-queries.ts";
import { type StateRows, stateRows } from "./spool/state-rows.ts";

/** What there is to send, read from the journal and the state; each call is one snapshot. */
export interface InfluxSpool extends JournalEnds, JournalRows, FlagChanges, StateRows {
  newestOf(source: "flag" | "transition" | "event"): number;
  close(): void;
}

/** @throws {HubError} `store.cannot_open` */
export function openSpool(files: { readonly journalFile: string; readonly stateFile: string }): InfluxSpool {
  const database = openForReading(files.journalFile);
  database.prepare("ATTACH ? AS state").run(files.stateFile);
  const queries = spoolQueries(database);
  const newestOf = {
    flag: queries.number("SELECT max(change_seq) FROM state.flag_change"),
    transition: queries.number("SELECT max(transition_seq) FROM state.transition"),
    event: queries.number("SELECT max(event_seq) FROM state.event"),
  };
  return {
    ...journalEnds(queries),
    ...journalRows(queries),
    ...flagChanges(queries),
    ...stateRows(queries),
    newestOf: (source) => newestOf[source]() ?? 0,
    close: () => database.close(),
  };
}
