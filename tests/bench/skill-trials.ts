import type { Marks } from "../../rules/skill/warners.ts";
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
    ...trials(
      "FloodNet 4 in",
      streets,
      () => 4 * inchM,
      () => firstWaterM,
    ),
  ];
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
