import type { AreaKind } from "../../domain/city/area-kind.ts";
import { areaOfKind, type City } from "../../domain/city/city.ts";
import { caseClassId } from "../../domain/city/policies/case-class.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { UnitId } from "../../domain/ids.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { evaluationTexts } from "../../locales/limits/evaluation.ts";
import { type Indicator, indicators, isEvaluated, type Period, shareOf } from "./indicators.ts";

/** What cases are put together by. */
export const evaluatedBy = ["unit", "area", "class"] as const;

export type EvaluatedBy = (typeof evaluatedBy)[number];

/** One indicator as counts. */
export interface IndicatorCount {
  readonly numerator: number;
  readonly denominator: number;
}

/** What became of the cases of one unit, area or class; of all where `key` is null. */
export interface EvaluationRow {
  readonly key: string | null;
  readonly name: BilingualText;
  readonly indicators: Readonly<Record<Indicator, IndicatorCount>>;
}

export interface Evaluation {
  readonly total: EvaluationRow;
  /** By key; those that no case counts for are left out. */
  readonly rows: readonly EvaluationRow[];
}

/** How cases are put together. */
export interface Grouping {
  readonly by: EvaluatedBy;
  /** Kind of area that `area` means. */
  readonly areaKind: AreaKind;
}

/** Counts cases page by page, in any order: memory is of the groups, never of the cases. */
export class EvaluationCount {
  readonly #city: City;
  readonly #period: Period;
  readonly #grouping: Grouping;
  readonly #total = new Counts();
  readonly #groups = new Map<string, Counts>();

  constructor(city: City, period: Period, grouping: Grouping) {
    this.#city = city;
    this.#period = period;
    this.#grouping = grouping;
  }

  add(subject: Case): void {
    if (!isEvaluated(subject)) return;
    const key = groupKeyOf(this.#city, subject, this.#grouping);
    const group = this.#groups.get(key) ?? new Counts();
    this.#groups.set(key, group);
    for (const indicator of indicators) {
      const { isOf, isIn } = shareOf(subject, indicator, this.#period);
      if (!isOf) continue;
      this.#total.add(indicator, isIn);
      group.add(indicator, isIn);
    }
  }

  result(): Evaluation {
    const groups = [...this.#groups].filter(([, { isEmpty }]) => !isEmpty).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      total: { key: null, name: evaluationTexts.total, indicators: this.#total.counts },
      rows: groups.map(([key, { counts }]) => ({
        key,
        name: groupName(this.#city, key, this.#grouping.by),
        indicators: counts,
      })),
    };
  }
}

class Counts {
  readonly counts: Readonly<Record<Indicator, { numerator: number; denominator: number }>> = {
    registered: none(),
    "registered-in-time": none(),
    "dispatched-right": none(),
    handled: none(),
    "handled-in-time": none(),
    closed: none(),
    "closed-in-time": none(),
    reworked: none(),
    extended: none(),
    overdue: none(),
  };

  get isEmpty(): boolean {
    return Object.values(this.counts).every(({ denominator }) => denominator === 0);
  }

  add(indicator: Indicator, isIn: boolean): void {
    const count = this.counts[indicator];
    count.denominator += 1;
    if (isIn) count.numerator += 1;
  }
}

function none(): { numerator: number; denominator: number } {
  return { numerator: 0, denominator: 0 };
}

/** The group that a case belongs to; cases without a class are one group. */
export function groupKeyOf(
  city: City,
  { unitId, areaCode, caseClass }: Pick<Case, "unitId" | "areaCode" | "caseClass">,
  { by, areaKind }: Grouping,
): string {
  switch (by) {
    case "unit":
      return unitId;
    case "area":
      return areaOfKind(city, areaCode, areaKind)?.code ?? areaCode;
    case "class":
      return caseClass === null ? noClass : caseClassId(caseClass);
  }
}

const noClass = "none";

function groupName(city: City, key: string, by: EvaluatedBy): BilingualText {
  switch (by) {
    case "unit":
      return city.units.get(key as UnitId)?.name ?? sameInBoth(key);
    case "area":
      return [...city.areas.values()].find(({ code }) => code === key)?.name ?? sameInBoth(key);
    case "class":
      if (key === noClass) return evaluationTexts["no-class"];
      return city.caseClasses?.classes.get(key)?.name ?? sameInBoth(key);
  }
}
