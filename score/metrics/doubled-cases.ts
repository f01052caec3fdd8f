import { rankOf } from "../../domain/city/level.ts";
import { hourMs } from "../../domain/clock.ts";
import type { Mark } from "../marks/mark.ts";
import type { CaseOutcome } from "../outcome/hub-outcome.ts";
import type { Truth } from "../truth/truth.ts";
import { episodesOf, placeKey } from "./crossings.ts";

/** A case that opened this long before the water came, and was open when it came, is about it: a forecast opened it. */
const beforeWaterMs = hourMs;

/** Two cases about one matter. */
export interface DoubledCase {
  readonly first: CaseOutcome;
  readonly second: CaseOutcome;
  /** `at-once`: both were open at a moment; `one-episode`: one after the other while the water never went. */
  readonly how: "at-once" | "one-episode";
}

/** Cases that a hazard at a station had beyond one: together in time, or of one stretch of true water. */
export function doubledCases(
  truth: Truth,
  marks: readonly Mark[],
  cases: readonly CaseOutcome[],
): readonly DoubledCase[] {
  const marksAt = Map.groupBy(marks, placeKey);
  return [...Map.groupBy(cases, placeKey)].flatMap(([key, own]) => {
    if (own.length < 2) return [];
    const waters = watersOf(truth, marksAt.get(key) ?? []);
    const sorted = own.toSorted((a, b) => a.openedAt - b.openedAt);
    return sorted.slice(1).flatMap((second, index): DoubledCase[] => {
      const first = sorted[index] as CaseOutcome;
      if (second.openedAt < endOf(first)) return [{ first, second, how: "at-once" }];
      const isOne = waters.some((water) => isAbout(first, water) && isAbout(second, water));
      return isOne ? [{ first, second, how: "one-episode" }] : [];
    });
  });
}

interface Water {
  readonly from: number;
  readonly to: number;
}

/** Stretches of true water at the lowest marks of a place. */
function watersOf(truth: Truth, marks: readonly Mark[]): readonly Water[] {
  const byAlarm = Map.groupBy(marks, ({ ruleId, gaugeId }) => `${ruleId}|${gaugeId}`);
  return [...byAlarm.values()].flatMap((own) => {
    const lowest = own.reduce((least, mark) => (rankOf(mark.level) < rankOf(least.level) ? mark : least));
    return episodesOf(truth, lowest);
  });
}

function isAbout(of: CaseOutcome, { from, to }: Water): boolean {
  return of.openedAt <= to && of.openedAt >= from - beforeWaterMs && endOf(of) >= from;
}

function endOf({ closedAt }: CaseOutcome): number {
  return closedAt ?? Number.POSITIVE_INFINITY;
}
