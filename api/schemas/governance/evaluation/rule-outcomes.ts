import { z } from "zod";
import { instant, spannedQuery, whole } from "../../common.ts";

const leadSpread = z
  .strictObject({
    count: whole.describe("Cases of which both are known"),
    before: whole.describe("Of these, those in which the call came first"),
    medianMs: z.number().int().nullable(),
    shortestMs: z.number().int().nullable().describe("Below 0 where the call came after; null where nothing is known"),
  })
  .meta({ id: "LeadSpread", description: "How long before something the first call came" });

const ruleOutcome = z
  .strictObject({
    ruleId: z.string(),
    cases: whole.describe("That an alarm of the rule opened in the span; drills left out"),
    falseAlarms: whole.describe("Of these voided"),
    called: whole.describe("Of the others, those of which somebody was called"),
    toPeak: leadSpread.describe(
      "Before the water of the place stood highest; of water over roads and in rivers, once it is over",
    ),
    toClosingLine: leadSpread.describe("Before water over the road came to the closing line"),
  })
  .meta({ id: "RuleOutcome" });

export const ruleOutcomesQuery = spannedQuery({});

export const ruleOutcomesAnswer = z
  .strictObject({
    from: instant,
    to: instant,
    closingLineM: z.number().describe("Depth of water over a road at which it is to be closed, m"),
    rules: z.array(ruleOutcome).describe("Those with most false alarms first"),
    isWhole: z.boolean().describe("False where only the newest cases were looked at, for there were too many"),
  })
  .meta({ id: "RuleOutcomes", description: "False alarms and lead, by the rule whose alarm opened the case" });
