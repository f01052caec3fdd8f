import { z } from "zod";
import { areaKinds } from "../../domain/city.ts";
import { dayMs } from "../../domain/clock.ts";
import { levels, rankOf } from "../../domain/level.ts";
import { duration } from "../duration.ts";
import { ruleName, worstOf } from "../term.ts";
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

function reached(parts: readonly PartLevel[], rank: number): Known {
  const byPlace = Map.groupBy(parts, ({ part }) => part.countsAs);
  const count = { low: 0, held: 0, high: 0 };
  for (const together of byPlace.values()) {
    const worst = worstOf(together);
    for (const end of ["low", "held", "high"] as const) if (worst !== null && worst[end] >= rank) count[end] += 1;
  }
  return count;
}
