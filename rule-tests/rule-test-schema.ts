import { z } from "zod";
import { levels } from "../domain/city/level.ts";
import { modes } from "../domain/city/mode.ts";
import { schemaTexts } from "../locales/schemas.ts";

const clockText = /^(?:\d{1,3}:[0-5]\d(?::[0-5]\d)?|\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:?\d\d))$/;
const time = z.string().regex(clockText, schemaTexts["test-time"].en);

const timeOrSpan = z
  .string()
  .refine((text) => text.split(" to ").every((part) => clockText.test(part)), schemaTexts["test-time-or-span"].en);

const amount = /^-?\d+(?:\.\d+)?(?: ?[^\s\d-]\S*)?(?: to -?\d+(?:\.\d+)?(?: ?[^\s\d-]\S*)?)?$/;

const value = z.union([z.number(), z.string().regex(amount, schemaTexts["test-value"].en)]);

const reading = z.union([
  value,
  z.strictObject({
    value,
    received: time.optional().describe("When the hub got it, where it came late"),
    flag: z.literal([1, 2, 3, 4, 9]).default(1).describe("Its quality flag"),
  }),
]);

const alarm = z.string().min(1).describe("A rule's id, or `rule|gauge` where the story has several gauges");

const level = z.enum([...levels, "none"]);

const expectation = z.union([
  z.strictObject({
    at: time,
    alarm,
    from: level.default("none"),
    to: level,
  }),
  z.strictObject({
    at: time,
    alarm,
    missed: z.enum(levels).describe("A peak of this level that came too late to page anybody"),
  }),
]);

const absence = z.union([
  alarm,
  z.strictObject({
    alarm,
    to: z.enum(levels).optional().describe("This level and graver ones; any where left out"),
  }),
]);

/** One test: readings of gauges, and what the alarms of some rules must, and must not, make of them. */
export const ruleTestSchema = z.strictObject({
  name: z.string().trim().min(1, schemaTexts["test-name"].en).describe("What happens, in a sentence"),
  note: z.string().min(1).optional().describe("For the people who keep this file"),
  start: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:?\d\d)$/, schemaTexts["test-start"].en)
    .default("2026-07-20T16:00:00+08:00")
    .describe("When the story and the hub in it start"),
  rules: z
    .union([z.literal("all"), z.array(z.string().min(1)).min(1)])
    .default("all")
    .describe("Ids of the rules that judge; `all` of the city where left out"),
  readings: z
    .record(z.string(), z.record(timeOrSpan, reading))
    .describe("Gauge id, then time and value; a span such as 00:00 to 00:10 is one reading each expected interval"),
  thresholds: z
    .record(z.string(), z.record(z.string(), z.number()))
    .default({})
    .describe("Gauge id, then thresholds that count in this story, in the property's own unit"),
  modes: z
    .record(time, z.enum(modes))
    .default({})
    .describe("Time, then the mode the city is run in from then on; daily until the first"),
  quality: z
    .enum(["on", "off"])
    .default("on")
    .describe("off: rules get every reading as it stands, none is held or refused by the quality checks"),
  until: time.optional().describe("How long the clock runs on; to the last reading where left out"),
  silentUntil: time.optional().describe("No alarm may move before this time"),
  expect: z.array(expectation).default([]).describe("Every move of every alarm, no more and no fewer"),
  never: z.array(absence).default([]).describe("Alarms that must not be raised at all"),
});

export type RuleTest = z.infer<typeof ruleTestSchema>;

export type Expectation = RuleTest["expect"][number];

export type Absence = RuleTest["never"][number];
