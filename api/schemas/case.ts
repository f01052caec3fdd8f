import { z } from "zod";
import { alarmEntryKinds, personEntryKinds } from "../../domain/governance/case.ts";
import { caseStates } from "../../domain/governance/case-state.ts";
import type { AreaCode, StationId } from "../../domain/ids.ts";
import { doubt } from "./alarms/doubt.ts";
import { hold, suppressionNote } from "./alarms/hold.ts";
import { bilingualText, hazard, idOf, instant, level, listPageQuery, listQuery, pageOf, whole } from "./common.ts";

const state = z.enum(caseStates);

export const personsAct = { at: instant.describe("The hub's clock"), by: z.string().describe("Name of the token") };

/** What is to be said of a case, in answers and in events. */
export const caseFactsShape = {
  id: z.string(),
  hazard,
  stationId: z.string(),
  areaCode: z.string(),
  unitId: z.string(),
  caseClass: z.strictObject({ codeSystem: z.string(), code: z.string() }).nullable(),
  state,
  level: level.nullable().describe("Null once every alarm has cleared, and while a missed peak alone holds it open"),
  peakLevel: level,
  title: bilingualText.describe("Names the worst level that it reached"),
  advice: bilingualText.describe(
    "What to do at the level now; once closed what to check before anything is opened again",
  ),
  doubt: doubt
    .optional()
    .describe("Of the reading that the level now rests on; absent where nothing speaks against it"),
  openedAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
  isLate: z.boolean().describe("True while it has been learnt of only too late to page it as live"),
  missedPeak: z
    .strictObject({ level, at: instant })
    .optional()
    .describe("The peak, learnt of after it had passed, that opened it; absent where an alarm did"),
  revision: whole.describe("Counts every change; 1 on opening"),
  acknowledged: z.strictObject(personsAct).optional().describe("Who took notice of it; absent until somebody did"),
};

const caseShape = {
  ...caseFactsShape,
  titleLevel: level
    .nullable()
    .optional()
    .describe("Level that the title names, where not `peakLevel`: that may be a missed peak's"),
  activeAlarms: z.record(z.string(), level),
  liveLevels: z
    .record(z.string(), level.nullable())
    .optional()
    .describe("Up to which level live readings have shown an active alarm, where not at its own; absent for none"),
  livePeak: level
    .nullable()
    .optional()
    .describe("Worst level that live readings have shown; absent where that is `peakLevel`"),
  advices: z.record(z.string(), bilingualText).optional().describe("What to do about each active alarm at its level"),
  marks: z
    .record(z.string(), hold)
    .optional()
    .describe("Active alarms notified although something holds them, or unstable; absent for none"),
};

const alarmEntry = z
  .strictObject({
    kind: z.enum(alarmEntryKinds),
    at: instant,
    alarmKey: z.string(),
    level: level.nullable(),
    signal: z.number().nullable().describe("Null where the reader has no right to what the gauge says"),
    unit: z.string(),
    words: bilingualText,
    noise: suppressionNote.optional(),
    doubt: doubt.optional(),
  })
  .meta({ id: "AlarmEntry", description: "What an alarm did" });

const personEntry = z
  .strictObject({
    kind: z.enum(personEntryKinds),
    at: personsAct.at,
    by: z.string().describe("Name of the token; of call-answered who answered, as the caller says"),
    words: bilingualText,
  })
  .meta({ id: "PersonEntry", description: "What a person did" });

export const caseEntry = z
  .union([alarmEntry, personEntry])
  .meta({ id: "CaseEntry", description: "A line of a timeline" });

const caseSummary = z.strictObject(caseShape).meta({ id: "CaseSummary" });

export const caseWithTimeline = z.strictObject({ ...caseShape, timeline: z.array(caseEntry) }).meta({ id: "Case" });

export const casePage = pageOf(caseSummary);

export const caseQuery = listQuery({
  state: state.optional(),
  hazard: hazard.optional(),
  stationId: idOf<StationId>().optional(),
  areaCode: idOf<AreaCode>().optional().describe("Cases in this area and all below it"),
  ...listPageQuery,
});

export const casePath = z.strictObject({ id: idOf<string>() });

export const caseActionBody = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("acknowledge") }),
    z.strictObject({ do: z.literal("comment"), text: z.string().trim().min(1).max(2000) }),
  ])
  .describe("acknowledge: somebody has taken notice; comment: a line on the timeline");

export const callAnsweredBody = z
  .strictObject({
    by: z.string().trim().min(1).max(200).describe("Who answered, as the caller says"),
    channel: z.string().trim().min(1).max(100).describe("How the call had gone out, such as voice"),
  })
  .describe("Somebody who was called about the case has answered");
