import { z } from "zod";
import { alarmEntryKinds, personEntryKinds } from "../../domain/governance/case.ts";
import { type CaseState, caseStates } from "../../domain/governance/case-state.ts";
import type { AreaCode, IncidentId, StationId, UnitId } from "../../domain/ids.ts";
import { wantedTexts } from "../../locales/api.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { caseOrders } from "../../store/ports.ts";
import { wordsOf } from "../http/plain-text.ts";
import { doubt } from "./alarms/doubt.ts";
import { hold, suppressionNote } from "./alarms/hold.ts";
import { person } from "./classed.ts";
import { bilingualText, entryCaller, hazard, idOf, instant, level, listPageQuery, listQuery, whole } from "./common.ts";
import { caseClearShape, caseMarksShape, entryMarksShape, personsAct } from "./governance/case-marks.ts";

const state = z.enum(caseStates);

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
  ...caseMarksShape,
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
  ...caseClearShape,
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
    by: person(z.string()).describe("Name of the account or token; of call-answered who answered, as the caller says"),
    words: person(bilingualText),
    caller: entryCaller.optional(),
    ...entryMarksShape,
  })
  .meta({ id: "PersonEntry", description: "What a person, a platform or the city's standing order did" });

export const caseEntry = z
  .union([alarmEntry, personEntry])
  .meta({ id: "CaseEntry", description: "A line of a timeline" });

export const caseSummary = z.strictObject(caseShape).meta({ id: "CaseSummary" });

export const caseWithTimeline = z.strictObject({ ...caseShape, timeline: z.array(caseEntry) }).meta({ id: "Case" });

const caseCounts = z
  .strictObject({
    open: whole,
    byState: z.partialRecord(state, whole).describe("States with none are left out"),
    byLevel: z.partialRecord(level, whole).describe("By the level now; cases without one are left out"),
    overdue: whole,
    unacknowledged: whole,
    suspended: whole,
    supervised: whole,
  })
  .meta({ id: "CaseCounts", description: "Open cases of the list, whatever states it asks for" });

export const casePage = z.strictObject({
  rows: z.array(caseSummary),
  next: z.string().nullable().describe("Goes back in as `before`, with the same `sort`; null at the end"),
  counts: caseCounts.optional().describe("Where asked for"),
});

const flag = z.enum(["true", "false"]).transform((text) => text === "true");

const stateList = z
  .string()
  .max(200)
  .transform((text, context): CaseState[] => {
    const states = text.split(",").flatMap((word) => caseStates.find((each) => each === word) ?? []);
    if (states.length === text.split(",").length) return states;
    context.addIssue({
      code: "custom",
      params: { wanted: fill(wantedTexts["some-of"], { words: enumerated(caseStates) }) },
    });
    return z.NEVER;
  })
  .describe("One state or several, with commas between");

export const caseQuery = listQuery({
  state: stateList.optional(),
  hazard: hazard.optional(),
  stationId: idOf<StationId>().optional(),
  areaCode: idOf<AreaCode>().optional().describe("Cases in this area and all below it"),
  unitId: idOf<UnitId>().optional().describe("Cases of this unit now"),
  assignee: z.string().min(1).max(200).optional().describe("Cases given to this person"),
  incidentId: idOf<IncidentId>().optional(),
  overdue: flag.optional(),
  acknowledged: flag.optional(),
  sort: z
    .enum(caseOrders)
    .default("opened")
    .describe(
      "opened: newest first; due: earliest due first, those without a limit last; level: gravest first. Of due and level open cases alone, where no state is asked for",
    ),
  counts: flag.optional().describe("true: counts of open cases come with the page"),
  ...listPageQuery,
});

export const casePath = z.strictObject({ id: idOf<string>() });

export const callAnsweredBody = z
  .strictObject({
    by: wordsOf(200).describe("Who answered, as the caller says"),
    channel: wordsOf(100).describe("How the call had gone out, such as voice"),
  })
  .describe("Somebody who was called about the case has answered");
