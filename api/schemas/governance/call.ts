import { z } from "zod";
import { callStates, skipReasons } from "../../../domain/duty/call.ts";
import type { CallId, CaseId } from "../../../domain/ids.ts";
import { lineOf } from "../../http/plain-text.ts";
import { person, phone } from "../classed.ts";
import { bilingualText, idOf, instant, pageOf, pageQuery, whole } from "../common.ts";
import { personsAct } from "./case-marks.ts";

export const callee = z
  .strictObject({
    personId: z.string(),
    name: person(bilingualText),
    phone: phone(z.string())
      .nullable()
      .describe("Where nothing else reaches the person; null where the city names none"),
  })
  .meta({ id: "Callee", description: "Who is called" });

/** Somebody to be phoned; the name may be that of an office. */
export const phoneLine = z.strictObject({ name: person(bilingualText), phone: phone(z.string()) });

export const call = z
  .strictObject({
    callId: z.string(),
    caseId: z.string(),
    ladderId: z.string(),
    areaCode: z.string().describe("Where the ladder stands: the case's area, or one around it"),
    rung: whole.describe("Of the ladder, 1 the first"),
    round: whole.describe("How often the way up has been gone, this one included"),
    postId: z.string().nullable(),
    to: callee.nullable().describe("Null where nobody was on duty"),
    channel: z.string().nullable().describe("Endpoint that it goes out by; null where none reaches the person"),
    askedAt: instant.describe("The hub's clock, as all of these"),
    dueAt: instant.nullable().describe("Up to when an answer is waited for; null for what was skipped at once"),
    state: z.enum(callStates),
    endedAt: instant.nullable(),
    skippedBecause: z.enum(skipReasons).optional(),
    answered: z.strictObject(personsAct).optional(),
  })
  .meta({ id: "Call", description: "One rung of a ladder, as it was called or skipped for one case" });

export const callPage = pageOf(call);

export const callQuery = z.strictObject({
  caseId: idOf<CaseId>().optional(),
  state: z.enum(callStates).optional(),
  ...pageQuery,
});

export const callPath = z.strictObject({ id: idOf<CallId>() });

export const answerBody = z
  .strictObject({
    by: lineOf(200).optional().describe("Who answered; the name of the token where left out"),
  })
  .describe("The person called has answered");
