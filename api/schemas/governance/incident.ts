import { z } from "zod";
import { hazardKins } from "../../../domain/city/policies/case-policy.ts";
import type { AreaCode } from "../../../domain/ids.ts";
import { bilingualText, hazard, idOf, instant, level, pageOf, pageQuery, spannedQuery, whole } from "../common.ts";

const kins = Object.keys(hazardKins) as [keyof typeof hazardKins];

export const incident = z
  .strictObject({
    id: z.string(),
    kin: z.enum(kins).describe("Hazards of one cause"),
    hazards: z.array(hazard),
    areaCode: z.string(),
    areaName: bilingualText,
    openedAt: instant,
    overAt: instant.nullable().describe("When its last hazard was over; null while one lasts"),
    peakLevel: level,
    caseCount: whole.describe("Without false alarms"),
    openCount: whole.describe("Cases in which something is left to do"),
    isExercise: z.literal(true).optional().describe("True where all of it is of a drill"),
    link: z.string().describe("Path of its cases in the API"),
  })
  .meta({ id: "Incident", description: "The cases of one storm in one area" });

export const incidentPage = pageOf(incident);

export const incidentQuery = spannedQuery({
  areaCode: idOf<AreaCode>().optional().describe("Counted of cases in this area and all below it"),
  ...pageQuery,
});
