import type { QualityFlag } from "../../domain/observations/quality.ts";
import type { QualityConfig } from "../../quality/quality-config.ts";
import { type CheckInput, initialQualityState, type QualityState } from "../../quality/quality-state.ts";
import { noNeighbours, releaseDoubt, stepQuality } from "../../quality/step-quality.ts";
import type { Trust } from "../../quality/trust.ts";

/** A recorded gauge: as many values as times, oldest first, NaN where none was measured. */
export interface RecordedValues {
  /** ms */
  readonly times: ArrayLike<number>;
  /** Canonical unit. */
  readonly values: ArrayLike<number>;
}

/** What became of one recorded value in the end. */
export interface CheckedValue {
  readonly flag: QualityFlag;
  readonly checks: number;
  /** When rules were given it, ms; Infinity where they never were. */
  readonly judgedAt: number;
  /** Why they were given it although it was doubtful. */
  readonly trust: Trust | null;
}

const missing: CheckedValue = { flag: 9, checks: 0, judgedAt: Number.POSITIVE_INFINITY, trust: null };

/** Runs the live checks of a gauge with nobody near over its record, each value received when it was taken. */
export function checkSeries(config: QualityConfig, { times, values }: RecordedValues): readonly CheckedValue[] {
  const checked: CheckedValue[] = Array.from(times, () => missing);
  const indexAt = new Map<number, number>();
  let state: QualityState = initialQualityState;
  const settle = (at: number, now: number, settled: Omit<CheckedValue, "judgedAt">, isJudged: boolean): void => {
    const index = indexAt.get(at) as number;
    const before = (checked[index] as CheckedValue).judgedAt;
    checked[index] = { ...settled, judgedAt: isJudged ? Math.min(before, now) : before };
  };
  for (let index = 0; index < times.length; index++) {
    const at = times[index] as number;
    const value = values[index] as number;
    if (Number.isNaN(value)) continue;
    indexAt.set(at, index);
    const due = state.doubt?.dueAt ?? Number.POSITIVE_INFINITY;
    if (due < at) {
      const released = releaseDoubt(config, state, null);
      state = released.state;
      for (const each of released.decisions) settle(each.at, due, each, each.decision === "judge");
    }
    const observation: CheckInput & { readonly receivedAt: number } = { at, value, flag: 1, checks: 0, receivedAt: at };
    const step = stepQuality(config, state, observation, noNeighbours);
    state = step.state;
    for (const each of step.earlier) settle(each.at, at, each, each.decision === "judge");
    settle(at, at, step, step.decision === "judge");
  }
  return checked;
}
