import { z } from "zod";
import { stationKinds } from "../../domain/city/city.ts";
import { type Mode, type ModePolicies, type ModePolicy, modeSetterParts } from "../../domain/city/mode.ts";
import { secondMs } from "../../domain/clock.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { duration } from "../../rules/language/duration.ts";

const lasting = duration.refine((ms) => ms > 0, schemaTexts["duration-above-0"].en);

/** What one mode changes beside the overrides that rules have for it. */
const modeEntry = z.strictObject({
  limitsFactor: z
    .number()
    .min(0.05)
    .max(20)
    .default(1)
    .describe("Time limits of cases are multiplied by it: 0.5 halves them"),
  reporting: z
    .strictObject({
      every: duration
        .refine((ms) => ms >= secondMs, schemaTexts["duration-above-0"].en)
        .describe("Interval that devices are asked for; one that reports more often anyway is not asked"),
      kinds: z.array(z.enum(stationKinds)).min(1).optional().describe("Kinds of station; all where left out"),
    })
    .optional()
    .describe("Asks devices over MQTT to report more often while the mode lasts"),
  setBy: z
    .array(z.enum(modeSetterParts))
    .min(1)
    .default(["commander"])
    .describe("Who may switch to it; the commander alone where left out"),
  secondPerson: z
    .boolean()
    .optional()
    .describe("Whether another person has to approve the switch; for emergency true where left out"),
  longest: lasting.optional().describe("Longest time until it ends by itself and daily begins; no end where left out"),
  endsSilences: z.boolean().default(false).describe("Whether silences in force end as it begins"),
  freezesRules: z
    .boolean()
    .optional()
    .describe(
      "Whether no other rules take over while it lasts, but by a commander's word; for emergency true where left out",
    ),
});

const anyMode = modeEntry.prefault({});

/** modes.yaml: what modes change, and who switches. A mode left out changes nothing but rules. */
export const modesFile = z.strictObject({
  daily: anyMode,
  holiday: anyMode,
  "major-event": anyMode,
  emergency: anyMode,
  isDemonstration: z.boolean().default(false).describe("True where no authority of the city has decided it"),
  note: z.string().min(1).optional().describe("For the people who keep this file; the hub ignores it"),
});

export type ModesFile = z.infer<typeof modesFile>;

export function modePoliciesFrom(file: ModesFile): ModePolicies {
  return {
    daily: policyFrom(file, "daily"),
    holiday: policyFrom(file, "holiday"),
    "major-event": policyFrom(file, "major-event"),
    emergency: policyFrom(file, "emergency"),
  };
}

function policyFrom(file: ModesFile, mode: Mode): ModePolicy {
  const { reporting, longest, secondPerson, freezesRules, ...given } = file[mode];
  const isEmergency = mode === "emergency";
  return {
    ...given,
    reporting: reporting === undefined ? null : { everyMs: reporting.every, kinds: reporting.kinds ?? null },
    needsSecondPerson: secondPerson ?? isEmergency,
    longestMs: longest ?? null,
    freezesRules: freezesRules ?? isEmergency,
  };
}
