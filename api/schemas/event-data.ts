import { z } from "zod";
import { modes } from "../../domain/city/mode.ts";
import { caseStates } from "../../domain/governance/case-state.ts";
import type { EventType } from "../../domain/governance/event.ts";
import { responseStates } from "../../domain/governance/warnings/response.ts";
import { warningStates } from "../../domain/governance/warnings/warning-state.ts";
import { responseLevels } from "../../domain/inputs/acts/response-action.ts";
import { alarmTarget } from "./alarms/alarm.ts";
import { hold } from "./alarms/hold.ts";
import { silenceMatch } from "./alarms/order.ts";
import { caseEntry, caseFactsShape } from "./case.ts";
import { person, phone, position } from "./classed.ts";
import { bilingualText, entryCaller, hazard, instant, level, property, whole } from "./common.ts";
import { call, callee, phoneLine } from "./governance/call.ts";
import { responseFactsShape } from "./governance/response.ts";
import { handoverHead } from "./governance/shift.ts";
import { namedSupport, warningFactsShape } from "./governance/warning.ts";

const place = z
  .strictObject({ longitude: z.number(), latitude: z.number(), crs: z.literal("EPSG:4326") })
  .meta({ id: "GeoPoint", description: "Degrees, WGS 84" });

const stationPlace = position(place.nullable());

const unitPhone = phone(z.string().nullable()).describe("Duty telephone; null where the city names none");

const areaPath = z.array(bilingualText).describe("Names from the city in");

const message = bilingualText
  .optional()
  .describe("Ready to send as it is; absent in events kept from before the hub made them");

const url = z.string().optional().describe("Where people open it; absent where hub.publicUrl is not set");

const measured = z
  .strictObject({
    name: bilingualText.describe("What was compared"),
    value: z.number(),
    limit: z.number(),
    peak: z.number().describe("Worst of the episode so far"),
    unit: z.string(),
    words: z.strictObject({ value: bilingualText, limit: bilingualText, peak: bilingualText }),
    gaugeId: z.string().nullable(),
    property: property.nullable(),
  })
  .meta({ id: "Measured", description: "What an alarm compared, as numbers in `unit` and as people read it" });

const caseStatus = z.strictObject({ state: z.enum(caseStates), level: level.nullable(), revision: whole });

const caseSummary = z.strictObject({
  ...caseFactsShape,
  stateName: bilingualText.optional().describe("Absent in events kept from before cases had stages"),
  className: bilingualText
    .nullable()
    .optional()
    .describe("Of its class in the city's table; null where it has none there"),
  hazardName: bilingualText,
  levelName: bilingualText.nullable(),
  peakLevelName: bilingualText,
  stationName: bilingualText,
  place: stationPlace,
  areaName: bilingualText,
  areaPath,
  unitName: bilingualText,
  unitPhone,
  link: z.string().describe("Path in the hub's API"),
});

const caseData = z.strictObject({
  change: z.strictObject({
    entry: caseEntry,
    before: caseStatus.nullable(),
    after: caseStatus,
    measured: measured.optional(),
  }),
  message,
  case: caseSummary,
  url,
});

const warningStatus = z.strictObject({ state: z.enum(warningStates), level, revision: whole });

const warningData = z.strictObject({
  change: z.strictObject({
    before: warningStatus.nullable(),
    after: warningStatus,
    by: person(z.string()).nullable(),
    reason: person(z.string()).nullable(),
  }),
  message,
  warning: z.strictObject({
    ...warningFactsShape,
    hazardName: bilingualText,
    levelName: bilingualText,
    areaName: bilingualText,
    areaPath,
    unitName: bilingualText.nullable(),
    unitPhone,
    caseCount: whole,
    supports: z.array(namedSupport).optional().describe("The gravest of its reasons; absent in old events"),
    suggests: z
      .enum(responseLevels)
      .optional()
      .describe("Emergency response that its level suggests; none is started by it"),
    cap: z.string().nullable().optional().describe("Path of its newest CAP message; null before it is issued"),
    link: z.string().describe("Path in the hub's API"),
  }),
  url,
});

