import { z } from "zod";
import type { AreaCode, DeviceId, GaugeId, RuleId, StationId } from "../../../domain/ids.ts";
import { lineOf, wordsOf } from "../../http/plain-text.ts";
import { person } from "../classed.ts";
import { bilingualText, entryCaller, hazard, idOf, instant, instantQuery, level, whole } from "../common.ts";

const words = wordsOf(500);

const listOf = <Each extends z.ZodType>(each: Each) => z.array(each).min(1).max(1000).optional();

const matchShape = {
  stationIds: listOf(z.string()).describe("Alarms at these stations"),
  areaCodes: listOf(z.string()).describe("Alarms in these areas and below them"),
  hazards: listOf(hazard),
  ruleIds: listOf(z.string()),
  gaugeIds: listOf(z.string()),
};

export const silenceMatch = z
  .strictObject(matchShape)
  .meta({ id: "SilenceMatch", description: "All that is given must fit" });

const orderStatus = z.enum(["scheduled", "in-force", "over", "ended"]);

const orderShape = {
  id: z.string(),
  owner: person(z.string()).describe("Who answers for it, as the caller says"),
  caller: entryCaller.optional(),
  reason: person(z.string()),
  createdAt: instant,
  fromAt: instant,
  untilAt: instant,
  standing: orderStatus.describe("over: it ran out; ended: somebody ended it before its time"),
  endedAt: instant.nullable(),
  endedBy: person(z.string()).nullable(),
  holds: whole.describe("Alarms it keeps from people now"),
};

export const silence = z
  .strictObject({
    ...orderShape,
    match: silenceMatch,
    includesRed: z.boolean().describe("False lets red through, marked"),
  })
  .meta({ id: "Silence" });

export const maintenance = z.strictObject({ ...orderShape, deviceId: z.string() }).meta({ id: "Maintenance" });

export const silenceList = z.strictObject({ rows: z.array(silence) });

export const maintenanceList = z.strictObject({ rows: z.array(maintenance) });

export const orderListQuery = z.strictObject({
  all: z.enum(["true", "false"]).default("false").describe("Also those that are over or were ended"),
});

const matchBody = z.strictObject({
  stationIds: listOf(idOf<StationId>()),
  areaCodes: listOf(idOf<AreaCode>()),
  hazards: listOf(hazard),
  ruleIds: listOf(idOf<RuleId>()),
  gaugeIds: listOf(idOf<GaugeId>()),
});

const timeShape = {
  fromAt: instantQuery.optional().describe("Now where left out"),
  untilAt: instantQuery.describe("When it ends by itself; settings say how long it may last"),
};

export const silenceBody = z.strictObject({
  owner: lineOf(200).optional().describe("Who answers for it; the name of the caller where left out"),
  reason: words,
  match: matchBody,
  ...timeShape,
  includesRed: z
    .boolean()
    .default(false)
    .describe("True hides red as well, and an event alarm.hidden says so each time; false lets it through, marked"),
});

export const maintenanceBody = z.strictObject({
  deviceId: idOf<DeviceId>().describe("Device or gateway"),
  owner: lineOf(200).optional().describe("Who works on it; the name of the caller where left out"),
  reason: words,
  ...timeShape,
});

export const orderPath = z.strictObject({ id: idOf<string>() });

export const previewBody = z.strictObject({ match: matchBody, includesRed: z.boolean().default(false) });

export const preview = z
  .strictObject({
    stations: whole.describe("Stations whose alarms it can hold"),
    gauges: whole,
    active: z
      .array(z.strictObject({ alarmKey: z.string(), level, title: bilingualText, isTold: z.boolean() }))
      .describe("Alarms up now that fit; those notified already stay so and are kept from rising"),
    recent: z
      .strictObject({
        since: instant,
        isWhole: z.boolean().describe("False when there were more than could be looked through"),
        held: whole.describe("Rises of the last day it would have held"),
        heldByLevel: z.partialRecord(level, whole),
        redsToldAnyway: whole.describe("Reds it would have let through, marked"),
      })
      .describe("What it would have done over the last day"),
  })
  .meta({ id: "SilencePreview" });
