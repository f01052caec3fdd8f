import { z } from "zod";
import { moveKinds } from "../../../cases/lifecycle/moves.ts";
import { evidenceKinds } from "../../../domain/governance/case-record.ts";
import { caseStates } from "../../../domain/governance/case-state.ts";
import type { UnitId } from "../../../domain/ids.ts";
import { lineOf, wordsOf } from "../../http/plain-text.ts";
import { bilingualText, idOf, instantQuery, whole } from "../common.ts";

const reason = wordsOf().describe("Why, in plain words");
const until = instantQuery.describe("ISO 8601 with a zone, still to come");

const photo = z
  .string()
  .max(2000)
  .regex(/^(https:\/\/[^\s<>"'\\]+|[A-Za-z0-9][A-Za-z0-9._/-]{0,199})$/)
  .describe("An https address or an id of the sender; kept as it is, never fetched");

const photos = z.array(photo).max(20).optional().describe("Photos by reference");

const person = lineOf(200).describe("Name of the person");

/** Every move of a case that a person may ask for. */
export const caseActionBody = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("acknowledge") }),
    z.strictObject({ do: z.literal("comment"), text: wordsOf() }),
    z.strictObject({ do: z.literal("register") }),
    z.strictObject({ do: z.literal("dispatch"), unitId: idOf<UnitId>(), note: wordsOf().optional() }),
    z.strictObject({ do: z.literal("accept") }),
    z.strictObject({ do: z.literal("return"), reason }),
    z.strictObject({ do: z.literal("assign"), person }),
    z.strictObject({ do: z.literal("feedback"), text: wordsOf(), photos }),
    z.strictObject({ do: z.literal("verify"), text: wordsOf().optional() }),
    z.strictObject({ do: z.literal("rework"), reason }),
    z.strictObject({ do: z.literal("close"), reason: reason.optional() }),
    z.strictObject({ do: z.literal("void"), reason }),
    z.strictObject({ do: z.literal("suspend"), until, reason }),
    z.strictObject({ do: z.literal("resume") }),
    z.strictObject({ do: z.literal("extend"), until, reason }),
    z.strictObject({ do: z.literal("supervise"), reason }),
  ])
  .describe("A move; which are legal now, and why others are not, says GET /api/v1/cases/{id}/moves");

/** In one language, or in both where the platform has both. */
const saidWords = z.union([wordsOf(), z.strictObject({ zh: wordsOf(), en: wordsOf() })]);

/** What the dispatch platform tells of a case. */
export const caseStepBody = z
  .discriminatedUnion("step", [
    z.strictObject({ step: z.literal("accept") }),
    z.strictObject({ step: z.literal("refuse"), reason: saidWords }),
    z.strictObject({ step: z.literal("handled"), text: saidWords.optional(), photos }),
    z.strictObject({ step: z.literal("feedback"), text: saidWords, photos }),
    z.strictObject({ step: z.literal("verified"), text: saidWords.optional() }),
  ])
  .describe(
    "accept: the unit takes it on; refuse: gives it back; handled: it is done; feedback: what was done; verified: checked at the place. In any order and as often as it comes: what is not due is kept on the timeline and answered with 409",
  );

export type CaseStepBody = z.infer<typeof caseStepBody>;

export const caseMoves = z
  .strictObject({
    caseId: z.string(),
    state: z.enum(caseStates),
    stateName: bilingualText,
    revision: whole.describe("For If-Match"),
    moves: z.array(
      z.strictObject({
        do: z.enum(moveKinds as [(typeof moveKinds)[number]]),
        name: bilingualText,
        to: z.enum(caseStates).nullable().describe("State that it leads to; null where the case stays in its own"),
        toName: bilingualText.nullable(),
        isAllowed: z.boolean(),
        refusal: z.string().nullable().describe("Code of why not, as in docs/errors.md; null where it may be made"),
        reason: bilingualText.nullable().describe("The same in words"),
        lacking: z
          .array(z.enum(evidenceKinds))
          .describe("Of close: what is not there, so that it takes a reason and the case is marked"),
      }),
    ),
  })
  .meta({ id: "CaseMoves", description: "Every move of a case, with the reason where it may not be made now" });
