import { type EntryKind, isEntryOf } from "../../../domain/inputs/input.ts";
import { checks } from "../../../domain/observations/quality.ts";
import { type Position, startOfLog } from "../../../domain/position.ts";
import type { JournalReader } from "../../ports.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";
import { entryColumns, toEntry } from "./entry-rows.ts";
import { journalledColumns, unpackJournalled } from "./packed-observations.ts";

/** Rules judge these rows: a flag whose bit is set in `?4`, and not too old on arrival. */
const judged = `(?4 >> flag) & 1 AND (checks & ${checks.tooOld}) = 0`;

/** Rows that were heard from a device, and not put in from a recording. */
const heard = `(checks & ${checks.archived}) = 0`;

/** Flags 1 to 3. */
const usualFlags = 0b1110;

/** The rows of one gauge, `?1`, up to a sequence number, `?2`, whether indexed or still in the journal's tail. */
const rowsOfGauge = `
  SELECT observed_at, seq FROM by_gauge WHERE gauge = ?1 AND seq <= ?2 AND ${judged}`;
const tailOfGauge = `
  SELECT observed_at, seq FROM observation NOT INDEXED
  WHERE seq > (SELECT seq FROM progress WHERE name = 'by_gauge') AND seq <= ?2 AND gauge = ?1 AND ${judged}`;

const columns = journalledColumns.replaceAll(/\w+/g, "observation.$&");

const recentSql = `
  WITH newest AS (
    SELECT max(observed_at) AS at FROM (
      SELECT * FROM (${rowsOfGauge} ORDER BY observed_at DESC LIMIT 1) UNION ALL ${tailOfGauge})),
  chosen AS (
    ${rowsOfGauge} AND observed_at >= (SELECT at FROM newest) - ?3
    UNION ${tailOfGauge} AND observed_at >= (SELECT at FROM newest) - ?3)
  SELECT ${columns} FROM chosen CROSS JOIN observation USING (seq) ORDER BY observation.observed_at`;

const newestSql = `
  WITH chosen AS (
    SELECT * FROM (SELECT observed_at, seq FROM by_gauge WHERE gauge = ?1 AND seq <= ?2 AND ${heard}
      ORDER BY observed_at DESC LIMIT ?3)
    UNION SELECT observed_at, seq FROM observation NOT INDEXED
      WHERE seq > (SELECT seq FROM progress WHERE name = 'by_gauge') AND seq <= ?2 AND gauge = ?1 AND ${heard})
  SELECT ${columns} FROM chosen CROSS JOIN observation USING (seq) ORDER BY observation.observed_at DESC LIMIT ?3`;

const entriesOfSql = `SELECT ${entryColumns} FROM input_entry
  WHERE kind = ? AND entry_seq <= ? ORDER BY entry_seq`;

export interface JournalReaderOptions {
  /** Brings `by_gauge` up to the newest row; what cannot write the journal leaves it as it is. */
  readonly index: () => Promise<void>;
  /** Journal rows looked through for last receptions before the slower ways are taken. */
  readonly receptionScanRows?: number;
}

/** The journal as rules read it, from a reading thread of its own, so that no long history query is in front. */
export function createJournalReader(
  reader: Thread<ReaderOffers>,
  { index, receptionScanRows = 200_000 }: JournalReaderOptions,
): JournalReader {
  /** Rules ask for every gauge at one position when they start: one scan answers nearly all. */
  let scan: { readonly upTo: number; readonly receivedAt: Promise<ReadonlyMap<number, number>> } | null = null;

  return {
    index,
    async readAfter(position, limit) {
      const { rows, entries } = await reader.call("sliceAfter", position, limit);
      return { rows: unpackJournalled(rows), entries: entries.map(toEntry) };
    },
    async entriesOf<Kind extends EntryKind>(kind: Kind, upTo: Position) {
      const rows = await reader.call("rows", "journal", entriesOfSql, [kind, upTo.entry]);
      return rows.map(toEntry).filter((logged) => isEntryOf(logged, kind));
    },
    async recent(gauge, sinceMs, upTo, flags = usualFlags) {
      return unpackJournalled(await reader.call("packed", "journal", recentSql, [gauge, upTo.row, sinceMs, flags]));
    },
    async newest(gauge, count, upTo) {
      return unpackJournalled(await reader.call("packed", "journal", newestSql, [gauge, upTo.row, count])).toReversed();
    },
    async lastReceivedAt(gauge, { row }) {
      if (scan?.upTo !== row) scan = { upTo: row, receivedAt: scanReceptions(reader, row - receptionScanRows, row) };
      return (await scan.receivedAt).get(gauge) ?? (await earlierReception(reader, gauge, row));
    },
    positionAt: (at) => positionAt(reader, at),
  };
}

