import type { Marks } from "../../backtest/skill/baselines.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import {
  calder,
  deadRun,
  floodnet,
  footM,
  hubeau,
  inchM,
  medianOf,
  plumtree,
  type RecordedSeries,
  reportingIntervalMs,
} from "../support/recorded-series.ts";

/** One gauge's record and the marks that warnings on it are judged by. */
export interface SkillTrial extends Marks {
  /** Data set and mark, as the tables name them. */
  readonly set: string;
  readonly series: RecordedSeries;
  readonly intervalMs: number;
}

/** FloodNet's lower mark would lie below the street: its baseline alerts at the first water. */
const firstWaterM = 0.001;

/** Every recorded gauge with the marks of its data set; null when this machine lacks the records. */
export function skillTrials(): readonly SkillTrial[] | null {
  const [stream, deadRunStream, rivers, quiet, streets] = [plumtree(), deadRun(), hubeau(), calder(), floodnet()];
  if (!stream || !deadRunStream || !rivers || !quiet || !streets) return null;
  const underHalfAMetre = (markM: number) => markM - 0.5;
  return [
    ...[3, 2, 4].flatMap((ft) =>
      trials(`Plumtree ${ft} ft`, stream, () => ft * footM, ft === 2 ? underHalfAMetre : () => (ft - 1) * footM),
    ),
    ...[3, 2, 5].flatMap((ft) =>
      trials(
        `Dead Run ${ft} ft`,
        deadRunStream,
        () => ft * footM,
        ft === 2 ? underHalfAMetre : () => (ft === 3 ? 2 : 3) * footM,
      ),
    ),
    ...trials("Hub'Eau median + 1 m", rivers, aMetreOverMedian, underHalfAMetre),
    ...trials("Calder median + 1 m", quiet, aMetreOverMedian, underHalfAMetre),
    ...trials(
      "Calder median + 0.5 m",
      quiet,
      (series) => medianOf(series.valuesM) + 0.5,
      (markM) => markM - 0.25,
    ),
    ...fourInches("FloodNet 4 in", streets),
    ...fourInches("FloodNet 4 in, dry between", streets).map((trial) => ({
      ...trial,
      series: withDrySpells(trial.series),
    })),
  ];
}

function fourInches(set: string, streets: readonly RecordedSeries[]): readonly SkillTrial[] {
  return trials(
    set,
    streets,
    () => 4 * inchM,
    () => firstWaterM,
  );
}

/** A silence after a dry reading that is longer than this parts two floods of a street. */
const partingMs = hourMs;
/** How long, and how often, a street is then said to be dry: longer than an alarm takes to clear. */
const dryForMs = 6 * hourMs;
const drySayMs = 5 * minuteMs;

/**
 * The record with what its sensor said after each flood: nothing on the street. FloodNet publishes floods only, one after the
 * other; an alarm that takes time to clear would otherwise end with the first reading of the next flood and be counted for it.
 */
function withDrySpells(series: RecordedSeries): RecordedSeries {
  const rows: [at: number, valueM: number][] = [];
  for (const [index, at] of series.times.entries()) {
    const valueM = series.valuesM[index] as number;
    rows.push([at, valueM]);
    const nextAt = series.times[index + 1] ?? Number.POSITIVE_INFINITY;
    if (valueM >= firstWaterM || nextAt - at <= partingMs) continue;
    for (let dryAt = at + drySayMs; dryAt <= at + dryForMs && dryAt < nextAt; dryAt += drySayMs) rows.push([dryAt, 0]);
  }
  return {
    ...series,
    times: Float64Array.from(rows, ([at]) => at),
    valuesM: Float64Array.from(rows, ([, valueM]) => valueM),
  };
}

function aMetreOverMedian({ valuesM }: RecordedSeries): number {
  return medianOf(valuesM) + 1;
}

function trials(
  set: string,
  all: readonly RecordedSeries[],
  markOf: (series: RecordedSeries) => number,
  lowerOf: (markM: number) => number,
): readonly SkillTrial[] {
  return all.map((series) => {
    const markM = markOf(series);
    return { set, series, markM, lowerMarkM: lowerOf(markM), intervalMs: reportingIntervalMs(series) };
  });
}
