import { z } from "zod";
import { person } from "./classed.ts";
import { bilingualText, hazard, instant, pageOf, pageQuery, whole } from "./common.ts";

const digest = z.string().describe("Digest of the rule files");
const by = person(z.string()).nullable().describe("Who asked for it; null when that is not known");
const ruleCount = whole;
const source = z.enum(["files", "rollback"]).describe("rollback: somebody chose a set that was kept");

export const fileProblem = z
  .strictObject({
    where: z.string().describe("`file:line:column`"),
    path: z.string(),
    wanted: z.string().describe("In the language of Accept-Language, as are `got` and `fix`"),
    got: z.string(),
    fix: z.string(),
  })
  .meta({ id: "FileProblem" });

export const ruleVersion = z
  .strictObject({
    activationId: whole,
    digest,
    ruleCount,
    source,
    by,
    activatedAt: instant,
    cursor: whole.describe("`journalSeq` of the last observation that others judged"),
  })
  .meta({ id: "RuleVersion", description: "A set of rules taking over" });

export const ruleVersionPage = pageOf(ruleVersion);

export const ruleVersionQuery = z.strictObject(pageQuery);

const rule = z
  .strictObject({
    ruleId: z.string(),
    ruleVersion: z.string().describe("As alarms name it"),
    hazard,
    title: bilingualText,
    conditionKind: z.string(),
    isShadow: z.boolean().describe("Runs and records without acting"),
    place: z.string().describe("`file:line:column` where it is declared"),
  })
  .meta({ id: "Rule" });

export const rules = z
  .strictObject({
    running: z.strictObject({ digest, ruleCount, source, by, activatedAt: instant }),
    pin: z
      .strictObject({
        digest,
        by,
        pinnedAt: instant,
        problems: z.array(fileProblem).describe("Why it cannot run in this city"),
      })
      .nullable()
      .describe("The kept set that runs whatever the files say; null when the files decide"),
    files: z.strictObject({
      digest,
      isRunning: z.boolean(),
      problems: z.array(fileProblem).describe("Why they do not go live; the rules before run on"),
    }),
    failure: z.string().nullable().describe("Why a sound set has not taken over yet; it is tried again"),
    waiting: z
      .strictObject({ digest, why: z.enum(["frozen", "draft"]) })
      .optional()
      .describe("A sound set that waits: for the end of a mode that freezes rules, or for a second person"),
    restartFiles: z.array(z.string()).describe("City files whose changes wait for a restart of the hub"),
    rules: z.array(rule),
  })
  .meta({ id: "Rules", description: "The rules that judge, and how they stand to the files" });
