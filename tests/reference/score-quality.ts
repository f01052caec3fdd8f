import { type Check, checks } from "../../domain/observations/quality.ts";
import type { QualityConfig } from "../../quality/quality-config.ts";
import { type CheckedValue, checkSeries, type RecordedValues } from "./check-series.ts";

/** How well what was flagged agrees with what people labelled. Ratios are NaN where there was nothing to divide by. */
export interface QualityScore {
  /** Part of the flagged samples that are labelled. */
  readonly precision: number;
  /** Part of the labelled samples that are flagged. */
  readonly recall: number;
  readonly flagged: number;
  readonly labelled: number;
  /** Flagged and labelled. */
  readonly agreed: number;
  /** Unbroken stretches of labelled samples, and how many of them hold a flagged one. */
  readonly stretches: number;
  readonly stretchesFound: number;
}

/** The checks that look at a sample's neighbours in time; `combined` is a sample flagged 3 or 4 by any. */
export const scoredChecks = ["spike", "rateOfChange", "flatLine", "jump"] as const satisfies readonly Check[];

export type ScoredCheck = (typeof scoredChecks)[number] | "combined";

export type QualityScores = Readonly<Record<ScoredCheck, QualityScore>>;

/**
 * Scores the live checks on a record that people have labelled. Samples without a value are left out: that they are
 * missing is no finding.
 *
 * @param isLabelled as long as the record
 */
export function scoreQuality(
  config: QualityConfig,
  record: RecordedValues,
  isLabelled: ArrayLike<boolean>,
): QualityScores {
  const checked = checkSeries(config, record);
  const measured = checked.flatMap((each, index) => (each.flag === 9 ? [] : [{ each, index }]));
  const labels = measured.map(({ index }) => isLabelled[index] === true);
  const scoreOf = (isFlagged: (checked: CheckedValue) => boolean): QualityScore =>
    scoreFlags(
      measured.map(({ each }) => isFlagged(each)),
      labels,
    );
  return {
    spike: scoreOf((each) => isFoundBy(each, "spike")),
    rateOfChange: scoreOf((each) => isFoundBy(each, "rateOfChange")),
    flatLine: scoreOf((each) => isFoundBy(each, "flatLine")),
    jump: scoreOf((each) => isFoundBy(each, "jump")),
    combined: scoreOf(({ flag }) => flag >= 3),
  };
}

/** @param isFlagged as long as `isLabelled`, sample by sample */
export function scoreFlags(isFlagged: readonly boolean[], isLabelled: readonly boolean[]): QualityScore {
  let [flagged, labelled, agreed, stretches, stretchesFound] = [0, 0, 0, 0, 0];
  let isFoundStretch = false;
  for (let index = 0; index < isLabelled.length; index++) {
    if (isFlagged[index]) flagged += 1;
    if (!isLabelled[index]) continue;
    labelled += 1;
    if (!isLabelled[index - 1]) {
      stretches += 1;
      isFoundStretch = false;
    }
    if (!isFlagged[index]) continue;
    agreed += 1;
    if (!isFoundStretch) stretchesFound += 1;
    isFoundStretch = true;
  }
  const precision = agreed / flagged;
  return { precision, recall: agreed / labelled, flagged, labelled, agreed, stretches, stretchesFound };
}

function isFoundBy({ flag, checks: failed }: CheckedValue, check: Check): boolean {
  return flag >= 3 && (failed & checks[check]) !== 0;
}
