import { isJudged, newestFlag } from "./flagged-observations.ts";

/**
 * Whole hours before `?1` in which a flag was changed, as `gauge, hour_at, count, min, max, sum` under the newest flags.
 * Sealed hours, of which rows are gone, are left out.
 */
export const changedHoursSql = `
  WITH changed AS MATERIALIZED (
    SELECT DISTINCT gauge.gauge AS gauge, observed_at - observed_at % 3600000 AS hour_at
    FROM state.flag_change CROSS JOIN gauge ON gauge.id = gauge_id WHERE observed_at < ?1)
  SELECT changed.gauge, changed.hour_at, count(CASE WHEN ${isJudged} THEN 1 END),
    min(CASE WHEN ${isJudged} THEN o.value END), max(CASE WHEN ${isJudged} THEN o.value END),
    sum(CASE WHEN ${isJudged} THEN o.value END)
  FROM changed CROSS JOIN by_gauge AS o ON o.gauge = changed.gauge
    AND o.observed_at >= changed.hour_at AND o.observed_at < changed.hour_at + 3600000 ${newestFlag}
  WHERE (changed.gauge, changed.hour_at) NOT IN (SELECT gauge, hour_at FROM rollup_hour WHERE is_sealed)
  GROUP BY changed.gauge, changed.hour_at`;

/** Numbers of flag changes on observations made before `?1` that the journal no longer has, `?2` at most. */
export const flagsWithoutRowSql = `
  SELECT change_seq FROM state.flag_change AS f LEFT JOIN gauge AS g ON g.id = f.gauge_id
    LEFT JOIN observation AS o ON o.observed_at = f.observed_at AND o.gauge = g.gauge
  WHERE f.observed_at < ?1 AND o.seq IS NULL ORDER BY f.observed_at LIMIT ?2`;
