import { z } from "zod";
import { areaKinds } from "../../domain/city/city.ts";
import type { CombinedCondition } from "./condition.ts";
import { levelsCondition } from "./levels-condition.ts";
import { rulesIn, termSchema } from "./term.ts";

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
  return levelsCondition({
    words: { zh: "多项同时", en: "together" },
    term: { all: of },
    rules: rulesIn(of, ["condition", "of"]),
    partsAt,
  });
}
