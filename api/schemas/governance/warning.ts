import { z } from "zod";
import { hazards } from "../../../domain/city/hazard.ts";
import { levels } from "../../../domain/city/level.ts";
import { bulletinKinds } from "../../../domain/governance/warnings/bulletin.ts";
import { statesInForce, warningStates } from "../../../domain/governance/warnings/warning-state.ts";
import type { AreaCode, WarningId } from "../../../domain/ids.ts";
import { responseLevels } from "../../../domain/inputs/acts/response-action.ts";
import { wantedTexts } from "../../../locales/api.ts";
import { personSteps } from "../../../warnings/lifecycle/moves.ts";
import { lineOf, wordsOf } from "../../http/plain-text.ts";
import { person } from "../classed.ts";
import { bilingualText, hazard, idOf, instant, level, listPageQuery, listQuery, pageOf, whole } from "../common.ts";
import { personsAct } from "./case-marks.ts";

const state = z.enum(warningStates);

const reasonedAct = z.strictObject({ ...personsAct, reason: person(z.string()) });

/** What is to be said of a warning, in answers and in events. */
export const warningFactsShape = {
  id: z.string(),
  hazard,
  areaCode: z.string(),
  state: state.describe(
    "In force, and told to the public, where issued or updated; a draft and an approved one never are",
  ),
  level: level.describe("Of a draft what would be issued, else what the public is told"),
  peakLevel: level.optional().describe("Worst level that it ever had; absent in old records"),
  title: bilingualText,
  impact: bilingualText.optional().describe("What can happen at the level now; absent where nobody has said"),
  advice: bilingualText.describe("What to do at the level now; once lifted what holds then"),
  draftedAt: instant,
  updatedAt: instant,
  liftedAt: instant.nullable().describe("When it was over: lifted, expired or withdrawn"),
  revision: whole,
  approved: z.strictObject(personsAct).optional().describe("Who approved it as it stands"),
  issued: z
    .strictObject({
      ...personsAct,
      isByRule: z.boolean().optional().describe("True where the city's policy did, as no person decided in time"),
    })
    .optional()
    .describe("Who issued it; absent until somebody did"),
  lifted: reasonedAct.optional().describe("Who lifted it before its reasons were gone; absent where nobody did"),
  withdrawn: reasonedAct.optional().describe("Who rejected the draft"),
  byHand: z
    .strictObject({ ...personsAct, level })
    .optional()
    .describe("Who drafted it or set its level by hand: it never stands below"),
  proposal: z
    .strictObject({
      level,
      at: instant,
      approved: z
        .strictObject(personsAct)
        .optional()
        .describe("Who approved it as the first of two: another has to as well"),
      words: z
        .strictObject({ title: bilingualText, impact: bilingualText, advice: bilingualText })
        .partial()
        .optional()
        .describe("What whoever set it wrote for it, said once it holds; absent for nothing"),
    })
    .optional()
    .describe("A level that its cases or a person call for and that has to be approved first"),
  escalatedAt: instant.optional().describe("When those concerned were paged as nobody had decided"),
  expiresAt: instant.optional(),
  isExercise: z.boolean().optional().describe("True for one of a drill"),
};

const supportShape = {
  caseId: z.string(),
  stationId: z.string(),
  alarmKey: z.string(),
  gaugeId: z.string().nullable(),
  level,
  value: z.number().describe("What the rule compared"),
  limit: z.number(),
  unit: z.string(),
  ruleId: z.string(),
  ruleVersion: z.string(),
  at: instant.describe("Observation time"),
};

const support = z
  .strictObject(supportShape)
  .meta({ id: "WarningSupport", description: "A reading and the rule by which a case speaks for a warning" });

/** A support with the name of its place, as events have it. */
export const namedSupport = z.strictObject({ ...supportShape, stationName: bilingualText });

const bulletinRef = z
  .strictObject({ revision: whole, kind: z.enum(bulletinKinds), sentAt: instant })
  .meta({ id: "BulletinRef", description: "A CAP message of the warning; `/cap?revision=` has it" });

export const awaitedDecision = z.strictObject({ dueAt: instant, do: z.enum(["issue", "escalate"]) });

export const warning = z
  .strictObject({
    ...warningFactsShape,
    cases: z.record(z.string(), level).describe("Open cases that are its reason, by id"),
    liveLevels: z
      .record(z.string(), level.nullable())
      .optional()
      .describe("Up to which level live readings have shown a case, where not at its own"),
    advices: z.partialRecord(level, bilingualText).optional().describe("What to do at each level, as cases last said"),
    supports: z.array(support).optional().describe("The gravest of its reasons, at most 20"),
    changedBy: person(z.string()).optional().describe("Who last changed it; absent where its cases or the policy did"),
    authors: z
      .array(person(z.string()))
      .optional()
      .describe("Who wrote any of it by hand at its level, the last at the end"),
    askedAt: instant.optional().describe("Since when a decision of a person is waited for"),
    decision: awaitedDecision
      .optional()
      .describe("By when a person has to decide, and what the policy does else; absent where nobody has to"),
    bulletins: z.array(bulletinRef).optional().describe("Its CAP messages, oldest first; absent before the first"),
  })
  .meta({ id: "Warning" });

