import type { GaugeKey } from "../../domain/ids.ts";
import type { SpoolQueries } from "./spool-queries.ts";

/** A flag given after the journal had the row. */
export interface StoredFlagChange {
  readonly changeSeq: number;
  readonly gauge: GaugeKey;
  readonly observedAt: number;
  readonly flag: number;
  readonly checks: number;
  /** Of the row; null when the journal has deleted it. */
  readonly journalSeq: number | null;
}

export interface FlagChanges {
  flagChangesAfter(changeSeq: number, limit: number): readonly StoredFlagChange[];
  /** Times in `from <= t < to` of one gauge whose flag was changed above `changeSeq`. */
  flagChangeTimes(gauge: GaugeKey, from: number, to: number, changeSeq: number): readonly number[];
}

export function flagChanges(queries: SpoolQueries): FlagChanges {
  const changesAfter = queries.rows<readonly [number, number, number, number, number, number | null]>(
    `SELECT f.change_seq, g.gauge, f.observed_at, f.flag, f.checks, o.seq
     FROM state.flag_change AS f CROSS JOIN gauge AS g ON g.id = f.gauge_id
     LEFT JOIN observation AS o ON o.observed_at = f.observed_at AND o.gauge = g.gauge
     WHERE f.change_seq > ? ORDER BY f.change_seq LIMIT ?`,
  );
  const changeTimes = queries.rows<readonly [number]>(
    `SELECT observed_at FROM state.flag_change
     WHERE gauge_id = (SELECT id FROM gauge WHERE gauge = ?)
       AND observed_at >= ? AND observed_at < ? AND change_seq > ?`,
  );
  return {
    flagChangesAfter: (after, limit) =>
      changesAfter(after, limit).map(([changeSeq, gauge, observedAt, flag, checks, journalSeq]) => ({
        changeSeq,
        gauge: gauge as GaugeKey,
        observedAt,
        flag,
        checks,
        journalSeq,
      })),
    flagChangeTimes: (gauge, from, to, changeSeq) => changeTimes(gauge, from, to, changeSeq).map(([time]) => time),
  };
}
