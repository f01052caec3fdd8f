import type { Mode } from "../../../domain/mode.ts";
import { checks } from "../../../domain/quality.ts";
import type { HubStart, JournalReader } from "../../ports.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";
import { journalledColumns, unpackJournalled } from "./packed-observations.ts";

/** Rules judge these rows: a flag whose bit is set in `?4`, and not too old on arrival. */
const judged = `(?4 >> flag) & 1 AND (checks & ${checks.tooOld}) = 0`;

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
    SELECT * FROM (SELECT observed_at, seq FROM by_gauge WHERE gauge = ?1 AND seq <= ?2 ORDER BY observed_at DESC LIMIT ?3)
    UNION SELECT observed_at, seq FROM observation NOT INDEXED
      WHERE seq > (SELECT seq FROM progress WHERE name = 'by_gauge') AND seq <= ?2 AND gauge = ?1)
  SELECT ${columns} FROM chosen CROSS JOIN observation USING (seq) ORDER BY observation.observed_at DESC LIMIT ?3`;

/**
 * The journal as rules read it, from a reading thread of its own, so that no long history query is in front.
 *
 * @param receptionScanRows journal rows looked through for last receptions before the slower ways are taken
 */
export function createJournalReader(reader: Thread<ReaderOffers>, receptionScanRows = 200_000): JournalReader {
  /** Rules ask for every gauge at one cursor when they start: one scan answers nearly all. */
  let scan: { readonly upTo: number; readonly receivedAt: Promise<ReadonlyMap<number, number>> } | null = null;

  return {
    async readAfter(after, limit) {
      const sql = `SELECT ${journalledColumns} FROM observation WHERE seq > ? ORDER BY seq LIMIT ?`;
      return unpackJournalled(await reader.call("packed", "journal", sql, [after, limit]));
    },
    async recent(gauge, sinceMs, upTo, flags = usualFlags) {
      return unpackJournalled(await reader.call("packed", "journal", recentSql, [gauge, upTo, sinceMs, flags]));
    },
    async newest(gauge, count, upTo) {
      return unpackJournalled(await reader.call("packed", "journal", newestSql, [gauge, upTo, count])).toReversed();
    },
    async lastReceivedAt(gauge, upTo) {
      if (scan?.upTo !== upTo) scan = { upTo, receivedAt: scanReceptions(reader, upTo - receptionScanRows, upTo) };
      return (await scan.receivedAt).get(gauge) ?? (await earlierReception(reader, gauge, upTo));
    },
    async starts(after) {
      const rows = await reader.call("rows", "journal", `${startsSql} WHERE seq > ? ORDER BY seq`, [after]);
      return rows.map(hubStartFrom);
    },
    async modes(after) {
      const sql = "SELECT seq, at, mode FROM mode_change WHERE seq > ? ORDER BY seq";
      const rows = await reader.call("rows", "journal", sql, [after]);
      return rows.map((row) => ({ journalSeq: Number(row.seq), at: Number(row.at), mode: row.mode as Mode }));
    },
  };
}

export const startsSql = "SELECT seq, started_at, counted_up_to FROM hub_start";

/** A row of `startsSql`. */
export function hubStartFrom(row: Readonly<Record<string, unknown>>): HubStart {
  const { seq, started_at: startedAt, counted_up_to: countedUpTo } = row;
  const start = { journalSeq: Number(seq), startedAt: Number(startedAt) };
  return countedUpTo === null ? start : { ...start, countedUpTo: Number(countedUpTo) };
}

/** Last reception of every gauge heard in the rows above `after`, up to `upTo`. */
async function scanReceptions(
  reader: Thread<ReaderOffers>,
  after: number,
  upTo: number,
): Promise<ReadonlyMap<number, number>> {
  const sql = `SELECT gauge, received_at, max(seq) FROM observation NOT INDEXED
    WHERE seq > ? AND seq <= ? GROUP BY gauge`;
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
    WHERE seq = (SELECT max(seq) FROM by_gauge WHERE gauge = ? AND seq <= ?)`;
  const found = await reader.call("rows", "journal", sql, [gauge, upTo]);
  return found[0] === undefined ? null : Number(found[0].received_at);
}
