import { z } from "zod";
import type { AreaCode, StationId } from "../../domain/ids.ts";
import { bilingualText, hazard, idOf, instant, level, pageOf, pageQuery, whole } from "./common.ts";
import { hold, suppressionNote } from "./hold.ts";

const state = z.enum(["reported", "closed"]);

const caseShape = {
  id: z.string(),
  hazard,
  stationId: z.string(),
  areaCode: z.string(),
  unitId: z.string(),
  caseClass: z.strictObject({ codeSystem: z.string(), code: z.string() }).nullable(),
  state,
  level: level.nullable().describe("Null once every alarm has cleared"),
  peakLevel: level,
  title: bilingualText,
  advice: bilingualText,
  openedAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
  isLate: z.boolean(),
  revision: whole.describe("Counts every change; 1 on opening"),
  activeAlarms: z.record(z.string(), level),
  marks: z
    .record(z.string(), hold)
    .optional()
    .describe("Active alarms told although something holds them, or unstable; absent for none"),
};

const caseEntry = z
  .strictObject({
    kind: z.enum(["opened", "stepped-up", "stepped-down", "alarm-joined", "alarm-left", "closed", "peak-missed"]),
    at: instant,
    alarmKey: z.string(),
    level: level.nullable(),
    signal: z.number(),
    unit: z.string(),
    words: bilingualText,
    noise: suppressionNote.optional(),
  })
  .meta({ id: "CaseEntry" });

const caseSummary = z.strictObject(caseShape).meta({ id: "CaseSummary" });

export const caseWithTimeline = z.strictObject({ ...caseShape, timeline: z.array(caseEntry) }).meta({ id: "Case" });

export const casePage = pageOf(caseSummary);

export const caseQuery = z.strictObject({
  state: state.optional(),
  hazard: hazard.optional(),
  stationId: idOf<StationId>().optional(),
  areaCode: idOf<AreaCode>().optional().describe("Cases in this area and all below it"),
  ...pageQuery,
});

export const casePath = z.strictObject({ id: idOf<string>() });
