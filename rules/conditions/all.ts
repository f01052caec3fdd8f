import { z } from "zod";
import { areaKinds } from "../../domain/city.ts";
import { gravityOf, partsInWords, rulesIn, termSchema } from "../term.ts";
import type { CombinedCondition } from "./condition.ts";

export const over = z
  .enum(["station", ...areaKinds])
  .default("station")
  .describe("Where the parts lie together, and what the alarm is about: a station, or an area of a kind");

/** Other rules have all reached a level, at one station or in one area. */
export const allSchema = z.strictObject({
  kind: z.literal("all"),
  of: z.array(termSchema).min(1).describe("What must hold together"),
  over,
});

/** As grave as the mildest of its parts. */
export function allCondition({ of, over: partsAt }: z.infer<typeof allSchema>): CombinedCondition {
  const rules = rulesIn(of, ["condition", "of"]);
  return {
    movedBy: "alarms",
    direction: "above",
    limitWords: "levels",
    words: { zh: "多项同时", en: "together" },
    unit: "level",
    limitConversion: (_property, unit) => (unit === undefined ? { scale: 1, offset: 0 } : null),
    rules,
    partsAt,
    countedBy: "gauges",
    lookBackMs: 0,
    signal: (levels) => gravityOf({ all: of }, levels),
    reason: (levels) => partsInWords(rules, levels),
  };
}
