import { z } from "zod";
import { areaKinds } from "../domain/city/area-kind.ts";
import { stationKinds } from "../domain/city/city.ts";
import { type classedFields, dataClasses, type fieldsOfStation } from "../domain/city/data-class.ts";
import { properties } from "../domain/city/property.ts";
import { schemaTexts } from "../locales/schemas.ts";
import { duration } from "../rules/language/duration.ts";
import { pondingEntry } from "./policies/ponding-schema.ts";

export const idText = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, schemaTexts.id.en);

/** What an MQTT client may call itself. */
export const deviceIdText = z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/, schemaTexts["device-id"].en);

/** Digits may stand without quotes: no code begins with a nought. */
export const areaCodeText = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .pipe(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/, schemaTexts["area-code"].en));

const sourceText = z.string().min(1).describe("Where a number is from: standard, notice, page");

export const nameText = z
  .strictObject({ zh: z.string().min(1), en: z.string().min(1) })
  .describe("Name in both languages");

export const noteText = z.string().min(1).optional().describe("For the people who keep this file; the hub ignores it");

/** As people dial it; in quotes, or YAML reads a number. */
export const phoneText = z
  .string()
  .regex(/^[0-9+][0-9 ()+-]{2,31}$/, schemaTexts.phone.en)
  .optional();

const unitText = idText
  .optional()
  .describe("Unit that answers for warnings here; the area around it says where left out");

const classText = z.enum(dataClasses);

const fieldClass = {
  position: classText.optional().describe("Where stations stand; public where left out"),
  phone: classText.optional().describe("Duty telephones; public where left out"),
  person: z
    .enum(["internal", "restricted"])
    .optional()
    .describe("Names of persons, what they write and their photos; internal where left out"),
} as const satisfies Readonly<Record<(typeof classedFields)[number], z.ZodType>>;

/** Of one station. */
const stationFieldClasses = z
  .strictObject({ position: fieldClass.position, phone: fieldClass.phone } satisfies Readonly<
    Record<(typeof fieldsOfStation)[number], z.ZodType>
  >)
  .optional()
  .describe("Who may know its position and telephone, where not as city.yaml has it");

const timeZoneText = z.string().refine(isTimeZone, schemaTexts["time-zone"].en);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** city.yaml */
export const cityFile = z.strictObject({
  code: areaCodeText.describe("Code of the city, root of the area tree"),
  name: nameText,
  timeZone: timeZoneText.default("Asia/Shanghai").describe("IANA zone in which people here read times"),
  unit: unitText,
  phone: phoneText.describe("Duty telephone of the city, where not that of the unit"),
  fieldClasses: z
    .strictObject(fieldClass)
    .optional()
    .describe(
      "Who may see which fields: public anybody, internal staff and receivers, restricted those with that right",
    ),
  warningAreaKind: z.enum(areaKinds).default("district").describe("Kind of area that one warning is about"),
  extent: z
    .strictObject({ west: z.number(), south: z.number(), east: z.number(), north: z.number() })
    .refine((box) => box.west < box.east && box.south < box.north, schemaTexts.extent.en)
    .optional()
    .describe("Box that holds every station, degrees WGS 84; finds swapped and mistyped coordinates"),
  caseCodeSystems: z
    .record(idText, z.strictObject({ title: z.string().min(1), source: sourceText, note: noteText }))
    .default({})
    .describe("Tables that the case classes of stations are from"),
  note: noteText,
});

/** One of areas.yaml; the city itself stands in city.yaml. */
export const areaEntry = z.strictObject({
  code: areaCodeText,
  kind: z.enum(areaKinds),
  name: nameText,
  parent: areaCodeText.describe("Code of the area around it"),
  unit: unitText,
  phone: phoneText.describe("Duty telephone for this area, where not that of the unit"),
  codeSystem: z.string().min(1).optional().describe("Where the code is from, when not the national table"),
  note: noteText,
});

/** One of units.yaml. */
export const unitEntry = z.strictObject({
  id: idText,
  name: nameText,
  phone: phoneText.describe("Duty telephone"),
  isDemonstration: z.boolean().default(false).describe("True when made up for demonstration"),
  note: noteText,
});

/** A limit somebody published, in the canonical unit, or `unset` when nobody has. */
const thresholdEntry = z.union([
  z.literal("unset"),
  z.strictObject({
    value: z.number(),
    source: sourceText,
    isDemonstration: z.boolean().default(false),
    note: noteText,
  }),
]);

const thresholdName = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, schemaTexts["threshold-name"].en);

const sizes = z
  .strictObject({ suspect: z.number().gt(0), fail: z.number().gt(0) })
  .describe("Above suspect a change is doubted; above fail nothing but another reading speaks for it");

