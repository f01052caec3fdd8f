import { z } from "zod";
import { level, whole } from "../common.ts";
import { fileProblem } from "../rule.ts";
import { ruleDraftBody, ruleDraftPath } from "./rule-draft.ts";

const digest = z.string().describe("Digest of the rule files");

export const ruleSetPath = ruleDraftPath;

export const ruleSet = z
  .strictObject({ digest, files: z.array(z.strictObject({ name: z.string(), text: z.string() })) })
  .meta({ id: "RuleSet", description: "The files of a set of rules that runs, ran, or is drafted" });

export const ruleCheckBody = ruleDraftBody.pick({ files: true });

export const ruleCheck = z
  .strictObject({
    digest: digest.nullable().describe("Null where the files have mistakes"),
    ruleCount: whole,
    problems: z.array(fileProblem),
    stories: z
      .array(
        z.strictObject({
          name: z.string(),
          place: z.string().describe("`file:line:column` where it is written"),
          failures: z.array(z.string()).describe("What differs from what it expects; in the language of the call"),
        }),
      )
      .describe("Stories of the city folder, run by these rules; none where the files have mistakes"),
  })
  .meta({ id: "RuleCheck" });

export const ruleHitsQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(30).default(7).describe("How far back"),
});

export const ruleHits = z
  .strictObject({
    days: whole,
    isWhole: z.boolean().describe("False where only the newest alarms were counted, for there were too many"),
    rows: z.array(
      z.strictObject({
        ruleId: z.string(),
        raised: whole.describe("Alarms raised"),
        graver: whole.describe("Alarms that stepped up"),
        worst: level.nullable(),
        activeMinutes: whole.describe("Of episodes that ended in the span, together"),
        shadow: whole.describe("Raised in shadow, acting on nothing"),
      }),
    ),
  })
  .meta({ id: "RuleHits", description: "What each rule raised; rules that raised nothing are left out" });
