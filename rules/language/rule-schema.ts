import { z } from "zod";
import { stationKinds } from "../../domain/city/city.ts";
import { hazards } from "../../domain/city/hazard.ts";
import { modes } from "../../domain/city/mode.ts";
import { properties } from "../../domain/city/property.ts";
import type { RuleId } from "../../domain/ids.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { conditionSchema } from "../conditions/condition-kinds.ts";
import { duration } from "./duration.ts";
import { type RuleLimits, readLimits } from "./read-limits.ts";
import { levelsSchema } from "./rule-levels.ts";
import { placeholders } from "./title-placeholders.ts";

const words = z.string().trim().min(1, schemaTexts.words.en);

const bilingual = z.strictObject({ zh: words, en: words });

const title = words.refine(
  (text) =>
    [...text.matchAll(/\{([^}]*)\}/g)].every((match) => (placeholders as readonly string[]).includes(match[1] ?? "")),
  schemaTexts.title.en,
);

const deadband = z.number().min(0, schemaTexts.deadband.en);

const code = z.string().min(1);

const kind = z.enum(stationKinds);

const holds = duration.prefault("0s");

/** What a rule has otherwise in one mode; a level named here stands in for the rule's own. */
const modeSchema = z.strictObject({
  levels: levelsSchema.optional(),
  deadband: deadband.optional(),
  onDelay: duration.optional(),
  offDelay: duration.optional(),
});

/** A rule as its file says it, by its shape alone. Unknown keys are refused. */
const writtenRule = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, schemaTexts["small-id"].en)
    .transform((text) => text as RuleId)
    .describe("Names the rule for life; an edited rule keeps its alarms' state under it"),
  hazard: z.enum(hazards).describe("What can harm people; alarms of one hazard at one station are one case"),
  title: z.strictObject({ zh: title, en: title }).describe("May hold {station}, {level} and {condition}"),
  advice: z
    .strictObject({
      zh: words.optional(),
      en: words.optional(),
      blue: bilingual.optional(),
      yellow: bilingual.optional(),
      orange: bilingual.optional(),
      red: bilingual.optional(),
    })
    .describe("What to do; words under a level's name stand in for the general ones at that level"),
  source: words.describe("Where the numbers come from"),
  isDemonstration: z.boolean().default(false).describe("True where the numbers are no official figures"),
  applies: z
    .strictObject({
      kind: z
        .union([kind, z.array(kind).min(1)])
        .transform((kinds) => (typeof kinds === "string" ? [kinds] : kinds))
        .describe("Kinds of station, one or a list"),
      property: z
        .enum(properties)
        .optional()
        .describe("What the gauge measures; left out where a condition is about any gauge, or about other rules"),
      tags: z.array(code).min(1).optional().describe("Stations that carry all of these"),
      areas: z.array(code).min(1).optional().describe("Stations in any of these areas, or below them"),
      ids: z.array(code).min(1).optional().describe("These stations or gauges alone"),
    })
    .describe("A gauge is watched when everything given here fits it"),
  condition: conditionSchema,
  unit: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Unit of the limits and the deadband; per hour for rate-of-rise, of time for stuck, none for chances, counts and levels",
    ),
  levels: levelsSchema,
  deadband: deadband.default(0).describe("Fall below raise that clears; keeps waves from toggling the alarm"),
  onDelay: holds.describe("How long a level must hold to be raised, in observation time"),
  offDelay: holds.describe("How long the signal must stay clear to lower the alarm, in observation time"),
  modes: z
    .partialRecord(z.enum(modes), modeSchema)
    .default({})
    .describe("What differs while the city is in a mode: holiday, major-event, emergency"),
  flags: z
    .array(z.union([z.literal(1), z.literal(2), z.literal(3)]))
    .min(1)
    .default([1, 2, 3])
    .describe("Quality flags that count: 1 good, 2 not evaluated, 3 suspect; 4 and 9 never do"),
  shadow: z.boolean().default(false).describe("True for a rule on trial: it runs and is recorded, and acts on nothing"),
  opensCase: z.boolean().default(true).describe("False for a rule that only records"),
  draftsWarning: z.boolean().default(true).describe("False where a case needs no public warning"),
});

/** A rule that its kind of condition has read and checked. */
export interface Rule extends Omit<z.infer<typeof writtenRule>, keyof RuleLimits>, RuleLimits {}

/** One rule: which gauges it judges, what it compares, and what its alarms say. */
export const ruleSchema = writtenRule.transform((rule, context): Rule => ({ ...rule, ...readLimits(rule, context) }));
