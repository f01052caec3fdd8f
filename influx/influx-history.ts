import { dayMs, hourMs } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Observation } from "../domain/observations/observation.ts";
import { isJudged, type QualityFlag } from "../domain/observations/quality.ts";
import { rollupOf, roundDown } from "../store/join-rollups.ts";
import { newestOfGauge } from "../store/newest-of-gauge.ts";
import type { History, Rollup } from "../store/ports.ts";
import { unpackJournalled } from "../store/sqlite/journal/packed-observations.ts";
import type { Answering } from "./answering.ts";
import type { UnsentRows } from "./influx-offers.ts";
import type { InfluxConnection, InfluxRows } from "./server/influx-connection.ts";

export interface InfluxHistoryParts {
  readonly connection: Pick<InfluxConnection, "query">;
  keyOf(id: GaugeId): GaugeKey | undefined;
  /** Null when InfluxDB alone says too little. */
  unsent(gauge: GaugeKey, from: number, to: number): Promise<UnsentRows | null>;
  readonly answering: Answering;
  /** What the journal answers: all but what its retention has deleted, and every roll-up. */
  readonly embedded: History;
  /** Our clock from which on the journal has every row; null for always. */
  keptSince(): Promise<number | null>;
}

/** Roll-ups with changes on their way are made anew from single observations; with more of them the journal answers. */
const maxRemade = 50;

/** Gauges asked for at once where InfluxDB is asked for each. */
const askedAtOnce = 50;

/**
 * History out of InfluxDB, exact at every moment: joined with what the journal has and InfluxDB does not have yet. Where
 * InfluxDB cannot answer, is slow to, or does not hold all yet, the journal does, as far back as it reaches.
 */
export function createInfluxHistory(parts: InfluxHistoryParts): History {
  const { connection, embedded, answering } = parts;

  const range: History["range"] = async (id, from, to, limit) => {
    const gauge = parts.keyOf(id);
    if (gauge === undefined || from >= to) return [];
    const fallback = () => embedded.range(id, from, to, limit);
    const isKept = await reachesBackTo(from);
    if (isKept && !answering.isLikely()) return fallback();
    // Asked first: what is sent in between is in both answers, and never in none.
    const unsent = await parts.unsent(gauge, from, to);
    if (unsent === null && isKept) return fallback();
    try {
      const asked = connection.query(rangeQuery(id, from, to, limit));
      const kept = observationsIn(await (isKept ? answering.patiently(asked) : asked), gauge);
      const others = unsent === null ? await fallback() : unpackJournalled(unsent.rows).map(withoutSeq);
      return mergedByTime(kept, others, limit);
    } catch (error) {
      if (isKept) return fallback();
      throw error;
    }
  };

  const rollups: History["rollups"] = async (id, from, to, step, offsetMs) => {
    const gauge = parts.keyOf(id);
    if (gauge === undefined || from >= to) return [];
    const fallback = () => embedded.rollups(id, from, to, step, offsetMs);
    if (!answering.isLikely()) return fallback();
    const stepMs = step === "hour" ? hourMs : dayMs;
    const shift = step === "hour" ? 0 : offsetMs;
    const start = roundDown(from, stepMs, shift);
    const end = roundDown(to - 1, stepMs, shift) + stepMs;
    const unsent = await parts.unsent(gauge, start, end);
    if (unsent === null) return fallback();
    const changed = changedBuckets(unsent, stepMs, shift);
    if (changed.size > maxRemade) return fallback();
    try {
      const asked = connection.query(rollupQuery(id, start, end, stepMs, shift));
      const kept = rollupsIn(await answering.patiently(asked));
      const remade = await Promise.all([...changed].map((bucket) => remake(id, bucket, stepMs)));
      const all = [...kept.filter(({ startsAt }) => !changed.has(startsAt)), ...remade.filter((made) => made !== null)];
      return all.sort((a, b) => a.startsAt - b.startsAt);
    } catch {
      return fallback();
    }
  };

  async function reachesBackTo(from: number): Promise<boolean> {
    const since = await parts.keptSince();
    // Observation times run ahead of receptions by the clock limit at most; an hour is well beyond it.
    return since === null || from >= since + hourMs;
  }

  async function remake(id: GaugeId, startsAt: number, stepMs: number): Promise<Rollup | null> {
    const rows = await range(id, startsAt, startsAt + stepMs, Number.MAX_SAFE_INTEGER);
    const values = rows.filter(({ flag, value }) => isJudged(flag) && !Number.isNaN(value)).map(({ value }) => value);
    return values.length === 0 ? null : rollupOf(startsAt, values);
  }

  /** What is newest the journal has, and never deletes before what is older; of a day that it has deleted InfluxDB tells. */
  const newestAtEach: History["newestAtEach"] = async (gauges, moments) => {
    const [first = 0] = moments;
    if (await reachesBackTo(first - dayMs)) return embedded.newestAtEach(gauges, moments);
    const rows = await rowsOfEach(gauges, first - dayMs, moments.at(-1) ?? first);
    return gauges.flatMap((id, i) => newestOfGauge(id, rows[i] ?? [], moments));
  };

  async function rowsOfEach(gauges: readonly GaugeId[], from: number, to: number) {
    const rows: (readonly Observation[])[] = [];
    for (let at = 0; at < gauges.length; at += askedAtOnce) {
      const some = gauges.slice(at, at + askedAtOnce);
      rows.push(...(await Promise.all(some.map((id) => range(id, from, to, Number.MAX_SAFE_INTEGER)))));
    }
    return rows;
  }

  return { range, rollups, newest: embedded.newest, newestAtEach };
}

