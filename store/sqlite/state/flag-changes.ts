import type { JournalledObservation } from "../../../domain/observation.ts";
import type { QualityFlag } from "../../../domain/quality.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";

/**
 * The journal keeps an observation as it came. What rules made of its quality afterwards stands beside it, in
 * `state.db`, committed with everything else that reading it brought about.
 */
const ofOneSql = `SELECT observed_at, flag, checks FROM verdict
  WHERE gauge = ? AND observed_at >= ? AND observed_at <= ?`;
const ofManySql = `SELECT gauge, verdict.observed_at, flag, checks FROM json_each(?) AS wanted CROSS JOIN verdict
  ON gauge = wanted.value ->> 0 AND verdict.observed_at = wanted.value ->> 1`;
const refusedSql = `SELECT observed_at FROM verdict
  WHERE gauge = ? AND observed_at >= ? AND observed_at < ? AND flag > 3 ORDER BY observed_at`;

/** Rows of one gauge, oldest first, with the flags rules gave. */
export async function withFlagChanges(
  reader: Thread<ReaderOffers>,
  rows: readonly JournalledObservation[],
): Promise<readonly JournalledObservation[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return rows;
  const packed = await reader.call("packed", "state", ofOneSql, [first.gauge, first.observedAt, last.observedAt]);
  if (packed.length === 0) return rows;
  const byTime = new Map<number, number>();
  for (let at = 0; at < packed.length; at += 3) byTime.set(packed[at]!, at);
  return rows.map((row) => {
    const at = byTime.get(row.observedAt);
    return at === undefined ? row : withFlag(row, packed[at + 1]!, packed[at + 2]!);
  });
}

/** Rows of many gauges, one each, with the flags rules gave. */
export async function withNewestFlagChanges(
  reader: Thread<ReaderOffers>,
  rows: readonly JournalledObservation[],
): Promise<readonly JournalledObservation[]> {
  const wanted = JSON.stringify(rows.map(({ gauge, observedAt }) => [gauge, observedAt]));
  const packed = await reader.call("packed", "state", ofManySql, [wanted]);
  const byGauge = new Map<number, number>();
  for (let at = 0; at < packed.length; at += 4) byGauge.set(packed[at]!, at);
  return rows.map((row) => {
    const at = byGauge.get(row.gauge);
    return at === undefined ? row : withFlag(row, packed[at + 2]!, packed[at + 3]!);
  });
}

/** Times in `from <= t < to` at which rules refused what the journal had let pass, oldest first. */
export async function refusedTimes(
  reader: Thread<ReaderOffers>,
  gauge: number,
  from: number,
  to: number,
): Promise<readonly number[]> {
  return [...(await reader.call("packed", "state", refusedSql, [gauge, from, to]))];
}

/** The row with the flag and checks that rules gave it. */
export function withFlag(row: JournalledObservation, flag: number, checks: number): JournalledObservation {
  return { ...row, flag: flag as QualityFlag, checks };
}
