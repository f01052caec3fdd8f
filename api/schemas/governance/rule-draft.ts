import { z } from "zod";
import { draftStates } from "../../../rules/ports.ts";
import { wordsOf } from "../../http/plain-text.ts";
import { person } from "../classed.ts";
import { instant, level, whole } from "../common.ts";

const digest = z.string().describe("Digest of the rule files");

const draftShape = {
  digest,
  ruleCount: whole,
  state: z.enum(draftStates),
  by: person(z.string()).describe("Its author; `file (owner)` for files saved in the city folder"),
  origin: z.enum(["person", "file"]),
  note: person(z.string()),
  draftedAt: instant,
  approvedBy: person(z.string()).nullable(),
  approvedAt: instant.nullable(),
  rejected: z.strictObject({ by: person(z.string()), reason: person(z.string()), at: instant }).nullable(),
  activatedAt: instant.nullable(),
};

export const ruleDraft = z.strictObject(draftShape).meta({ id: "RuleDraft", description: "A drafted set of rules" });

const ruleFile = z.strictObject({
  name: z
    .string()
    .regex(/^rules(?:\/[\w.-]{1,100})?\.yaml$/)
    .describe("Path within the city folder, such as rules/river.yaml"),
  text: z.string().min(1).max(500_000),
});

export const ruleDraftWithFiles = z
  .strictObject({ ...draftShape, files: z.array(z.strictObject({ name: z.string(), text: z.string() })) })
  .meta({ id: "RuleDraftWithFiles" });

export const ruleDraftList = z.strictObject({ rows: z.array(ruleDraft) });

export const ruleDraftBody = z.strictObject({
  files: z.array(ruleFile).min(1).max(100).describe("All rule files, those that stay as they are included"),
  note: z
    .union([z.literal(""), wordsOf()])
    .default("")
    .describe("What changes and why, for who approves it"),
});

export const ruleDraftPath = z.strictObject({ digest: z.string().min(1).max(64) });

export const rejectBody = z.strictObject({ reason: wordsOf(500) });

export const activateBody = z.strictObject({
  override: wordsOf(500).optional().describe("Why it takes over although the mode freezes rules; a commander's word"),
});

export const diffQuery = z.strictObject({
  hours: z.coerce.number().int().min(1).max(168).default(24).describe("How far back it judges"),
});

const counts = z
  .strictObject({ raised: whole, stepped: whole, activeMinutes: whole, pages: whole })
  .nullable()
  .describe("Null where the rule is not in that set");

export const ruleDraftDiff = z
  .strictObject({
    digest,
    against: digest.describe("The set that runs"),
    fromAt: instant,
    toAt: instant,
    observations: whole,
    rules: z.array(
      z.strictObject({
        ruleId: z.string(),
        change: z.enum(["new", "gone", "edited", "same"]),
        isShadow: z.boolean(),
        before: counts,
        after: counts,
      }),
    ),
    levelsNow: z.array(z.strictObject({ alarmKey: z.string(), before: level.nullable(), after: level.nullable() })),
    endsAtOnce: z.array(z.string()).describe("Alarms that would end the moment it takes over"),
    isSame: z.boolean(),
  })
  .meta({ id: "RuleDraftDiff", description: "What a draft would have done, against the rules that run" });
