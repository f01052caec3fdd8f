import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../open-database.ts";

/**
 * Rolls up to `limit` dirty hours up, each anew from all its observations, so that late ones count. An hour that
 * retention has begun to delete is sealed: its roll-up is more than what is left to compute it from, and stays.
 *
 * @returns how many hours were done; fewer than `limit` when none is left
 */
export function rollupChunk(database: DatabaseSync, limit: number): number {
  return inTransaction(database, () => {
    database.exec("CREATE TEMP TABLE IF NOT EXISTS hours (gauge INTEGER, hour_at INTEGER)");
    const { changes } = database
      .prepare("INSERT INTO hours SELECT gauge, hour_at FROM dirty_hour ORDER BY gauge, hour_at LIMIT ?")
      .run(limit);
    database.exec(`
      INSERT INTO rollup_hour (gauge, hour_at, count, min, max, sum)
      SELECT hours.gauge, hours.hour_at, count(*), min(value), max(value), sum(value)
      FROM hours CROSS JOIN by_gauge ON by_gauge.gauge = hours.gauge
        AND by_gauge.observed_at >= hours.hour_at AND by_gauge.observed_at < hours.hour_at + 3600000
      WHERE flag <= 3 AND value IS NOT NULL
      GROUP BY hours.gauge, hours.hour_at
      ON CONFLICT DO UPDATE SET count = excluded.count, min = excluded.min, max = excluded.max, sum = excluded.sum
      WHERE NOT is_sealed;
      DELETE FROM dirty_hour WHERE (gauge, hour_at) IN (SELECT gauge, hour_at FROM hours);
      DELETE FROM hours;`);
    return Number(changes);
  });
}

/** Numbers a roll-up: `gauge, hour_at, count, min, max, sum`. */
export const rollupWidth = 6;

/** Puts down hours as they were counted elsewhere; those that count nothing go. Sealed ones stay as they are. */
export function keepRollups(database: DatabaseSync, rollups: Float64Array): void {
  inTransaction(database, () => {
    const keep = database.prepare(
      `INSERT INTO rollup_hour (gauge, hour_at, count, min, max, sum) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET count = excluded.count, min = excluded.min, max = excluded.max, sum = excluded.sum
       WHERE NOT is_sealed`,
    );
    const drop = database.prepare("DELETE FROM rollup_hour WHERE gauge = ? AND hour_at = ? AND NOT is_sealed");
    for (let at = 0; at < rollups.length; at += rollupWidth) {
      const [gauge, hourAt, count, ...rest] = rollups.subarray(at, at + rollupWidth);
      if (count === 0) drop.run(gauge!, hourAt!);
      else keep.run(gauge!, hourAt!, count!, ...rest);
    }
  });
}
