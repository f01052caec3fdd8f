import { z } from "zod";
import { areaKinds } from "../../../domain/city/area-kind.ts";
import type { BilingualText } from "../../../domain/text.ts";
import type { CombinedCondition } from "../condition.ts";
import { gravityOf, partsInWords, type Term } from "./term.ts";
import { tallyLevels } from "./worst-levels.ts";

/** `over` of a condition made of other rules. */
export const partsOver = z
  .enum(["station", ...areaKinds])
  .default("station")
  .describe("Where the parts lie together, and what the alarm is about: a station, or an area of a kind");

/** What `all`, `any` and `not` share: their signal is the level that a term of other rules comes to. */
export function levelsCondition({
  words,
  term,
  rules,
  partsAt,
}: { readonly words: BilingualText; readonly term: Term } & Pick<
  CombinedCondition,
  "rules" | "partsAt"
>): CombinedCondition {
  return {
    movedBy: "alarms",
    direction: "above",
    words,
    unit: "level",
    limitConversion: (_property, unit) => (unit === undefined ? { scale: 1, offset: 0 } : null),
    rules,
    partsAt,
    countedBy: "gauges",
    lookBackMs: 0,
    tally: () => tallyLevels((levels) => gravityOf(term, levels)),
    reason: (levels) => partsInWords(rules, levels),
  };
}
