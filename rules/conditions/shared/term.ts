import { z } from "zod";
import { type Level, levelOfRank, levels, rankOf } from "../../../domain/city/level.ts";
import type { RuleId } from "../../../domain/ids.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { levelNames } from "../../../locales/names.ts";
import { conditionTexts } from "../../../locales/rules/conditions.ts";
import { schemaTexts } from "../../../locales/schemas.ts";
import { marks } from "../../../locales/shared.ts";
import type { BoundedNumber, NamedRule, PartLevel } from "../condition.ts";
import { WorstLevels } from "./worst-levels.ts";

/** What a condition over other rules is made of. Without `level` a rule is as grave as its alarm; with it, reached or not. */
export type Term =
  | { readonly rule: RuleId; readonly level?: Level | undefined }
  | { readonly all: readonly Term[] }
  | { readonly any: readonly Term[] }
  | { readonly not: Term };

export const ruleName = z
  .string()
  .min(1)
  .transform((text) => text as RuleId)
  .describe("Id of another rule, whose alarms are looked at");

export const termSchema: z.ZodType<Term> = z
  .lazy(() =>
    z.union(
      [
        z.strictObject({ rule: ruleName, level: z.enum(levels).optional() }),
        z.strictObject({ all: z.array(termSchema).min(1) }),
        z.strictObject({ any: z.array(termSchema).min(1) }),
        z.strictObject({ not: termSchema }),
      ],
      schemaTexts.term.en,
    ),
  )
  .meta({ id: "Term" });

/** A term that holds is as grave as can be. */
const holds = rankOf("red");

/** Rules that terms name, in the order in which `gravity` counts them. */
export function rulesIn(terms: readonly Term[], path: NamedRule["path"]): readonly NamedRule[] {
  return terms.flatMap((term, index) => rulesOf(term, [...path, index]));
}

export function rulesOf(term: Term, path: NamedRule["path"]): readonly NamedRule[] {
  if ("rule" in term) return [{ rule: term.rule, path: [...path, "rule"] }];
  if ("not" in term) return rulesOf(term.not, [...path, "not"]);
  return "all" in term ? rulesIn(term.all, [...path, "all"]) : rulesIn(term.any, [...path, "any"]);
}

/**
 * How grave a term is, as ranks from 0 to 4. `all` is as grave as the mildest of its terms, `any` as the gravest; `not`
 * holds only where it is certain that its term does not.
 *
 * @returns null when nobody measures what the term is about: that is neither true nor false
 */
export function gravityOf(term: Term, parts: Pick<WorstLevels, "of">): BoundedNumber | null {
  return walk(term, parts, { next: 0 });
}

function walk(term: Term, parts: Pick<WorstLevels, "of">, count: { next: number }): BoundedNumber | null {
  if ("rule" in term) {
    const worst = parts.of(count.next++);
    if (worst === null || term.level === undefined) return worst;
    const rank = rankOf(term.level);
    return eachOf(worst, (number) => (number >= rank ? holds : 0));
  }
  if ("not" in term) {
    const inner = walk(term.not, parts, count);
    if (inner === null) return null;
    const { low, held, high } = eachOf(inner, (number) => (number >= 1 ? 0 : holds));
    return { low: high, held, high: low };
  }
  if ("all" in term) {
    const each = term.all.map((one) => walk(one, parts, count));
    return each.includes(null) ? null : together(each as BoundedNumber[], Math.min);
  }
  const each = term.any.map((one) => walk(one, parts, count)).filter((one) => one !== null);
  return each.length === 0 ? null : together(each, Math.max);
}

function together(each: readonly BoundedNumber[], pick: (...numbers: number[]) => number): BoundedNumber {
  return {
    low: pick(...each.map(({ low }) => low)),
    held: pick(...each.map(({ held }) => held)),
    high: pick(...each.map(({ high }) => high)),
  };
}

function eachOf({ low, held, high }: BoundedNumber, change: (number: number) => number): BoundedNumber {
  return { low: change(low), held: change(held), high: change(high) };
}

/** `manhole-gas orange, manhole-rise unknown`: the rules and where they stand. */
export function partsInWords(rules: readonly NamedRule[], parts: readonly PartLevel[]): BilingualText {
  const worstLevels = new WorstLevels();
  for (const level of parts) worstLevels.change(level.part, null, level);
  const said = rules.flatMap(({ rule }, term) => {
    const worst = worstLevels.of(term);
    return worst === null ? [] : [{ rule, level: wordsFor(worst) }];
  });
  return joined(
    said.map(({ rule, level }) => fill(conditionTexts["part.at-level"], { rule, level })),
    marks.comma,
  );
}

function wordsFor({ low, high }: BoundedNumber): BilingualText {
  const level = levelOfRank(low);
  if (level !== null) return levelNames[level];
  return high > 0 ? conditionTexts["level.unknown"] : conditionTexts["level.normal"];
}