const responseStatus = z.strictObject({
  state: z.enum(responseStates),
  level: z.enum(responseLevels),
  revision: whole,
});

const responseData = z.strictObject({
  change: z.strictObject({
    before: responseStatus.nullable(),
    after: responseStatus,
    by: person(z.string()),
    reason: person(z.string()),
  }),
  message,
  title: bilingualText,
  response: z.strictObject({
    ...responseFactsShape,
    levelName: bilingualText,
    areaName: bilingualText,
    areaPath,
    unitName: bilingualText.nullable(),
    unitPhone,
    link: z.string().describe("Path in the hub's API"),
  }),
  url,
});

const alarmHiddenData = z.strictObject({
  alarmKey: z.string(),
  hazard,
  target: alarmTarget,
  signal: z.number().nullable().describe("Null where the gauge is restricted"),
  unit: z.string(),
  episodeStartedAt: instant,
  hold,
  title: bilingualText,
  measured: measured.optional(),
  isExercise: z.literal(true).optional(),
  message,
  placeName: bilingualText.optional(),
  place: stationPlace.optional(),
  areaPath: areaPath.optional(),
  unitName: bilingualText.nullable().optional(),
  unitPhone: unitPhone.optional(),
  url,
});

const silenceEndingData = z.strictObject({
  id: z.string(),
  owner: person(z.string()),
  caller: entryCaller.optional(),
  reason: person(z.string()),
  match: silenceMatch,
  createdAt: instant,
  fromAt: instant,
  untilAt: instant,
  includesRed: z.boolean(),
  heldNow: whole,
  title: bilingualText,
  message,
  url,
});

const modeChangedData = z.strictObject({
  mode: z.enum(modes),
  modeName: bilingualText,
  before: z.enum(modes),
  beforeName: bilingualText,
  by: person(z.string()).nullable(),
  approvedBy: person(z.string()).nullable(),
  reason: person(z.string()).nullable(),
  untilAt: instant.nullable(),
  cause: z.enum(["person", "expiry"]),
  title: bilingualText,
  message: bilingualText,
  url,
});
const auditAnchoredData = z.strictObject({
  auditSeq: whole,
  chain: z.string(),
  keyId: z.string(),
  signedAt: instant,
  line: z.string(),
  title: bilingualText,
  message,
  url,
});
const said = { title: bilingualText, message: bilingualText, url };

const endpointId = z.string();

/** What the data of each type of event is, as it is on the wire. */
export const eventData = {
  "case.opened": caseData,
  "case.updated": caseData,
  "case.closed": caseData,
  "warning.drafted": warningData,
  "warning.issued": warningData,
  "warning.updated": warningData,
  "warning.lifted": warningData,
  "warning.approved": warningData,
  "warning.expired": warningData,
  "warning.withdrawn": warningData,
  "response.changed": responseData,
  "alarm.hidden": alarmHiddenData,
  "silence.ending": silenceEndingData,
  "mode.changed": modeChangedData,
  "audit.anchored": auditAnchoredData,
  "call.requested": z.strictObject({ call, case: caseSummary, ...said }),
  "call.unanswered": z.strictObject({
    ladderId: z.string(),
    round: whole,
    isOver: z.boolean().describe("True where nobody is called any more: what is left is the telephone"),
    called: z.array(callee).describe("Whom nobody has reached in this round"),
    case: caseSummary,
    ...said,
  }),
  "delivery.overdue": z.strictObject({
    endpointId,
    phones: z.array(phoneLine).describe("Whom to phone instead"),
    waiting: z.array(z.string()).describe("Cases, warnings and calls that its people have not heard of, 20 at most"),
    ...said,
  }),
  "delivery.resumed": z.strictObject({ endpointId, ...said }),
  "shift.handed-over": z.strictObject({
    change: z.enum(["handed-over", "signed"]),
    handover: z.strictObject(handoverHead),
    postName: bilingualText,
    link: z.string(),
    ...said,
  }),
} as const satisfies Readonly<Record<EventType, z.ZodType>>;
