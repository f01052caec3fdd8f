import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../open-database.ts";

/** Numbers a roll-up: `gauge, hour_at, count, min, max, sum`. */
export const rollupWidth = 6;

/** The same with the journal row up to which `by_gauge` was read. */
export const readRollupWidth = rollupWidth + 1;

/**
 * The next `?3` hours with rows that no roll-up counts, behind gauge `?1` and hour `?2`, each counted anew from all its
 * rows, so that late ones count. For a reading thread: an hour may have a million rows, and nobody waits for it.
 */
export const dirtyHoursSql = `
  WITH hours AS MATERIALIZED (
    SELECT gauge, hour_at FROM dirty_hour WHERE (gauge, hour_at) > (?1, ?2) ORDER BY gauge, hour_at LIMIT ?3)
  SELECT hours.gauge, hours.hour_at, count(o.value), min(o.value), max(o.value), total(o.value),
    (SELECT seq FROM progress WHERE name = 'by_gauge')
  FROM hours LEFT JOIN by_gauge AS o ON o.gauge = hours.gauge AND o.flag <= 3 AND o.value IS NOT NULL
    AND o.observed_at >= hours.hour_at AND o.observed_at < hours.hour_at + 3600000
  GROUP BY hours.gauge, hours.hour_at ORDER BY hours.gauge, hours.hour_at`;

/**
 * Puts down hours that were counted elsewhere; those that count nothing go. An hour that retention has begun to delete
 * is sealed: its roll-up is more than what is left to compute it from, and stays.
 */
export function keepRollups(database: DatabaseSync, rollups: Float64Array): void {
  const keep = rollupKeeper(database);
  inTransaction(database, () => {
    for (let at = 0; at < rollups.length; at += rollupWidth) keep(rollups.subarray(at, at + rollupWidth));
  });
}

/** Puts down hours as `dirtyHoursSql` gave them. One that got rows since it was read is to be counted again. */
export function keepReadRollups(database: DatabaseSync, rollups: Float64Array): void {
  const keep = rollupKeeper(database);
  const settle = database.prepare("DELETE FROM dirty_hour WHERE gauge = ? AND hour_at = ? AND seq <= ?");
  inTransaction(database, () => {
    for (let at = 0; at < rollups.length; at += readRollupWidth) {
      const [gauge, hourAt] = rollups.subarray(at, at + rollupWidth);
      keep(rollups.subarray(at, at + rollupWidth));
      settle.run(gauge!, hourAt!, rollups[at + rollupWidth]!);
    }
  });
}

function rollupKeeper(database: DatabaseSync): (rollup: Float64Array) => void {
  const keep = database.prepare(
    `INSERT INTO rollup_hour (gauge, hour_at, count, min, max, sum) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = excluded.count, min = excluded.min, max = excluded.max, sum = excluded.sum
     WHERE NOT is_sealed`,
  );
  const drop = database.prepare("DELETE FROM rollup_hour WHERE gauge = ? AND hour_at = ? AND NOT is_sealed");
  return ([gauge, hourAt, count, ...rest]) => {
    if (count === 0) drop.run(gauge!, hourAt!);
    else keep.run(gauge!, hourAt!, count!, ...rest);
  };
}
