import { dayMs, hourMs } from "../../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { joinDays, roundDown, roundUp } from "../../join-rollups.ts";
import type { History, Rollup } from "../../ports.ts";
import { unpackJournalled } from "../journal/packed-observations.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";
import { flaggedColumns, isJudged, newestFlag } from "./flagged-observations.ts";
import { readMoments } from "./moments.ts";

/** The gauge with id `?1`. */
const gauge = "(SELECT gauge FROM gauge WHERE id = ?1)";
const inSpan = `gauge = ${gauge} AND observed_at >= ?2 AND observed_at < ?3`;
/** Its rows in `?2 <= observed_at < ?3`: those in `by_gauge`, and those that are not yet. */
const indexed = `by_gauge WHERE ${inSpan}`;
const tail = `observation NOT INDEXED WHERE seq > (SELECT seq FROM progress WHERE name = 'by_gauge') AND ${inSpan}`;

const rangeSql = `
  SELECT ${flaggedColumns} FROM (
    SELECT * FROM (SELECT observed_at, seq FROM ${indexed} ORDER BY observed_at LIMIT ?4)
    UNION SELECT observed_at, seq FROM ${tail}
    ORDER BY observed_at LIMIT ?4) AS chosen
  CROSS JOIN observation AS o USING (seq) ${newestFlag} ORDER BY o.observed_at`;

/** The newest row of each gauge of the JSON list `?1`. */
const newestSql = `
  WITH wanted AS MATERIALIZED (SELECT gauge FROM json_each(?1) AS ids CROSS JOIN gauge ON gauge.id = ids.value),
  found AS (
    SELECT gauge, (SELECT max(observed_at) FROM by_gauge WHERE gauge = wanted.gauge) AS observed_at
      FROM wanted
    UNION ALL
    SELECT gauge, max(observed_at) FROM observation NOT INDEXED
      WHERE seq > (SELECT seq FROM progress WHERE name = 'by_gauge') AND gauge IN (SELECT gauge FROM wanted)
      GROUP BY gauge),
  newest AS (SELECT gauge, max(observed_at) AS observed_at FROM found GROUP BY gauge)
  SELECT ${flaggedColumns} FROM newest CROSS JOIN observation AS o
    ON o.observed_at = newest.observed_at AND o.gauge = newest.gauge ${newestFlag}`;

const keysSql = "SELECT id, gauge FROM gauge WHERE id IN (SELECT value FROM json_each(?1))";

/**
 * Hours as `hour_at, count, min, max, sum`: those rolled up and untouched since, and the others from the observations.
 * A flag given later touches its hour as a row that came later does. A sealed hour, of which retention has deleted
 * rows, is always taken as rolled up.
 */
const hoursSql = `
  WITH sealed AS (
    SELECT hour_at FROM rollup_hour WHERE gauge = ${gauge} AND hour_at >= ?2 AND hour_at < ?3 AND is_sealed),
  fresh AS MATERIALIZED (
    SELECT hour_at FROM (
      SELECT hour_at FROM dirty_hour WHERE gauge = ${gauge} AND hour_at >= ?2 AND hour_at < ?3
      UNION SELECT observed_at - observed_at % 3600000 FROM ${tail}
      UNION SELECT observed_at - observed_at % 3600000 FROM state.flag_change
        WHERE gauge_id = ?1 AND observed_at >= ?2 AND observed_at < ?3)
    WHERE hour_at NOT IN sealed)
  SELECT hour_at, count, min, max, sum FROM rollup_hour
    WHERE gauge = ${gauge} AND hour_at >= ?2 AND hour_at < ?3 AND hour_at NOT IN fresh
  UNION ALL
  SELECT hour_at, count(*), min(value), max(value), sum(value) FROM (
    SELECT hour_at, o.value AS value FROM fresh CROSS JOIN by_gauge AS o
      ON o.gauge = ${gauge} AND o.observed_at >= hour_at AND o.observed_at < hour_at + 3600000 ${newestFlag}
      WHERE ${isJudged} AND o.seq <= (SELECT seq FROM progress WHERE name = 'by_gauge')
    UNION ALL SELECT o.observed_at - o.observed_at % 3600000 AS hour_at, o.value FROM (SELECT * FROM ${tail}) AS o
      ${newestFlag} WHERE ${isJudged} AND o.observed_at - o.observed_at % 3600000 IN fresh)
  GROUP BY hour_at
  ORDER BY hour_at`;

/** Days of an odd offset, `?4`, from the rows; each row once even while its slice is being indexed. */
const daysFromRowsSql = `
  SELECT o.observed_at - (o.observed_at + ?4) % 86400000 AS day_at, count(*), min(o.value), max(o.value), sum(o.value)
  FROM (SELECT seq FROM ${indexed} UNION SELECT seq FROM ${tail}) AS chosen
  CROSS JOIN observation AS o USING (seq) ${newestFlag}
  WHERE ${isJudged} GROUP BY day_at ORDER BY day_at`;

/**
 * History out of the journal. Roll-ups are whole hours and whole days that overlap `from <= t < to`. Days are put
 * together from hours; where the offset is no whole number of hours, from the single observations, which reach back only
 * as far as those are kept.
 */
export function createHistory(reader: Thread<ReaderOffers>): History {
  const rollupsOf = async (sql: string, params: readonly (string | number)[]): Promise<readonly Rollup[]> =>
    toRollups(await reader.call("packed", "journal", sql, params));

  return {
    async range(id, from, to, limit) {
      return unpackJournalled(await reader.call("packed", "journal", rangeSql, [id, from, to, limit]));
    },
    async rollups(id, from, to, step, offsetMs) {
      if (from >= to) return [];
      if (step === "hour") return rollupsOf(hoursSql, [id, roundDown(from, hourMs, 0), roundUp(to, hourMs, 0)]);
      const firstDay = roundDown(from, dayMs, offsetMs);
      const end = roundUp(to, dayMs, offsetMs);
      if (offsetMs % hourMs === 0) return joinDays(await rollupsOf(hoursSql, [id, firstDay, end]), offsetMs);
      return rollupsOf(daysFromRowsSql, [id, firstDay, end, offsetMs]);
    },
    async newest(ids) {
      const rows = unpackJournalled(await reader.call("packed", "journal", newestSql, [JSON.stringify(ids)]));
      const byKey = new Map(rows.map((row) => [row.gauge, row]));
      const keys = await reader.call("rows", "journal", keysSql, [JSON.stringify(ids)]);
      const newest = new Map<GaugeId, Observation>();
      for (const { id, gauge: key } of keys) {
        const row = byKey.get(Number(key) as GaugeKey);
        if (row !== undefined) newest.set(id as GaugeId, row);
      }
      return newest;
    },
    newestAtEach: (ids, moments) => readMoments(reader, ids, moments),
  };
}

function toRollups(packed: Float64Array): readonly Rollup[] {
  const rollups: Rollup[] = [];
  for (let at = 0; at < packed.length; at += 5) {
    const count = packed[at + 1]!;
    const sum = packed[at + 4]!;
    rollups.push({ startsAt: packed[at]!, count, min: packed[at + 2]!, max: packed[at + 3]!, sum, mean: sum / count });
  }
  return rollups;
}
