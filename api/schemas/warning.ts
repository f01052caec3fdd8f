import { z } from "zod";
import { warningStates } from "../../domain/governance/warning.ts";
import { bilingualText, hazard, idOf, instant, level, listPageQuery, listQuery, pageOf, whole } from "./common.ts";
import { personsAct } from "./governance/case-marks.ts";

/** What is to be said of a warning, in answers and in events. */
export const warningFactsShape = {
  id: z.string(),
  hazard,
  areaCode: z.string(),
  state: z.enum(warningStates),
  level,
  peakLevel: level.optional().describe("Worst level that it ever had; absent in old records"),
  title: bilingualText,
  advice: bilingualText.describe("What to do at the level now; once lifted what holds then"),
  draftedAt: instant,
  updatedAt: instant,
  liftedAt: instant.nullable(),
  revision: whole,
  issued: z.strictObject(personsAct).optional().describe("Who issued it; absent until somebody did"),
  lifted: z
    .strictObject({ ...personsAct, reason: z.string() })
    .optional()
    .describe("Who lifted it before its reasons were gone; absent where nobody did"),
};

export const warning = z
  .strictObject({
    ...warningFactsShape,
    cases: z.record(z.string(), level).describe("Open cases that are its reason, by id"),
    advices: z.partialRecord(level, bilingualText).optional().describe("What to do at each level, as cases last said"),
  })
  .meta({ id: "Warning" });

export const warningPage = pageOf(warning);

export const warningQuery = listQuery({
  isOpen: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("true: not yet lifted"),
  ...listPageQuery,
});

export const warningPath = z.strictObject({ id: idOf<string>() });

export const warningActionBody = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("issue") }),
    z.strictObject({ do: z.literal("lift"), reason: z.string().trim().min(1).max(500) }),
  ])
  .describe("issue: a draft goes out; lift: it ends before its reasons are gone");
