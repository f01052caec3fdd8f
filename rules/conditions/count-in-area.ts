import { z } from "zod";
import { areaKinds } from "../../domain/city.ts";
import { dayMs } from "../../domain/clock.ts";
import { levels, rankOf } from "../../domain/level.ts";
import { duration } from "../duration.ts";
import { ruleName } from "../term.ts";
import type { CombinedCondition, Known, PartLevel } from "./condition.ts";

/** How many gauges of an area have reached a level of a rule. */
export const countInAreaSchema = z.strictObject({
  kind: z.literal("count-in-area"),
  rule: z
    .union([ruleName, z.array(ruleName).min(1)])
    .transform((rules) => (typeof rules === "string" ? [rules] : rules))
    .describe("Rules whose alarms are counted, one or a list"),
  level: z.enum(levels).default("blue").describe("A gauge counts from this level of the rule on"),
  area: z.enum(areaKinds).describe("Kind of area; each that holds such gauges is one alarm"),
  within: duration
    .prefault("0s")
    .refine((ms) => ms <= dayMs, "a duration of 24h at most")
    .describe("A gauge goes on counting for so long after it was last at the level; 0 counts those at it now"),
  count: z
    .enum(["gauges", "stations"])
    .default("gauges")
    .describe("Stations count once, however many gauges they have"),
});

/**
 * A gauge nobody has seen lately does not count; one that was at the level when it was last seen still keeps the alarm
 * from clearing.
 */
export function countInAreaCondition({
  rule,
  level,
  area,
  within,
  count,
}: z.infer<typeof countInAreaSchema>): CombinedCondition {
  const rank = rankOf(level);
  return {
    movedBy: "alarms",
    direction: "above",
    limitWords: "numbers",
    words: { zh: "多点同时", en: "many places at once" },
    unit: count,
    limitConversion: (_property, unit) => (unit === undefined || unit === count ? { scale: 1, offset: 0 } : null),
    rules: rule.map((named, index) => ({ rule: named, path: ["condition", "rule", index] })),
    partsAt: area,
    countedBy: count,
    lookBackMs: within,
    signal: (parts) => (parts.length === 0 ? null : reached(parts, rank)),
    reason(parts) {
      const { low, high } = reached(parts, rank);
      const all = new Set(parts.map(({ part }) => part.countsAs)).size;
      const unknown = high - low;
      return {
        zh: `${all}个中有${low}个${unknown > 0 ? `，另有${unknown}个未知` : ""}`,
        en: `${low} of ${all} ${count}${unknown > 0 ? `, ${unknown} unknown` : ""}`,
      };
    },
  };
}

/**
 * One pass, and a number for each place: in a flood every alarm that moves counts the whole area again, and lists of the
 * parts of each place were most of what that cost (measured with 1,000 stations).
 */
function reached(parts: readonly PartLevel[], rank: number): Known {
  const byPlace = new Map<string, number>();
  for (const { part, low, held, high } of parts) {
    const ends = (low >= rank ? isLow : 0) | (held >= rank ? isHeld : 0) | (high >= rank ? isHigh : 0);
    byPlace.set(part.countsAs, (byPlace.get(part.countsAs) ?? 0) | ends);
  }
  let [low, held, high] = [0, 0, 0];
  for (const ends of byPlace.values()) {
    if ((ends & isLow) !== 0) low += 1;
    if ((ends & isHeld) !== 0) held += 1;
    if ((ends & isHigh) !== 0) high += 1;
  }
  return { low, held, high };
}

const [isLow, isHeld, isHigh] = [1, 2, 4];
