import { z } from "zod";
import { caseStates } from "../../../domain/governance/case-state.ts";
import type { AreaCode } from "../../../domain/ids.ts";
import { lineOf } from "../../http/plain-text.ts";
import { person } from "../classed.ts";
import { bilingualText, hazard, idOf, instant, instantQuery, level } from "../common.ts";

const drillShape = {
  drillId: z.string(),
  title: z.string(),
  areaCodes: z.array(z.string()),
  startedAt: instant,
  startedBy: person(z.string()),
  untilAt: instant.describe("When it ends by itself"),
  endedAt: instant.nullable().describe("Null while it is under way"),
  endedBy: person(z.string()).nullable(),
};

const drill = z.strictObject(drillShape).meta({ id: "Drill" });

export const drillList = z.strictObject({ rows: z.array(drill) });

export const drillPath = z.strictObject({ id: idOf<string>() });

export const startDrillBody = z.strictObject({
  drillId: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
    .describe("Name of the drill, never used before"),
  title: lineOf(200),
  areaCodes: z.array(idOf<AreaCode>()).min(1).max(100).describe("Areas whose stations of drills take part"),
  until: instantQuery.describe("When it ends by itself: ISO 8601 with a zone, or milliseconds since 1970"),
});

const link = z.strictObject({
  name: bilingualText,
  at: instant.nullable().describe("Null where it never was"),
  afterMs: z.int().nullable().describe("Since the nearest link before it that was there"),
});

export const drillReportAnswer = z
  .strictObject({
    ...drillShape,
    cases: z.array(
      z.strictObject({
        caseId: z.string(),
        title: bilingualText,
        hazard,
        stationId: z.string(),
        peakLevel: level,
        state: z.enum(caseStates),
        isOpenBefore: z
          .literal(true)
          .optional()
          .describe("True where it was open before the drill: its links are those since the start of it"),
        links: z.array(link),
      }),
    ),
  })
  .meta({ id: "DrillReport" });