const fields = ["value", "flag", "checks", "delayMs", "deviceTimeMs", "deviceSeq"] as const;

function rangeQuery(id: GaugeId, from: number, to: number, limit: number): string {
  const columns = fields.map((name) => `"${name}"`).join(", ");
  const most = Number.isSafeInteger(limit) && limit < 1_000_000_000 ? ` LIMIT ${limit}` : "";
  return `SELECT ${columns} FROM "observation" WHERE ${ofGauge(id, from, to)} ORDER BY time${most}`;
}

function rollupQuery(id: GaugeId, from: number, to: number, stepMs: number, offsetMs: number): string {
  const shift = (((-offsetMs % stepMs) + stepMs) % stepMs).toFixed(0);
  return `SELECT count("value"), min("value"), max("value"), sum("value") FROM "observation"
    WHERE ${ofGauge(id, from, to)} AND "flag" <= 3 GROUP BY time(${stepMs}ms, ${shift}ms) fill(none)`;
}

function ofGauge(id: GaugeId, from: number, to: number): string {
  const text = id.replaceAll(/[\\']/g, "\\$&");
  return `"gauge" = '${text}' AND time >= ${Math.ceil(from)}ms AND time < ${Math.ceil(to)}ms`;
}

function observationsIn({ values }: InfluxRows, gauge: GaugeKey): readonly Observation[] {
  return values.map((row) => {
    const [observedAt, value, flag, failed, delayMs, deviceTime, deviceSeq] = row as readonly (number | null)[];
    return {
      gauge,
      observedAt: observedAt ?? 0,
      receivedAt: (observedAt ?? 0) + (delayMs ?? 0),
      value: value ?? Number.NaN,
      flag: (flag ?? 2) as QualityFlag,
      checks: failed ?? 0,
      deviceTime: deviceTime ?? null,
      seq: deviceSeq ?? null,
    };
  });
}

/** Oldest first; of two at one instant the journal's. */
function mergedByTime(
  kept: readonly Observation[],
  others: readonly Observation[],
  limit: number,
): readonly Observation[] {
  if (others.length === 0) return kept;
  const byTime = new Map(kept.map((row) => [row.observedAt, row]));
  for (const row of others) byTime.set(row.observedAt, row);
  return [...byTime.values()].sort((a, b) => a.observedAt - b.observedAt).slice(0, limit);
}

function withoutSeq({ journalSeq: _, ...row }: ReturnType<typeof unpackJournalled>[number]): Observation {
  return row;
}

function rollupsIn({ values }: InfluxRows): readonly Rollup[] {
  return values.map((row) => {
    const [startsAt, count, min, max, sum] = row as readonly [number, number, number, number, number];
    return { startsAt, count, min, max, mean: sum / count, sum };
  });
}

function changedBuckets({ rows, flagChangeTimes }: UnsentRows, stepMs: number, offsetMs: number): ReadonlySet<number> {
  const times = [...unpackJournalled(rows).map(({ observedAt }) => observedAt), ...flagChangeTimes];
  return new Set(times.map((time) => roundDown(time, stepMs, offsetMs)));
}
