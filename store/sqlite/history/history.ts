import type { History, Rollup } from "../../../api/ports.ts";
import { dayMs, hourMs } from "../../../domain/clock.ts";
import type { CachedGaugeRegistry } from "../journal/gauge-registry.ts";
import { journalledColumns, unpackJournalled } from "../journal/packed-observations.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import { refusedTimes, withFlagChanges } from "../state/flag-changes.ts";
import type { Thread } from "../thread.ts";

/** Rows of gauge `?1` in `?2 <= observed_at < ?3` that are not in `by_gauge` yet. */
const tail = `observation NOT INDEXED WHERE seq > (SELECT seq FROM progress WHERE name = 'by_gauge')
  AND gauge = ?1 AND observed_at >= ?2 AND observed_at < ?3`;
const indexed = "by_gauge WHERE gauge = ?1 AND observed_at >= ?2 AND observed_at < ?3";
const columns = journalledColumns.replaceAll(/\w+/g, "observation.$&");

const rangeSql = `
  SELECT ${columns} FROM (
    SELECT * FROM (SELECT observed_at, seq FROM ${indexed} ORDER BY observed_at LIMIT ?4)
    UNION SELECT observed_at, seq FROM ${tail}
    ORDER BY observed_at LIMIT ?4) AS chosen
  CROSS JOIN observation USING (seq) ORDER BY observation.observed_at`;

/** Observations that count in a roll-up, each once even while its slice is being indexed. */
const judgedRows = `
  SELECT observed_at, seq, value FROM ${indexed} AND flag <= 3 AND value IS NOT NULL
  UNION SELECT observed_at, seq, value FROM ${tail} AND flag <= 3 AND value IS NOT NULL`;

/**
 * Hours as `hour_at, count, min, max, sum`: those rolled up and untouched since, and the others from the observations.
 * A sealed hour, of which retention has deleted rows, is always taken as rolled up.
 */
const hoursSql = `
  WITH sealed AS (
    SELECT hour_at FROM rollup_hour WHERE gauge = ?1 AND hour_at >= ?2 AND hour_at < ?3 AND is_sealed),
  fresh AS (
    SELECT hour_at FROM (
      SELECT hour_at FROM dirty_hour WHERE gauge = ?1 AND hour_at >= ?2 AND hour_at < ?3
      UNION SELECT observed_at - observed_at % 3600000 FROM ${tail})
    WHERE hour_at NOT IN sealed)
  SELECT hour_at, count, min, max, sum FROM rollup_hour
    WHERE gauge = ?1 AND hour_at >= ?2 AND hour_at < ?3 AND hour_at NOT IN fresh
  UNION ALL
  SELECT hour_at, count(*), min(value), max(value), sum(value) FROM (
    SELECT hour_at, value FROM fresh CROSS JOIN by_gauge
      ON gauge = ?1 AND observed_at >= hour_at AND observed_at < hour_at + 3600000
      WHERE flag <= 3 AND value IS NOT NULL AND seq <= (SELECT seq FROM progress WHERE name = 'by_gauge')
    UNION ALL SELECT observed_at - observed_at % 3600000 AS hour_at, value FROM ${tail}
      AND flag <= 3 AND value IS NOT NULL AND observed_at - observed_at % 3600000 IN fresh)
  GROUP BY hour_at
  ORDER BY hour_at`;

const daysFromRowsSql = `
  SELECT observed_at - (observed_at + ?4) % 86400000 AS day_at, count(*), min(value), max(value), sum(value)
  FROM (${judgedRows}) GROUP BY day_at ORDER BY day_at`;

/**
 * History out of the journal. Roll-ups are whole hours and whole days that overlap `from <= t < to`. Days are put
 * together from hours; where the offset is no whole number of hours, from the single observations, which reach back only
 * as far as those are kept.
 */
