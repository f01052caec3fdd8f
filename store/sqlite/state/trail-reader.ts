import type { TrailReader } from "../../ports.ts";
import { entryColumns, toEntry } from "../journal/entry-rows.ts";
import type { DatabaseName, SqlRow } from "../reader-offers.ts";
import { toInboxItem, waitingSql } from "./inbox-rows.ts";
import { settledSelect, toSettledDelivery } from "./outbox-rows.ts";
import { toAuditRecord, toEvent } from "./state-queries.ts";

/** Reads rows of one of the databases. */
export type ReadRows = (
  database: DatabaseName,
  sql: string,
  params: readonly (string | number)[],
) => Promise<readonly SqlRow[]>;

const linesSql = "SELECT * FROM audit WHERE audit_seq > ? ORDER BY audit_seq LIMIT ?";
const entriesSql = `SELECT ${entryColumns} FROM input_entry WHERE entry_seq > ? ORDER BY entry_seq LIMIT ?`;
const eventsSql = "SELECT * FROM event WHERE event_id IN (SELECT value FROM json_each(?))";
const endsSql = `${settledSelect} LEFT JOIN event_body USING (event_id, format)
  WHERE delivery_id IN (SELECT value FROM json_each(?))`;

/** The trail in `state.db` with the log in `journal.db`, in a reading thread or in this one. */
export function createTrailReader(rows: ReadRows): TrailReader {
  return {
    linesAfter: async (auditSeq, limit) => (await rows("state", linesSql, [auditSeq, limit])).map(toAuditRecord),
    entriesAfter: async (entrySeq, limit) => (await rows("journal", entriesSql, [entrySeq, limit])).map(toEntry),
    decidedEntry: async () =>
      Number((await rows("state", "SELECT position_entry FROM checkpoint", []))[0]!.position_entry),
    eventsOf: async (ids) => (await rows("state", eventsSql, [JSON.stringify(ids)])).map(toEvent),
    endsOf: async (ids) =>
      new Map(
        (await rows("state", endsSql, [JSON.stringify(ids)])).map((row) => [
          Number(row.delivery_id),
          row.settled_at === null ? null : toSettledDelivery(row),
        ]),
      ),
    waitingEntries: async () => (await rows("state", waitingSql, [])).map(toInboxItem).map(({ entry }) => entry),
  };
}
