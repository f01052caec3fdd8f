import { z } from "zod";
import { areaKinds } from "../../../domain/city/area-kind.ts";
import { stationKinds } from "../../../domain/city/city.ts";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import { phone, position } from "../classed.ts";
import { bilingualText, hazard, property, whole } from "../common.ts";
import { pondingListing } from "../governance/ponding.ts";

const area = z.strictObject({
  code: z.string(),
  kind: z.enum(areaKinds),
  name: bilingualText,
  parent: z.string().nullable(),
  unitId: z.string().optional(),
  phone: phone(z.string()).optional(),
});

const unit = z.strictObject({ id: z.string(), name: bilingualText, phone: phone(z.string()).optional() });

const station = z.strictObject({
  stationId: z.string(),
  kind: z.enum(stationKinds),
  name: bilingualText,
  areaCode: z.string(),
  longitude: position(z.number().nullable()),
  latitude: position(z.number().nullable()),
  importance: whole.min(1).max(3),
  unitId: z.string(),
  tags: z.array(z.string()),
  caseClass: z.strictObject({ codeSystem: z.string(), code: z.string() }).nullable(),
  isExercise: z.literal(true).optional().describe("A station of drills alone"),
  isDemonstration: z.literal(true).optional().describe("Made up for demonstration"),
  ponding: pondingListing.optional(),
});

const gauge = z.strictObject({
  gaugeId: z.string(),
  station: whole.describe("Its place in `stations`"),
  deviceId: z.string(),
  property,
  unit: z.string(),
  datum: z.string(),
  min: z.number(),
  max: z.number(),
  expectedIntervalMs: whole,
  thresholds: z.record(z.string(), z.number()),
});

const rule = z.strictObject({
  ruleId: z.string(),
  hazard,
  title: bilingualText.describe("With blanks such as {station} and {level}"),
  conditionKind: z.string(),
  isShadow: z.boolean(),
});

const words = z.record(z.string(), bilingualText);

export const catalogue = z
  .strictObject({
    digest: z.string().describe("The tag of the answer; a state names the catalogue that it belongs to"),
    city: z.strictObject({ code: z.string(), name: bilingualText, timeZone: z.string() }),
    areas: z.array(area),
    units: z.array(unit),
    stations: z.array(station),
    gauges: z.array(gauge),
    rules: z.array(rule),
    words: z.strictObject({ levels: words, hazards: words, properties: words }),
    states: z.array(z.enum(gaugeStates)).describe("What the digits of a state's `states` stand for"),
    hasMap: z.boolean().describe("Whether `GET /map` has a picture to lay below the stations"),
  })
  .meta({ id: "Catalogue", description: "All that changes seldom; columns of a state are in its order" });
