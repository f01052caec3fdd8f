import { z } from "zod";
import { hazards } from "../../domain/city/hazard.ts";
import { type Level, levels } from "../../domain/city/level.ts";
import { modes } from "../../domain/city/mode.ts";
import type { ColourPolicy, WarningPolicy, WarningText } from "../../domain/city/policies/warning-policy.ts";
import { responseLevels } from "../../domain/inputs/acts/response-action.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { duration } from "../../rules/language/duration.ts";

/** Parts in which a person may decide on a warning. */
const part = z.enum(["duty-officer", "commander"]);

const someTime = duration.refine((ms) => ms > 0, schemaTexts["duration-above-0"].en);

const unattended = z
  .union([
    z.literal("nothing"),
    z.strictObject({
      after: someTime,
      do: z
        .enum(["issue", "escalate"])
        .describe("issue: the rule issues it; escalate: those concerned are paged again"),
    }),
  ])
  .describe("What happens where no person has decided for so long");

const colourShape = {
  approve: z.array(part).describe("Who may approve it; empty where it needs no approval"),
  issue: z.array(part).min(1).describe("Who may issue it"),
  secondPerson: z.boolean().describe("True where two persons must stand behind it"),
  unattended,
  expires: z
    .union([z.literal("never"), someTime])
    .describe("How long it holds after its newest message; while cases are open it goes on"),
};

const colour = z.strictObject({
  approve: colourShape.approve.default([]),
  issue: colourShape.issue.default(["duty-officer", "commander"]),
  secondPerson: colourShape.secondPerson.default(false),
  unattended: colourShape.unattended.default("nothing"),
  expires: colourShape.expires.default("never"),
});

const otherColour = z.strictObject(colourShape).partial();

const byLevel = <Each extends z.ZodType>(each: Each) => z.partialRecord(z.enum(levels), each);

const words = z.strictObject({ zh: z.string().min(1).max(500), en: z.string().min(1).max(500) });

/** CAP 1.2 (3.2.1) wants no space, comma, `<` and `&` of a sender, as references are lists of them. */
const senderId = z.string().regex(/^[^\s,<&]{1,200}$/, schemaTexts["cap-sender"].en);

/** warning-policy.yaml */
export const warningPolicyFile = z.strictObject({
  colours: z
    .strictObject({ blue: colour, yellow: colour, orange: colour, red: colour })
    .describe("Who decides on a warning of each colour"),
  modes: z
    .partialRecord(z.enum(modes), byLevel(otherColour))
    .default({})
    .describe("What is otherwise in a mode, colour by colour"),
  sender: z
    .strictObject({
      id: senderId.describe("Who speaks to the public in CAP, one in the world: a domain name, an address"),
      name: words.optional().describe("As people know it; left out: the unit that answers for the area"),
      contact: z.string().min(1).max(200).optional().describe("Telephone or address; left out: that of the area"),
      web: z.url().optional().describe("Page for the public"),
    })
    .describe("Sender of the messages of issued warnings"),
  texts: z
    .array(
      z.strictObject({
        hazard: z.enum(hazards),
        level: z.enum(levels),
        impact: words.describe("What can happen; {area} is the name of the area"),
        advice: words.optional().describe("What the public is to do; left out: what the rule says"),
      }),
    )
    .default([])
    .describe("What a warning says by hazard and level"),
  responses: byLevel(z.enum(responseLevels))
    .default({})
    .describe("Emergency response that a colour suggests to the headquarters; none is ever started by it"),
  source: z.string().min(1).optional().describe("Where it is from: plan, notice, page"),
  isDemonstration: z.boolean().default(false).describe("True when made up for demonstration"),
  note: z.string().min(1).optional().describe("For the people who keep this file; the hub ignores it"),
});

export type WarningPolicyFile = z.infer<typeof warningPolicyFile>;

/** The policy as the rooms know it. */
export function warningPolicyFrom({
  colours,
  modes: byMode,
  sender,
  texts,
  responses,
}: WarningPolicyFile): WarningPolicy {
  return {
    colours: {
      blue: colourFrom(colours.blue),
      yellow: colourFrom(colours.yellow),
      orange: colourFrom(colours.orange),
      red: colourFrom(colours.red),
    },
    modes: Object.fromEntries(
      Object.entries(byMode).map(([mode, given]) => [
        mode,
        Object.fromEntries(Object.entries(given).map(([level, other]) => [level, otherFrom(other)])),
      ]),
    ),
    sender: {
      id: sender.id,
      name: sender.name ?? null,
      contact: sender.contact ?? null,
      web: sender.web ?? null,
    },
    texts: textsFrom(texts),
    suggests: responses,
  };
}

type ColourEntry = z.infer<typeof colour>;

function colourFrom({ approve, issue, secondPerson, unattended: waited, expires }: ColourEntry): ColourPolicy {
  return {
    approve,
    issue,
    secondPerson,
    unattended: unattendedFrom(waited),
    expiresAfterMs: expires === "never" ? null : expires,
  };
}

function otherFrom(other: z.infer<typeof otherColour>): Partial<ColourPolicy> {
  const { approve, issue, secondPerson, unattended: waited, expires } = other;
  return {
    ...(approve === undefined ? {} : { approve }),
    ...(issue === undefined ? {} : { issue }),
    ...(secondPerson === undefined ? {} : { secondPerson }),
    ...(waited === undefined ? {} : { unattended: unattendedFrom(waited) }),
    ...(expires === undefined ? {} : { expiresAfterMs: expires === "never" ? null : expires }),
  };
}

function unattendedFrom(waited: z.infer<typeof unattended>): ColourPolicy["unattended"] {
  return waited === "nothing" ? null : { afterMs: waited.after, do: waited.do };
}

function textsFrom(texts: WarningPolicyFile["texts"]): WarningPolicy["texts"] {
  const byHazard: Partial<Record<string, Partial<Record<Level, WarningText>>>> = {};
  for (const { hazard, level, impact, advice = null } of texts) {
    byHazard[hazard] = { ...byHazard[hazard], [level]: { impact, advice } };
  }
  return byHazard;
}
