import { z } from "zod";
import { hazards } from "../../domain/city/hazard.ts";
import { levels } from "../../domain/city/level.ts";
import { modes } from "../../domain/city/mode.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { duration } from "../../rules/language/duration.ts";
import { areaCodeText, idText, nameText, noteText } from "../city-schema.ts";

const someTime = duration.refine((ms) => ms > 0, schemaTexts["duration-above-0"].en);

const rungEntry = z
  .strictObject({
    post: idText.optional().describe("Whoever is on duty there, then their deputies"),
    person: idText.optional(),
    channel: idText
      .optional()
      .describe("Endpoint that calls go out by; left out: each person's own, one after the other"),
    answerWithin: someTime.describe("How long each person has to answer"),
    repeats: z
      .number()
      .int()
      .min(0)
      .max(9)
      .default(0)
      .describe("How often the same person is called once more before the next"),
  })
  .refine((rung) => (rung.post === undefined) !== (rung.person === undefined), schemaTexts["post-or-person"].en);

/** One of ladders.yaml: who must answer for the cases of an area. */
export const ladderEntry = z.strictObject({
  id: idText,
  area: areaCodeText.describe("Its cases, and those of areas below that have no ladder of their own"),
  levels: z.array(z.enum(levels)).min(1).describe("Levels at which it begins"),
  modes: z.array(z.enum(modes)).min(1).optional().describe("Left out: in every mode"),
  hazards: z.array(z.enum(hazards)).min(1).optional().describe("Left out: of every hazard"),
  rounds: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe("How often the way up is gone before it ends unanswered; red goes on until somebody answers"),
  callsInDrills: z.boolean().default(false).describe("True where its people are called in drills too"),
  rungs: z.array(rungEntry).min(1),
  isDemonstration: z.boolean().default(false).describe("True when made up for demonstration"),
  note: noteText,
});

const labelMap = <Value extends z.ZodType>(value: Value) =>
  z
    .strictObject({
      label: z.string().min(1).max(200).optional().describe("Label that says it"),
      values: z.record(z.string(), value).default({}).describe("What each value of the label means"),
      otherwise: value.optional().describe("Where the label is absent or says nothing known"),
    })
    .refine((map) => map.label !== undefined || map.otherwise !== undefined, schemaTexts["label-or-otherwise"].en);

/** One of alert-sources.yaml: how the alerts of another system are understood. */
export const alertSourceEntry = z.strictObject({
  id: idText,
  name: nameText.describe("Said on the cases that it opens"),
  token: z
    .string()
    .min(1)
    .optional()
    .describe("Name of the token that its alerts come under, and no other; left out: ?source= names it"),
  station: labelMap(idText),
  hazard: labelMap(z.enum(hazards)),
  level: labelMap(z.enum(levels)),
  expiresAfter: someTime.optional().describe("An alert that is not repeated for so long is over; left out: never"),
  note: noteText,
});

export type LadderEntry = z.infer<typeof ladderEntry>;
export type AlertSourceEntry = z.infer<typeof alertSourceEntry>;