export function createHistory(reader: Thread<ReaderOffers>, gauges: CachedGaugeRegistry): History {
  const rowsOf = async (gauge: number, from: number, to: number, limit: number) =>
    withFlagChanges(
      reader,
      unpackJournalled(await reader.call("packed", "journal", rangeSql, [gauge, from, to, limit])),
    );

  const hours = async (gauge: number, from: number, to: number): Promise<readonly Rollup[]> => {
    const rollups = toRollups(await reader.call("packed", "journal", hoursSql, [gauge, from, to]));
    return withoutRefused(gauge, rollups, hourMs);
  };

  /** The journal counts what rules refused later; the few roll-ups that hold such are made anew. */
  async function withoutRefused(gauge: number, rollups: readonly Rollup[], stepMs: number): Promise<readonly Rollup[]> {
    const [first, last] = [rollups[0], rollups.at(-1)];
    if (first === undefined || last === undefined) return rollups;
    const refused = await refusedTimes(reader, gauge, first.startsAt, last.startsAt + stepMs);
    if (refused.length === 0) return rollups;
    const made: Rollup[] = [];
    let next = 0;
    for (const rollup of rollups) {
      const end = rollup.startsAt + stepMs;
      const before = next;
      while (next < refused.length && (refused[next] as number) < end) next += 1;
      const rows = next === before ? null : await rowsOf(gauge, rollup.startsAt, end, Number.MAX_SAFE_INTEGER);
      const values = rows?.filter(({ flag }) => flag <= 3).map(({ value }) => value) ?? [];
      // Where retention has begun to delete rows, what was rolled up is more than what is left.
      const isWhole = rows !== null && values.length + next - before === rollup.count;
      if (!isWhole) made.push(rollup);
      else if (values.length > 0) made.push(rollupOf(rollup.startsAt, values));
    }
    return made;
  }

  return {
    async range(gaugeId, from, to, limit) {
      const gauge = gauges.keyOf(gaugeId);
      if (gauge === undefined) return [];
      return rowsOf(gauge, from, to, limit);
    },
    async rollups(gaugeId, from, to, step, offsetMs) {
      const gauge = gauges.keyOf(gaugeId);
      if (gauge === undefined || from >= to) return [];
      if (step === "hour") return hours(gauge, floorTo(from, hourMs, 0), ceilTo(to, hourMs, 0));
      const firstDay = floorTo(from, dayMs, offsetMs);
      const end = ceilTo(to, dayMs, offsetMs);
      if (offsetMs % hourMs === 0) return joinDays(await hours(gauge, firstDay, end), offsetMs);
      const days = toRollups(await reader.call("packed", "journal", daysFromRowsSql, [gauge, firstDay, end, offsetMs]));
      return withoutRefused(gauge, days, dayMs);
    },
  };
}

function toRollups(packed: Float64Array): readonly Rollup[] {
  const rollups: Rollup[] = [];
  for (let at = 0; at < packed.length; at += 5) {
    const [startsAt, count, min, max, sum] = packed.subarray(at, at + 5) as unknown as [
      number,
      number,
      number,
      number,
      number,
    ];
    rollups.push({ startsAt, count, min, max, sum, mean: sum / count });
  }
  return rollups;
}

function rollupOf(startsAt: number, values: readonly number[]): Rollup {
  const sum = values.reduce((total, value) => total + value, 0);
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return { startsAt, count: values.length, min, max, sum, mean: sum / values.length };
}

/** Days of UTC+`offsetMs` from their hours, oldest first. */
function joinDays(hours: readonly Rollup[], offsetMs: number): readonly Rollup[] {
  const days: Rollup[] = [];
  for (const hour of hours) {
    const startsAt = floorTo(hour.startsAt, dayMs, offsetMs);
    const day = days.at(-1);
    if (day?.startsAt !== startsAt) {
      days.push({ ...hour, startsAt });
      continue;
    }
    const count = day.count + hour.count;
    const sum = day.sum + hour.sum;
    days[days.length - 1] = {
      startsAt,
      count,
      min: Math.min(day.min, hour.min),
      max: Math.max(day.max, hour.max),
      mean: sum / count,
      sum,
    };
  }
  return days;
}

function floorTo(at: number, stepMs: number, offsetMs: number): number {
  return Math.floor((at + offsetMs) / stepMs) * stepMs - offsetMs;
}

function ceilTo(at: number, stepMs: number, offsetMs: number): number {
  return Math.ceil((at + offsetMs) / stepMs) * stepMs - offsetMs;
}
