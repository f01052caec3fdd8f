import type { GaugeId } from "../../../domain/ids.ts";
import type { QualityFlag } from "../../../domain/observations/quality.ts";
import { newestOfGauge } from "../../newest-of-gauge.ts";
import type { NewestAt } from "../../ports.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";

/**
 * Of gauges in the JSON list `?1`: the row before each moment of the list `?2`, once however many moments it is the newest of, and
 * every row that `by_gauge` does not have yet. `by_gauge` is asked once a gauge and moment: a day of readings has many times more rows.
 */
const momentsSql = `
  WITH wanted AS MATERIALIZED (
    SELECT ids.key AS place, gauge.gauge, gauge.id FROM json_each(?1) AS ids CROSS JOIN gauge ON gauge.id = ids.value),
  moments AS MATERIALIZED (SELECT key AS moment, value AS before FROM json_each(?2)),
  found AS (
    SELECT place, gauge, id, moment,
        (SELECT max(observed_at) FROM by_gauge AS i WHERE i.gauge = wanted.gauge AND i.observed_at < before) AS observed_at
      FROM wanted CROSS JOIN moments),
  told AS (SELECT *, lag(observed_at) OVER (PARTITION BY place ORDER BY moment) AS earlier FROM found)
  SELECT place, o.observed_at, o.value, ifnull(f.flag, o.flag) FROM told
    CROSS JOIN by_gauge AS o ON o.gauge = told.gauge AND o.observed_at = told.observed_at
    LEFT JOIN state.flag_change AS f ON f.gauge_id = told.id AND f.observed_at = o.observed_at
    WHERE told.observed_at IS NOT earlier
  UNION ALL
  SELECT place, o.observed_at, o.value, ifnull(f.flag, o.flag) FROM observation AS o NOT INDEXED
    CROSS JOIN wanted ON wanted.gauge = o.gauge
    LEFT JOIN state.flag_change AS f ON f.gauge_id = wanted.id AND f.observed_at = o.observed_at
    WHERE o.seq > (SELECT seq FROM progress WHERE name = 'by_gauge')`;

const width = 4;

/** See `History.newestAtEach`. */
export async function readMoments(
  reader: Thread<ReaderOffers>,
  ids: readonly GaugeId[],
  moments: readonly number[],
): Promise<readonly NewestAt[]> {
  const packed = await reader.call("packed", "journal", momentsSql, [JSON.stringify(ids), JSON.stringify(moments)]);
  const rows = rowsByPlace(packed, ids.length);
  return ids.flatMap((id, place) => newestOfGauge(id, rows[place] ?? [], moments));
}

/** Rows of each gauge in order of time. */
function rowsByPlace(packed: Float64Array, count: number) {
  const rows = Array.from({ length: count }, (): { observedAt: number; value: number; flag: QualityFlag }[] => []);
  for (let at = 0; at < packed.length; at += width) {
    const [place = 0, observedAt = 0, value = Number.NaN, flag = 0] = packed.subarray(at, at + width);
    rows[place]?.push({ observedAt, value, flag: flag as QualityFlag });
  }
  for (const each of rows) each.sort((a, b) => a.observedAt - b.observedAt);
  return rows;
}
