import { z } from "zod";
import { areaKinds } from "../../domain/city/area-kind.ts";
import { levels, rankOf } from "../../domain/city/level.ts";
import { dayMs } from "../../domain/clock.ts";
import { fill } from "../../locales/fill.ts";
import { conditionTexts, countedNames } from "../../locales/rules/conditions.ts";
import { ruleMistakeTexts } from "../../locales/rules/mistakes.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { duration } from "../language/duration.ts";
import type { AlarmPart, BoundedNumber, CombinedCondition, ConditionTally } from "./condition.ts";
import { checkNumbers, checkUnit } from "./shared/check-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { numbers } from "./shared/limit-readers.ts";
import { ruleName } from "./shared/term.ts";

const schema = z.strictObject({
  kind: z.literal("count-in-area"),
  rule: z
    .union([ruleName, z.array(ruleName).min(1)])
    .transform((rules) => (typeof rules === "string" ? [rules] : rules))
    .describe("Rules whose alarms are counted, one or a list"),
  level: z.enum(levels).default("blue").describe("A gauge counts from this level of the rule on"),
  area: z.enum(areaKinds).describe("Kind of area; each that holds such gauges is one alarm"),
  within: duration
    .prefault("0s")
    .refine((ms) => ms <= dayMs, schemaTexts["duration-24h-at-most"].en)
    .describe("A gauge goes on counting for so long after it was last at the level; 0 counts those at it now"),
  count: z
    .enum(["gauges", "stations"])
    .default("gauges")
    .describe("Stations count once, however many gauges they have"),
});

/** How many gauges of an area have reached a level of a rule. */
export const countInAreaKind = defineCondition({
  schema,
  limits: numbers,
  lookBackKey: "within",
  condition: countInAreaCondition,
  check(rule, report) {
    const condition = countInAreaCondition(rule.condition);
    checkUnit(rule, condition, report, fill(ruleMistakeTexts["unit.none-or"], { unit: condition.unit }));
    checkNumbers(rule, "above", report);
  },
});

/**
 * A gauge not seen lately does not count; one that was at the level when it was last seen still keeps the alarm
 * from clearing.
 */
function countInAreaCondition({ rule, level, area, within, count }: z.infer<typeof schema>): CombinedCondition {
  const rank = rankOf(level);
  return {
    movedBy: "alarms",
    direction: "above",
    words: conditionTexts["count-in-area"],
    unit: count,
    limitConversion: (_property, unit) => (unit === undefined || unit === count ? { scale: 1, offset: 0 } : null),
    rules: rule.map((named, index) => ({ rule: named, path: ["condition", "rule", index] })),
    partsAt: area,
    countedBy: count,
    lookBackMs: within,
    tally: () => new PlaceTally(rank),
    reason(parts) {
      const tally = new PlaceTally(rank);
      for (const level of parts) tally.change(level.part, null, level);
      const { low, high } = tally.signal() ?? { low: 0, high: 0 };
      return fill(conditionTexts["count.reached"], {
        low,
        all: tally.places,
        things: countedNames[count],
        unknown: high > low ? fill(conditionTexts["count.unknown"], { count: high - low }) : "",
      });
    },
  };
}

/** How many places have a part at the rank or above: certainly, when last seen, and possibly. */
class PlaceTally implements ConditionTally {
  readonly #rank: number;
  /** Parts at the rank, by place. */
  readonly #byPlace = new Map<string, Record<keyof BoundedNumber, number>>();
  readonly #reached = { low: 0, held: 0, high: 0 };

  constructor(rank: number) {
    this.#rank = rank;
  }

  get places(): number {
    return this.#byPlace.size;
  }

  change({ countsAs }: AlarmPart, before: BoundedNumber | null, after: BoundedNumber): void {
    const place = this.#byPlace.get(countsAs) ?? { low: 0, held: 0, high: 0 };
    this.#byPlace.set(countsAs, place);
    for (const end of ends) {
      const was = before !== null && before[end] >= this.#rank;
      const is = after[end] >= this.#rank;
      if (was === is) continue;
      place[end] += is ? 1 : -1;
      // The first part of a place makes it count, the last one ends that.
      if (place[end] === (is ? 1 : 0)) this.#reached[end] += is ? 1 : -1;
    }
  }

  signal(): BoundedNumber | null {
    return this.#byPlace.size === 0 ? null : { ...this.#reached };
  }
}

const ends = ["low", "held", "high"] as const;
