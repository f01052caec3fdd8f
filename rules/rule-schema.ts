import { z } from "zod";
import { stationKinds } from "../domain/city.ts";
import { hazardNames } from "../domain/hazard.ts";
import type { RuleId } from "../domain/ids.ts";
import { levels } from "../domain/level.ts";
import { propertyNames } from "../domain/property.ts";
import { checkRule } from "./check-rule.ts";
import { conditionSchema } from "./condition-kinds.ts";
import { duration } from "./duration.ts";
import { placeholders } from "./fill-words.ts";

const words = z.string().trim().min(1, "words for people to read");

const bilingual = z.strictObject({ zh: words, en: words });

const title = words.refine(
  (text) =>
    [...text.matchAll(/\{([^}]*)\}/g)].every((match) => (placeholders as readonly string[]).includes(match[1] ?? "")),
  `a title with no other placeholders than ${placeholders.map((name) => `{${name}}`).join(", ")}`,
);

const namedLimit = /^([A-Za-z][A-Za-z0-9]*)([+-]\d+(?:\.\d+)?)?$/;

/** A limit: a number in the rule's unit, or a name of a gauge's threshold, shifted by a number in the rule's unit. */
const limit = z.union([
  z.number(),
  z
    .string()
    .regex(namedLimit, "a number, or the name of a gauge threshold such as warningStage or warningStage-0.5")
    .transform((text) => {
      const [, threshold = "", offset = "0"] = namedLimit.exec(text) ?? [];
      return { threshold, offset: Number(offset) };
    }),
]);

const levelSchema = z.strictObject({
  raise: limit.describe("Reaching it raises this level"),
  reset: limit.optional().describe("Falling below it clears this level; raise less deadband where left out"),
});

const code = z.string().min(1);

const kind = z.enum(stationKinds);

const holds = duration.prefault("0s");

/** One rule: which gauges it watches, what it compares, and what people are told. Unknown keys are refused. */
export const ruleSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "small letters, digits and hyphens, 64 at most")
      .transform((text) => text as RuleId)
      .describe("Names the rule for life; an edited rule keeps its alarms' state under it"),
    hazard: z.enum(hazardNames).describe("What can harm people; alarms of one hazard at one station are one case"),
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
        property: z.enum(propertyNames).optional().describe("What the gauge measures; may be left out for silence"),
        tags: z.array(code).min(1).optional().describe("Stations that carry all of these"),
        areas: z.array(code).min(1).optional().describe("Stations in any of these areas, or below them"),
        ids: z.array(code).min(1).optional().describe("These stations or gauges alone"),
      })
      .describe("A gauge is watched when everything given here fits it"),
    condition: conditionSchema,
    unit: z.string().min(1).optional().describe("Unit of the limits and the deadband; per hour for rate-of-rise"),
    levels: z
      .strictObject({
        blue: levelSchema.optional(),
        yellow: levelSchema.optional(),
        orange: levelSchema.optional(),
        red: levelSchema.optional(),
      })
      .refine(
        (given) => levels.some((level) => given[level] !== undefined),
        "at least one of blue, yellow, orange, red",
      ),
    deadband: z
      .number()
      .min(0, "a deadband of 0 or more")
      .default(0)
      .describe("Fall below raise that clears; keeps waves from toggling the alarm"),
    onDelay: holds.describe("How long a level must hold to be raised, in observation time"),
    offDelay: holds.describe("How long the signal must stay clear to lower the alarm, in observation time"),
    opensCase: z.boolean().default(true).describe("False for a rule that only records"),
    draftsWarning: z.boolean().default(true).describe("False where a case needs no public warning"),
  })
  .superRefine(checkRule);

/** A rule file: a list of rules, each id once. */
export const ruleFileSchema = z.array(ruleSchema).superRefine((rules, context) => {
  const seen = new Map<RuleId, number>();
  rules.forEach((rule, index) => {
    const earlier = seen.get(rule.id);
    seen.set(rule.id, earlier ?? index);
    if (earlier === undefined) return;
    context.addIssue({
      code: "custom",
      path: [index, "id"],
      message: `an id of its own; rule number ${earlier + 1} of this file has it too`,
      input: rule.id,
    });
  });
});

export type Rule = z.infer<typeof ruleSchema>;

export type Limit = z.infer<typeof limit>;
