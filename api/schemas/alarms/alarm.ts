import { z } from "zod";
import type { StationId } from "../../../domain/ids.ts";
import {
  bilingualText,
  hazard,
  idOf,
  instant,
  level,
  listPageQuery,
  listQuery,
  pageOf,
  pageQuery,
  property,
  spannedQuery,
  whole,
} from "../common.ts";
import { blindSpotInAlarm } from "./blind-spot.ts";
import { doubt } from "./doubt.ts";
import { suppression, suppressionNote } from "./hold.ts";

export const alarmTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("gauge"), gaugeId: z.string(), stationId: z.string() }),
  z.strictObject({ kind: z.literal("station"), stationId: z.string() }),
  z.strictObject({ kind: z.literal("area"), areaCode: z.string() }),
]);

export const alarmTransition = z
  .strictObject({
    transitionSeq: whole,
    alarmKey: z.string(),
    ruleId: z.string(),
    ruleVersion: z.string(),
    hazard,
    target: alarmTarget,
    from: level.nullable().describe("The same as `to` where a live reading confirms what only late ones spoke for"),
    to: level.nullable().describe("Null when the alarm cleared"),
    at: instant,
    receivedAt: instant,
    episodeStartedAt: instant,
    cause: z.enum(["observation", "clock", "rule_removed"]),
    conditionKind: z
      .string()
      .optional()
      .describe(
        "Kind of condition that made it, as rule files name it; absent for built-in alarms, and in old records",
      ),
    signal: z.number().describe("What was compared, in `unit`"),
    unit: z.string(),
    peakSignal: z.number(),
    limit: z.number(),
    isLate: z.boolean().describe("Learnt of too late to be paged as live"),
    liveLevel: level
      .nullable()
      .optional()
      .describe(
        "Gravest level, up to `to`, that live readings have shown; absent where that is `to` and nothing is late, or none and it is late",
      ),
    effect: z
      .enum(["live", "record", "shadow"])
      .describe("record: late readings showed it after the fact; shadow: its rule acts on nothing yet"),
    revisesFromAt: instant
      .nullable()
      .describe("What was notified of this alarm from here on no longer holds; this and what follows stands instead"),
    reason: bilingualText.nullable().describe("Why, in words, where the number alone does not say"),
    trustedBecause: bilingualText
      .optional()
      .describe("Why a doubtful observation that moved it was believed; absent where none was"),
    doubt: doubt.optional().describe("What speaks against the reading that moved it; absent where nothing does"),
    title: bilingualText,
    advice: bilingualText,
    placeName: bilingualText.optional().describe("Station or area, as people called it then; absent in old records"),
    signalName: bilingualText.optional().describe("What `signal` is, for people; absent for built-in alarms"),
    property: property.optional().describe("What the gauge measures; absent where it is not about one gauge"),
    direction: z
      .enum(["above", "below"])
      .optional()
      .describe("below: falling to the limit raises it; absent for rising"),
    statement: bilingualText.optional().describe("What happened, where a built-in alarm's numbers do not say it"),
    delaysMs: whole.optional().describe("On-delay and off-delay of its rule together; absent for none"),
    opensCase: z.boolean(),
    draftsWarning: z.boolean(),
    noise: suppressionNote.optional().describe("What noise control made of it; absent when it went straight on"),
    blindSpot: blindSpotInAlarm.optional(),
  })
  .meta({ id: "AlarmTransition" });

const missedPeak = z
  .strictObject({
    alarmKey: z.string(),
    ruleId: z.string(),
    ruleVersion: z.string(),
    hazard,
    target: alarmTarget,
    level,
    at: instant,
    receivedAt: instant,
    signal: z.number(),
    unit: z.string(),
    limit: z.number(),
    placeName: bilingualText.optional(),
    signalName: bilingualText.optional(),
    property: property.optional(),
  })
  .meta({ id: "MissedPeak", description: "Would have raised an alarm had it come in time" });

const alarmFilter = {
  stationId: idOf<StationId>().optional(),
  hazard: hazard.optional(),
  shadow: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("true: what shadow rules found, which acts on nothing, and nothing else"),
};

/** Spans are of `at`. */
export const activeAlarmQuery = listQuery(alarmFilter);

const activeAlarm = z
  .strictObject({
    ...alarmTransition.shape,
    ...suppression,
    transitionSeq: whole.nullable().describe("Null for one that fell and that people still know as up"),
    level: level.nullable().describe("The graver of where it stands and what people know of it: `to` and `toldLevel`"),
  })
  .meta({ id: "ActiveAlarm" });

export const activeAlarmList = z.strictObject({
  rows: z
    .array(activeAlarm)
    .describe(
      "The transition that brought each active alarm where it is; one that chatters stays until it keeps still",
    ),
});

export const transitionQuery = listQuery({ ...alarmFilter, ...listPageQuery });

export const transitionPage = pageOf(alarmTransition);

export const timelineQuery = spannedQuery({
  limit: pageQuery.limit,
  beforeTransition: pageQuery.before.describe("`transitions.next` of the page before"),
  beforeMissedPeak: pageQuery.before.describe("`missedPeaks.next` of the page before"),
});

export const timeline = z
  .strictObject({ stationId: z.string(), transitions: transitionPage, missedPeaks: pageOf(missedPeak) })
  .meta({ id: "StationTimeline" });
