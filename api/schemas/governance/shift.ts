import { z } from "zod";
import { hazards } from "../../../domain/city/hazard.ts";
import { modes } from "../../../domain/city/mode.ts";
import type { PostId, SheetId } from "../../../domain/ids.ts";
import { lineOf, wordsOf } from "../../http/plain-text.ts";
import { person } from "../classed.ts";
import { bilingualText, idOf, instant, instantQuery, level, whole } from "../common.ts";
import { callee } from "./call.ts";
import { personsAct } from "./case-marks.ts";

const listOf = <Line extends z.ZodType>(line: Line) =>
  z.strictObject({ count: whole.describe("Of all, also those that are left out"), lines: z.array(line) });

const sheet = z
  .strictObject({
    postId: z.string(),
    areaCode: z.string().optional().describe("What it is about; absent in sheets of earlier releases: the whole city"),
    at: instant,
    mode: z.enum(modes),
    openCases: listOf(
      z.strictObject({
        caseId: z.string(),
        hazard: z.enum(hazards),
        level: level.nullable(),
        state: z.string(),
        stationName: bilingualText,
        title: bilingualText,
        openedAt: instant,
        isUnacknowledged: z.boolean(),
        dueAt: instant.nullable(),
      }),
    ),
    overdue: listOf(z.string()),
    silences: listOf(z.strictObject({ id: z.string(), reason: person(z.string()), untilAt: instant })),
    blindSpots: listOf(z.strictObject({ gaugeId: z.string(), stationId: z.string(), state: z.string() })),
    unansweredCalls: listOf(
      z.strictObject({ caseId: z.string(), to: person(bilingualText).nullable(), askedAt: instant }),
    ),
    deadLetters: listOf(z.strictObject({ endpointId: z.string(), lostUrgents: whole })),
  })
  .meta({ id: "ShiftSheet", description: "How the area of a post stands when it is handed over" });

export const handoverHead = {
  sheetId: z.string(),
  postId: z.string(),
  from: person(z.string()).describe("Name of the token that handed over"),
  to: person(z.string()),
  notes: person(z.string()),
  at: instant,
  digest: z.string().describe("SHA-256 of the sheet, hex: what is signed"),
  signed: z.strictObject(personsAct).nullable().describe("Null until the one who takes over has signed"),
};

export const handover = z.strictObject({ ...handoverHead, sheet }).meta({ id: "Handover" });

const onDuty = z.strictObject({
  people: z.array(callee),
  deputies: z.array(callee),
  untilAt: instant.nullable().describe("When the shift ends; null where nobody is on duty"),
});

const postHead = { postId: z.string(), name: bilingualText, areaCode: z.string() };

export const roster = z.strictObject({ at: instant, rows: z.array(z.strictObject({ ...postHead, onDuty })) });

export const rosterQuery = z.strictObject({
  at: instantQuery.optional().describe("Now when absent"),
});

export const shifts = z.strictObject({
  rows: z.array(
    z.strictObject({
      ...postHead,
      onDuty,
      isUnsigned: z.boolean().describe("True while the newest sheet waits for its signature"),
      maySign: z
        .boolean()
        .describe("Whether the caller is the one who takes over by the newest sheet, unsigned so far"),
      handovers: z.array(handover).describe("The newest first, 10 at most"),
    }),
  ),
});

export const handoverBody = z
  .strictObject({
    postId: idOf<PostId>(),
    to: lineOf(200).describe("Id, name or account of a person of the post"),
    notes: z.union([z.literal(""), wordsOf(2000)]).default(""),
  })
  .describe("Hands a post over; the hub makes the sheet");

export const signBody = z
  .strictObject({
    postId: idOf<PostId>(),
    sheetId: idOf<SheetId>(),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("Of the sheet that was read"),
  })
  .describe("The one who takes over has read the sheet");
