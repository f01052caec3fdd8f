import { z } from "zod";
import { stationKinds } from "../../domain/city/city.ts";
import { properties } from "../../domain/city/property.ts";
import { secondMs } from "../../domain/clock.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { duration } from "../../rules/language/duration.ts";
import { faultKinds } from "../fleet/fault.ts";

/** A length of time, in seconds once read. */
const seconds = duration.transform((ms) => ms / secondMs);

const someSeconds = seconds.refine((s) => s > 0, schemaTexts["duration-above-0"].en);

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const areaCode = z.union([z.string().min(1), z.number().int()]).transform(String);

/**
 * Stations of whatever city, all that is said holding at once: by what they are and not by their ids, so that a scenario fits another
 * city too.
 */
const places = z
  .strictObject({
    station: z.string().min(1).optional().describe("Id of one station; ties the scenario to its city"),
    kind: z.enum(stationKinds).optional(),
    tag: z.string().min(1).optional(),
    area: areaCode.optional().describe("Code of an area that they lie in; ties the scenario to its city"),
    property: z.enum(properties).optional().describe("What a gauge there measures"),
    headwater: z.literal(true).optional().describe("River stations with none upstream of them"),
    most: z.int().min(1).optional().describe("So many of the most important ones; the first by id among equals"),
  })
  .refine((choice) => Object.keys(choice).length > 0, schemaTexts["some-place"].en);

export type PlacesSpec = z.infer<typeof places>;

const hyetograph = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("chicago"),
    returnPeriodYears: z.number().min(0.25).max(1_000),
    lasts: someSeconds,
    peakAt: z.number().min(0.05).max(0.95).default(0.4),
  }),
  z.strictObject({
    kind: z.literal("zhengzhou-2021-07-20"),
    fromHour: z.int().min(0).max(23).default(0),
    hours: z.int().min(1).max(24).default(24),
  }),
  z.strictObject({ kind: z.literal("block"), mmPerHour: z.number().min(0).max(500), lasts: someSeconds }),
]);

export type HyetographSpec = z.infer<typeof hyetograph>;

const cell = z
  .strictObject({
    rain: hyetograph,
    after: seconds.default(0).describe("When its rain begins"),
    over: places
      .optional()
      .describe("Its centre comes by the middle of these places; it stays about the middle of the city where left out"),
    overAt: seconds.optional().describe("When it does"),
    axesKm: z.tuple([z.number().min(0.5).max(200), z.number().min(0.5).max(200)]),
    heading: z.number().min(0).max(360).default(90).describe("Degrees clockwise from north that it moves towards"),
    speedKmh: z.number().min(0).max(100).default(0),
  })
  .refine(({ over, overAt }) => (over === undefined) === (overAt === undefined), schemaTexts["over-with-time"].en);

export type CellSpec = z.infer<typeof cell>;

const span = { from: seconds, to: seconds };

const event = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pump-failure"), at: places, ...span }),
  z.strictObject({
    kind: z.literal("power-cut"),
    districtOf: places.describe("The district of the first of them"),
    ...span,
  }),
  z.strictObject({ kind: z.literal("dam-collapse"), at: places, from: seconds }),
  z.strictObject({ kind: z.literal("upstream-flood"), at: places, ...span, peakM3s: z.number().min(0).max(20_000) }),
  z.strictObject({
    kind: z.literal("sludge-stirred"),
    at: places,
    ...span,
    hydrogenSulfideMgS: z.number().min(0).max(100),
  }),
  z.strictObject({ kind: z.literal("cable-fault"), at: places, ...span }),
  z.strictObject({ kind: z.literal("baseflow-recession"), ...span, tauDays: z.number().min(0.1).max(365) }),
]);

export type EventSpec = z.infer<typeof event>;

const fault = z
  .strictObject({
    fault: z.enum(faultKinds),
    share: z.number().min(0).max(1).optional().describe("Of the devices there"),
    count: z.int().min(1).optional().describe("Of the devices there"),
    at: places.optional().describe("Everywhere where left out"),
    ...span,
    size: z.number().optional().describe("Ms of a clock's offset; canonical units of a spike, or of a drift an hour"),
  })
  .refine(({ share, count }) => (share === undefined) !== (count === undefined), schemaTexts["share-or-count"].en);

export type FaultSpec = z.infer<typeof fault>;

const exercise = z.strictObject({
  property: z.enum(properties).describe("Of the gauges of drills that speak so"),
  points: z
    .array(
      z
        .strictObject({
          after: seconds,
          value: z.number().optional().describe("In the canonical unit of the property"),
          ofHighestLimit: z.number().optional().describe("Share of the highest named threshold of the gauge"),
        })
        .refine(
          (point) => (point.value === undefined) !== (point.ofHighestLimit === undefined),
          schemaTexts["value-or-limit"].en,
        ),
    )
    .min(1),
});

export type ExerciseSpec = z.infer<typeof exercise>;

/** A scenario file. */
export const scenarioFile = z.strictObject({
  title: text,
  note: text.describe("What it is for and what it is not: sources of numbers, what is reconstructed"),
  starts: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/, schemaTexts["local-minute"].en)
    .describe("By the clock of the city"),
  lasts: someSeconds,
  step: someSeconds
    .refine((s) => 60 % s === 0 || s % 60 === 0, schemaTexts["step-of-minutes"].en)
    .default(10)
    .describe("In which hub, devices and people go on together"),
  people: z.enum(["attentive", "slow", "nobody"]).default("attentive"),
  drill: z.boolean().default(false),
  weather: z
    .strictObject({
      antecedentWetness: z.number().min(0).max(1).default(0).describe("Share of the ground's storage already full"),
      cells: z.array(cell).default([]),
    })
    .prefault({}),
  events: z.array(event).default([]),
  faults: z.array(fault).default([]),
  exercise: z.array(exercise).default([]),
});

export type ScenarioFile = z.infer<typeof scenarioFile>;
