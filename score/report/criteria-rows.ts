import type { BilingualText } from "../../domain/text.ts";
import { scoreReportTexts } from "../../locales/score/report.ts";
import type { Criteria, Part } from "../metrics/criteria.ts";

export interface CriterionRow {
  readonly name: keyof Criteria;
  readonly words: BilingualText;
  readonly part: Part;
  /** Null where there was nothing that it is about. */
  readonly isMet: boolean | null;
}

/** Each criterion with its words, and the share of all that has to be done for it to be met. */
const criteria: readonly (readonly [keyof Criteria, BilingualText, number])[] = [
  ["underpassesAlarmed", scoreReportTexts["criterion-underpasses"], 1],
  ["underpassesKnown", scoreReportTexts["criterion-known"], 1],
  ["redCalledBeforeClosing", scoreReportTexts["criterion-red-call"], 0.9],
  ["blindSaidInTime", scoreReportTexts["criterion-blind"], 1],
  ["soundKept", scoreReportTexts["criterion-kept"], 1],
];

export function criteriaRows(found: Criteria): readonly CriterionRow[] {
  return criteria.map(([name, words, share]) => {
    const part = found[name];
    return { name, words, part, isMet: part.of === 0 ? null : part.done >= share * part.of };
  });
}