export const warningPage = pageOf(warning);

const flagQuery = z.enum(["true", "false"]).transform((text) => text === "true");

export const warningQuery = listQuery({
  isOpen: flagQuery.optional().describe("true: not yet over, drafts among them"),
  isInForce: flagQuery
    .optional()
    .describe(`true: told to the public and not over (${statesInForce.join(", ")}); false: all others`),
  state: z
    .string()
    .max(100)
    .transform((text) => text.split(","))
    .pipe(z.array(state))
    .optional()
    .describe("Any of these, with commas between"),
  ...listPageQuery,
});

export const warningPath = z.strictObject({ id: idOf<string>() });

const reason = wordsOf(500);

const words = z.strictObject({ zh: wordsOf(2000), en: wordsOf(2000) });

const title = z.strictObject({ zh: lineOf(200), en: lineOf(200) });

const wordsShape = {
  title: title.optional(),
  impact: words.optional().describe("What can happen"),
  advice: words.optional().describe("What to do"),
};

export const warningActionBody = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("approve") }),
    z.strictObject({ do: z.literal("issue") }),
    z.strictObject({ do: z.literal("edit"), level: level.optional(), ...wordsShape }),
    z.strictObject({ do: z.literal("withdraw"), reason }),
    z.strictObject({ do: z.literal("lift"), reason }),
  ])
  .superRefine((body, context) => {
    if (body.do !== "edit" || Object.keys(body).length > 1) return;
    context.addIssue({ code: "custom", params: { wanted: wantedTexts["warning-edit"] } });
  })
  .describe(
    "approve: a second person stands behind it; issue: it goes out; edit: other words, or a level that it is not to stand below; withdraw: the draft or the proposed level is rejected; lift: it ends before its reasons are gone",
  );

/** A draft by hand. */
export const warningDraftBody = z
  .strictObject({
    hazard: z.enum(hazards),
    areaCode: idOf<AreaCode>(),
    level: z.enum(levels),
    ...wordsShape,
    isExercise: z.boolean().optional().describe("True for one of a drill"),
  })
  .describe("A draft by hand, for what no gauge sees; what is left out the city's policy says");

export const warningPreviewBody = z
  .union([z.strictObject({ warningId: idOf<WarningId>() }), warningDraftBody])
  .describe("A warning that is open, as it would be issued now; or a draft that nobody has made");

export const areaShape = z
  .strictObject({
    source: z.enum(["outline", "circle-of-stations", "none"]).describe("From where it is known"),
    rings: z.array(z.array(z.array(z.number()).length(2))).describe("Outer rings, closed, longitude first, WGS 84"),
    hasHoles: z.boolean().describe("True where the outline has holes, which CAP cannot say"),
    circle: z.strictObject({ longitude: z.number(), latitude: z.number(), radiusKm: z.number() }).nullable(),
    label: bilingualText.nullable().describe("To be printed wherever the outline is drawn; null where there is none"),
  })
  .meta({ id: "AreaShape" });

const part = z.enum(["duty-officer", "commander", "platform", "unit", "rule"]);

export const warningPreview = z
  .strictObject({
    warning: z.strictObject({ ...warningFactsShape, id: z.string() }),
    message: bilingualText.describe("What is sent when it is issued, as it is"),
    kind: z.enum(bulletinKinds),
    cap: z.string().describe("The CAP message as it would go out now"),
    area: areaShape,
    endpoints: z.array(z.string()).describe("Endpoints that are told when it is issued"),
    isPublic: z.boolean().describe("Whether the public feed has it; never one of a drill"),
    decides: z
      .strictObject({
        approve: z.array(part).describe("Parts that may approve it in the present mode; empty where it needs none"),
        issue: z.array(part),
        secondPerson: z.boolean().describe("True where two persons must stand behind it"),
        unattended: z
          .strictObject({ afterMs: whole, do: z.enum(["issue", "escalate"]) })
          .nullable()
          .describe("What happens where nobody decides"),
        expiresAfterMs: whole.nullable(),
      })
      .nullable()
      .describe("By the city's policy; null in a city without one: any operator may issue it"),
    suggests: z.enum(responseLevels).optional().describe("Emergency response that its level suggests"),
  })
  .meta({ id: "WarningPreview" });

export const warningMoves = z.strictObject({
  revision: whole,
  moves: z.array(
    z.strictObject({
      do: z.enum(personSteps),
      name: bilingualText,
      isAllowed: z.boolean(),
      reason: bilingualText.nullable().describe("Why not; null where it is allowed"),
    }),
  ),
});

export const capQuery = z.strictObject({
  revision: z.coerce.number().int().min(1).optional().describe("Left out: the newest"),
});

const bulletin = z.strictObject({
  identifier: z.string(),
  revision: whole,
  kind: z.enum(bulletinKinds),
  sentAt: instant,
  level,
  title: bilingualText,
  summary: bilingualText,
  link: z.string().describe("Path of the message"),
});

export const bulletinList = z.strictObject({ rows: z.array(bulletin) });
