import { z } from "zod";
import { modeSetterParts, modes } from "../../../domain/city/mode.ts";
import { dueStages } from "../../../domain/governance/time-limit.ts";
import { warningStates } from "../../../domain/governance/warnings/warning-state.ts";
import { wordsOf } from "../../http/plain-text.ts";
import { person } from "../classed.ts";
import { bilingualText, instant, instantQuery, level, pageOf, pageQuery, whole } from "../common.ts";
import { awaitedDecision } from "./warning.ts";

const modeName = z
  .enum(modes)
  .describe("daily, holiday, major event, emergency: rules may have other limits and delays in each");

const requestId = whole.describe("Place of the request in the log of inputs");

const waiting = z
  .strictObject({
    requestId,
    mode: modeName,
    by: person(z.string()),
    reason: person(z.string()),
    at: instant,
    untilAt: instant.nullable(),
    expiresAt: instant.describe("Up to then it can be approved"),
  })
  .meta({ id: "ModeRequest", description: "A switch that waits for a second person" });

const askCounts = z
  .strictObject({ asked: whole.describe("Not answered yet"), confirmed: whole, refused: whole })
  .describe("Devices by how they stand with what they were last asked for");

const policy = z
  .strictObject({
    mode: modeName,
    limitsFactor: z.number(),
    reporting: z
      .strictObject({ everyMs: whole, kinds: z.array(z.string()).nullable() })
      .nullable()
      .describe("Interval that devices are asked for"),
    setBy: z.array(z.enum(modeSetterParts)),
    needsSecondPerson: z.boolean(),
    longestMs: whole.nullable(),
    endsSilences: z.boolean(),
    freezesRules: z.boolean(),
  })
  .meta({ id: "ModePolicy", description: "What a mode changes beside rules, as modes.yaml says" });

export const mode = z
  .strictObject({
    mode: modeName,
    setAt: instant.nullable().describe("The hub's clock; null where nobody ever set it"),
    setBy: person(z.string()).nullable().describe("Null where that is not known, and for a mode that ended by itself"),
    approvedBy: person(z.string()).optional().describe("Absent where nobody had to"),
    reason: person(z.string()).optional(),
    untilAt: instant.optional().describe("When it ends by itself; absent for no end"),
    request: waiting.optional().describe("Absent where nothing waits"),
    devices: askCounts.optional().describe("Absent where no device was ever asked"),
    policies: z.array(policy).optional().describe("Absent where the city has no modes.yaml"),
  })
  .meta({ id: "Mode" });

export const modeBody = z.strictObject({ mode: modeName });

export const modePreviewBody = z.strictObject({ mode: modeName });

export const modeAskBody = z.strictObject({
  mode: modeName,
  reason: wordsOf(500).optional().describe("Needed where a second person approves"),
  until: instantQuery
    .optional()
    .describe("When it ends by itself and daily begins; as long as the city allows if absent"),
});

export const modeRequestBody = z.strictObject({
  requestId: requestId.optional().describe("Which request is meant; the one that waits where left out"),
});

const movedAlarm = z.strictObject({
  alarmKey: z.string(),
  ruleId: z.string(),
  stationId: z.string().nullable(),
  title: bilingualText,
  without: level.nullable().describe("Where it would stand without the switch"),
  with: level.nullable(),
  told: level.nullable().describe("Null where a silence or something else keeps it from people"),
  movesAt: instant.nullable().describe("When it would first move; null where it only does not"),
});

const warningAtEnd = z.strictObject({
  state: z.enum(warningStates),
  level,
  proposed: level.nullable().describe("A level that waits to be approved; null for none"),
});

const before = { before: whole, after: whole };

export const modePreview = z
  .strictObject({
    mode: modeName,
    before: modeName,
    at: instant,
    untilAt: instant.describe("How far it looks: over the longest delay of any rule, half an hour at most"),
    fires: z.array(movedAlarm).describe("Alarms that would stand graver by the switch, gravest first"),
    quietens: z.array(movedAlarm).describe("Alarms that would stand milder, or clear"),
    pages: z.int().describe("Times more that somebody would be called; below 0 for less often"),
    warnings: z
      .array(
        z.strictObject({
          warningId: z.string().nullable().describe("Null for one that is not there yet"),
          title: bilingualText,
          without: warningAtEnd.nullable().describe("How it would stand without the switch; null for not at all"),
          with: warningAtEnd.nullable(),
        }),
      )
      .describe("Warnings that the switch would draft, move, issue or end by then, gravest first"),
    decisions: z
      .array(
        z.strictObject({
          warningId: z.string(),
          title: bilingualText,
          level,
          before: awaitedDecision.nullable().describe("What the policy does of itself, and when; null for nothing"),
          after: awaitedDecision.nullable().describe("What is due already is done with the switch"),
        }),
      )
      .describe("Warnings that wait for a person and would be issued by rule, or told once more, at another moment"),
    limits: z
      .array(
        z.strictObject({
          caseId: z.string(),
          title: bilingualText,
          stage: z.enum(dueStages),
          beforeAt: instant,
          afterAt: instant,
        }),
      )
      .describe("Time limits of open cases that would end at another moment"),
    rules: z
      .array(
        z.strictObject({
          ruleId: z.string(),
          title: bilingualText,
          onDelayMs: z.strictObject(before),
          offDelayMs: z.strictObject(before),
          levels: z.array(level).describe("Levels whose limits differ"),
        }),
      )
      .describe("Rules that judge otherwise"),
    silencesEnding: z.array(
      z.strictObject({ id: z.string(), owner: person(z.string()), reason: person(z.string()), untilAt: instant }),
    ),
    devices: z
      .array(z.strictObject({ deviceId: z.string(), everyMs: whole }))
      .describe("Devices that would be asked for another interval"),
  })
  .meta({
    id: "ModePreview",
    description: "What a switch would change, were every gauge that is heard to go on showing what it shows",
  });

const modeChange = z
  .strictObject({
    entrySeq: whole.describe("Place in the log of inputs"),
    at: instant,
    mode: modeName,
    before: modeName,
    by: person(z.string()).nullable(),
    approvedBy: person(z.string()).nullable(),
    reason: person(z.string()).nullable(),
    untilAt: instant.nullable(),
    cause: z.enum(["person", "expiry"]),
  })
  .meta({ id: "ModeChange" });

export const modeHistoryPage = pageOf(modeChange);

export const modeHistoryQuery = z.strictObject(pageQuery);
