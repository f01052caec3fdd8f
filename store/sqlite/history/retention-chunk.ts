import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../open-database.ts";

/** What may go: rows received before `receivedBefore`, and never one above `upTo`, which a reader has not reached yet. */
export interface RetentionLimits {
  readonly receivedBefore: number;
  readonly upTo: number;
  readonly rows: number;
}

/**
 * Deletes the oldest observations, in journal order, `rows` at most. What is not yet in `by_gauge` stays. Hours that
 * lose a row are sealed with the roll-up they have, so roll-ups must be up to date before.
 *
 * @returns how many went; fewer than `rows` when the rest must stay
 */
export function retentionChunk(database: DatabaseSync, { receivedBefore, upTo, rows }: RetentionLimits): number {
  return inTransaction(database, () => {
    const last = database
      .prepare(
        `SELECT count(*) AS count, max(seq) AS seq FROM (
           SELECT seq, received_at FROM observation
           WHERE seq <= min(?, (SELECT seq FROM progress WHERE name = 'by_gauge')) ORDER BY seq LIMIT ?)
         WHERE received_at < ?`,
      )
      .get(upTo, rows, receivedBefore)!;
    if (last.seq === null) return 0;
    const seq = Number(last.seq);
    const gone = "SELECT gauge, observed_at FROM observation WHERE seq <= ? AND received_at < ?";
    database
      .prepare(
        `UPDATE rollup_hour SET is_sealed = 1
         WHERE (gauge, hour_at) IN (SELECT DISTINCT gauge, observed_at - observed_at % 3600000 FROM (${gone}))`,
      )
      .run(seq, receivedBefore);
    database.prepare(`DELETE FROM by_gauge WHERE (gauge, observed_at) IN (${gone})`).run(seq, receivedBefore);
    database
      .prepare(
        `DELETE FROM misdated WHERE seq <= ?1 AND (gauge, device_time) IN
         (SELECT gauge, device_time FROM observation WHERE seq <= ?1 AND received_at < ?2 AND device_time IS NOT NULL)`,
      )
      .run(seq, receivedBefore);
    database.prepare("DELETE FROM observation WHERE seq <= ? AND received_at < ?").run(seq, receivedBefore);
    database.prepare("UPDATE progress SET seq = max(seq, ?) WHERE name = 'last_deleted'").run(seq);
    return Number(last.count);
  });
}

/** Deletes counts of untimed readings too old to recognise a duplicate. */
export function dropOldUntimed(database: DatabaseSync, receivedBefore: number): number {
  return Number(database.prepare("DELETE FROM untimed WHERE received_at < ?").run(receivedBefore).changes);
}
