import { dayMs, hourMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { type FlagChange, isJudged } from "../../domain/observations/quality.ts";
import { rollupOf, roundDown, roundUp } from "../join-rollups.ts";
import { newestOfGauge } from "../newest-of-gauge.ts";
import type { History, Rollup } from "../ports.ts";
import type { MemoryLog } from "./memory-journal.ts";

/** The newest flag given to an observation after the journal had it; undefined where none was. */
export type FlagOf = (gauge: GaugeId, observedAt: number) => Pick<FlagChange, "flag" | "checks"> | undefined;

/** History of a log in memory; roll-ups are counted anew each time. @param flagOf the flags of the state beside it */
export function createMemoryHistory(log: MemoryLog, flagOf: FlagOf): History {
  const flagged = (id: GaugeId, observation: Observation): Observation => {
    const changed = flagOf(id, observation.observedAt);
    return changed === undefined ? observation : { ...observation, flag: changed.flag, checks: changed.checks };
  };
  const rowsOf = (id: GaugeId): readonly Observation[] => {
    const key = log.keysById.get(id);
    return key === undefined ? [] : log.rows.ofGauge(key);
  };
  const range = (id: GaugeId, from: number, to: number): readonly Observation[] =>
    rowsOf(id)
      .filter(({ observedAt }) => observedAt >= from && observedAt < to)
      .map((row) => flagged(id, row));

  return {
    range: async (id, from, to, limit) => range(id, from, to).slice(0, limit),
    async rollups(id, from, to, step, offsetMs) {
      if (from >= to) return [];
      const [stepMs, offset] = step === "hour" ? [hourMs, 0] : [dayMs, offsetMs];
      return rollupsOf(range(id, roundDown(from, stepMs, offset), roundUp(to, stepMs, offset)), stepMs, offset);
    },
    async newest(ids) {
      const newest = new Map<GaugeId, Observation>();
      for (const id of ids) {
        const row = rowsOf(id).at(-1);
        if (row !== undefined) newest.set(id, flagged(id, row));
      }
      return newest;
    },
    newestAtEach: async (ids, moments) =>
      ids.flatMap((id) =>
        newestOfGauge(
          id,
          rowsOf(id).map((row) => flagged(id, row)),
          moments,
        ),
      ),
  };
}

function rollupsOf(rows: readonly Observation[], stepMs: number, offsetMs: number): readonly Rollup[] {
  const values = new Map<number, number[]>();
  for (const { observedAt, value, flag } of rows) {
    if (!isJudged(flag) || Number.isNaN(value)) continue;
    const startsAt = roundDown(observedAt, stepMs, offsetMs);
    const known = values.get(startsAt);
    if (known === undefined) values.set(startsAt, [value]);
    else known.push(value);
  }
  return [...values].map(([startsAt, of]) => rollupOf(startsAt, of));
}
