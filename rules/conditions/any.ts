import { z } from "zod";
import { over } from "./all.ts";
import type { CombinedCondition } from "./condition.ts";
import { levelsCondition } from "./levels-condition.ts";
import { rulesIn, termSchema } from "./term.ts";

/** One of several rules has reached a level, at one station or in one area. */
export const anySchema = z.strictObject({
  kind: z.literal("any"),
  of: z.array(termSchema).min(1).describe("What may hold"),
  over,
});

/** As grave as the gravest of its parts. */
export function anyCondition({ of, over: partsAt }: z.infer<typeof anySchema>): CombinedCondition {
  return levelsCondition({
    words: { zh: "任一项", en: "any of several" },
    term: { any: of },
    rules: rulesIn(of, ["condition", "of"]),
    partsAt,
  });
}