const isAscending = (given: { readonly suspect: number; readonly fail: number }): boolean =>
  given.suspect <= given.fail;

const someTime = duration.refine((ms) => ms > 0, schemaTexts["duration-above-0"].en);

/** How readings are checked, where not by the starting values of docs/standards.md; canonical unit. */
const qualityEntry = z.union([
  z.literal("off"),
  z.strictObject({
    spike: sizes
      .refine(isAscending, schemaTexts["suspect-at-most-fail"].en)
      .optional()
      .describe("How far one reading may stand out, at the gauge's own interval"),
    rateOfChange: sizes
      .extend({ over: someTime })
      .refine(isAscending, schemaTexts["suspect-at-most-fail"].en)
      .optional()
      .describe("How far the value may move within `over`"),
    flatLine: z
      .strictObject({
        after: someTime,
        tolerance: z.number().gt(0),
        above: z.number().optional().describe("Only a value above this can be stuck; left out: any"),
      })
      .optional()
      .describe("For how long the value may move by less than the tolerance"),
  }),
]);

/** How a running total counts; `true` where it only ever grows. */
const counterEntry = z.union([
  z.literal(true),
  z.strictObject({
    wrapsAt: z.number().gt(0).optional().describe("Count at which it starts again from 0, as sent"),
    pulse: z.number().gt(0).optional().describe("What one count is worth in `unit`; left out: 1"),
  }),
]);

export const gaugeEntry = z.strictObject({
  id: idText.describe("For life: history and alarms hang on it, so it outlives the device"),
  channel: z.string().min(1).max(64).describe("Name of the value in the device's messages"),
  property: z.enum(properties),
  unit: z.string().min(1).describe("Unit the device sends"),
  datum: z.string().min(1).default("none").describe("What the value is measured from"),
  datumOffset: z.number().default(0).describe("Added after conversion to reach the datum, canonical unit"),
  range: z
    .strictObject({ min: z.number(), max: z.number() })
    .refine((range) => range.min < range.max, schemaTexts["min-below-max"].en)
    .describe("Span of the instrument, canonical unit"),
  expectedInterval: duration
    .refine((ms) => ms > 0, schemaTexts["duration-above-0"].en)
    .describe("How often the device reports in calm weather"),
  thresholds: z.record(thresholdName, thresholdEntry).default({}).describe("Named limits that rules refer to"),
  counter: counterEntry
    .optional()
    .describe("The device sends a running total; the gauge is what was counted since the total before"),
  quality: qualityEntry.optional().describe("How readings are checked, where not as usual; off for not at all"),
  dataClass: z
    .enum(dataClasses)
    .default("internal")
    .describe("Who may see it: public anybody, internal staff, restricted those with that right"),
  note: noteText,
});

const deviceEntry = z.strictObject({
  id: deviceIdText,
  gateway: deviceIdText.optional().describe("Gateway that speaks for it; one that is silent explains all behind it"),
  gauges: z.array(gaugeEntry).min(1),
  note: noteText,
});

/** One of stations.yaml, with its devices and their gauges. */
export const stationEntry = z.strictObject({
  id: idText,
  kind: z.enum(stationKinds),
  name: nameText,
  area: areaCodeText,
  position: z.strictObject({ longitude: z.number(), latitude: z.number() }).describe("WGS 84, degrees"),
  tags: z.array(idText).default([]),
  importance: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
  unit: idText.describe("Responsible unit"),
  phone: phoneText.describe("Duty telephone for this place, where not that of the unit"),
  fieldClasses: stationFieldClasses,
  caseClass: z
    .strictObject({ codeSystem: idText, code: z.string().min(1) })
    .optional()
    .describe("Class of the governance case a hazard here opens"),
  upstream: z
    .array(
      z.strictObject({
        station: idText.describe("Station whose water comes by here"),
        travelTime: duration
          .refine((ms) => ms > 0, schemaTexts["duration-above-0"].en)
          .describe("How long a flood takes from there to here"),
      }),
    )
    .default([])
    .describe("Where water comes from; rules of kind upstream look there"),
  ponding: pondingEntry.optional(),
  isExercise: z
    .boolean()
    .default(false)
    .describe(
      "True for a station of drills alone: simulated, and all that comes of its readings is marked an exercise",
    ),
  isDemonstration: z.boolean().default(false).describe("True when made up for demonstration"),
  devices: z.array(deviceEntry).default([]),
  note: noteText,
});

export type CityFile = z.infer<typeof cityFile>;
export type AreaEntry = z.infer<typeof areaEntry>;
export type UnitEntry = z.infer<typeof unitEntry>;
export type GaugeEntry = z.infer<typeof gaugeEntry>;
export type DeviceEntry = z.infer<typeof deviceEntry>;
export type StationEntry = z.infer<typeof stationEntry>;