/** Last reception of every gauge heard in the rows above `after`, up to `upTo`. */
async function scanReceptions(
  reader: Thread<ReaderOffers>,
  after: number,
  upTo: number,
): Promise<ReadonlyMap<number, number>> {
  const sql = `SELECT gauge, received_at, max(seq) FROM observation NOT INDEXED
    WHERE seq > ? AND seq <= ? AND ${heard} GROUP BY gauge`;
  const packed = await reader.call("packed", "journal", sql, [after, upTo]);
  const receivedAt = new Map<number, number>();
  for (let at = 0; at < packed.length; at += 3) receivedAt.set(packed[at]!, packed[at + 1]!);
  return receivedAt;
}

/** For a gauge long silent at `upTo`: its last reception of all, where that is early enough, else a search of its rows. */
async function earlierReception(reader: Thread<ReaderOffers>, gauge: number, upTo: number): Promise<number | null> {
  const last = await reader.call("rows", "journal", "SELECT seq, received_at FROM last_reception WHERE gauge = ?", [
    gauge,
  ]);
  if (last[0] === undefined) return null;
  if (Number(last[0].seq) <= upTo) return Number(last[0].received_at);
  const sql = `SELECT received_at FROM observation
    WHERE seq = (SELECT max(seq) FROM by_gauge WHERE gauge = ? AND seq <= ? AND ${heard})`;
  const found = await reader.call("rows", "journal", sql, [gauge, upTo]);
  return found[0] === undefined ? null : Number(found[0].received_at);
}

const rowAfterSql = "SELECT seq, received_at FROM observation WHERE seq > ? ORDER BY seq LIMIT 1";

/** Between the row before, `?1`, and the row after, `?2`: the last entry that was not entered at `?3` or later. */
const entryBeforeSql = `
  SELECT ifnull(
    (SELECT min(entry_seq) - 1 FROM input_entry
      WHERE after_row >= ifnull((SELECT max(seq) FROM observation WHERE seq <= ?1), 0) AND after_row < ?2 AND at >= ?3),
    (SELECT ifnull(max(entry_seq), 0) FROM input_entry WHERE after_row < ?2))`;

async function positionAt(reader: Thread<ReaderOffers>, at: number): Promise<Position> {
  const numbers = (sql: string, params: readonly number[] = []) => reader.call("packed", "journal", sql, params);
  const [newest = startOfLog.row] = await numbers("SELECT ifnull(max(seq), 0) FROM observation");
  // Rows come in by the hub's clock: what was received is in order, and nothing indexes it.
  let row = startOfLog.row;
  let beyond = newest;
  let next = Number.MAX_SAFE_INTEGER;
  while (row < beyond) {
    const middle = Math.floor((row + beyond) / 2);
    const [seq = Number.MAX_SAFE_INTEGER, receivedAt = Number.POSITIVE_INFINITY] = await numbers(rowAfterSql, [middle]);
    if (receivedAt < at) row = Math.min(seq, beyond);
    else {
      beyond = middle;
      next = seq;
    }
  }
  const [entry = startOfLog.entry] = await numbers(entryBeforeSql, [row, next, at]);
  return { row, entry };
}
