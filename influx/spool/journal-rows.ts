import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { flaggedColumns, newestFlag } from "../../store/sqlite/history/flagged-observations.ts";
import type { SpoolQueries } from "./spool-queries.ts";

/** A journal row under its newest flag, as `flaggedColumns` puts it. */
export type ObservationRow = readonly [
  seq: number,
  gauge: number,
  observedAt: number,
  receivedAt: number,
  value: number | null,
  flag: number,
  checks: number,
  deviceTime: number | null,
  deviceSeq: number | null,
];

/** Observations of the journal. */
export interface JournalRows {
  gaugeIds(): ReadonlyMap<GaugeKey, GaugeId>;
  observationsAfter(seq: number, limit: number): readonly ObservationRow[];
  /** Rows of one gauge with `from <= observedAt < to`: those above `afterSeq`, and those at `times`. */
  rowsOf(
    gauge: GaugeKey,
    from: number,
    to: number,
    afterSeq: number,
    times: readonly number[],
  ): readonly ObservationRow[];
}

export function journalRows(queries: SpoolQueries): JournalRows {
  const gauges = queries.rows<readonly [number, string]>("SELECT gauge, id FROM gauge");
  const unsentOf = queries.rows<ObservationRow>(
    `SELECT ${flaggedColumns} FROM observation AS o NOT INDEXED ${newestFlag}
     WHERE o.seq > ?4 AND o.gauge = ?1 AND o.observed_at >= ?2 AND o.observed_at < ?3`,
  );
  const rowAt = queries.rows<ObservationRow>(
    `SELECT ${flaggedColumns} FROM observation AS o ${newestFlag} WHERE o.gauge = ? AND o.observed_at = ?`,
  );
  return {
    gaugeIds: () => new Map(gauges().map(([gauge, id]) => [gauge as GaugeKey, id as GaugeId])),
    observationsAfter: queries.rows<ObservationRow>(
      `SELECT ${flaggedColumns} FROM observation AS o ${newestFlag} WHERE o.seq > ? ORDER BY o.seq LIMIT ?`,
    ),
    rowsOf(gauge, from, to, afterSeq, times) {
      const unsent = unsentOf(gauge, from, to, afterSeq);
      return [...unsent, ...times.flatMap((time) => rowAt(gauge, time)).filter(([seq]) => seq <= afterSeq)];
    },
  };
}
