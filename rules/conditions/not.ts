import { z } from "zod";
import { over } from "./all.ts";
import type { CombinedCondition } from "./condition.ts";
import { levelsCondition } from "./levels-condition.ts";
import { rulesOf, termSchema } from "./term.ts";

/** Something that should be so is certainly not, at one station or in one area. */
export const notSchema = z.strictObject({
  kind: z.literal("not"),
  of: termSchema.describe("What must not hold"),
  over,
});

/** Holds only where every part is known: a gauge that says nothing proves nothing. */
export function notCondition({ of, over: partsAt }: z.infer<typeof notSchema>): CombinedCondition {
  return levelsCondition({
    words: { zh: "未出现", en: "missing" },
    term: { not: of },
    rules: rulesOf(of, ["condition", "of"]),
    partsAt,
  });
}
