import { z } from "zod";
import type { GaugeId, StationId } from "../../domain/ids.ts";
import { checks } from "../../domain/observations/quality.ts";
import { formQuery, idOf, instant, instantQuery, property } from "./common.ts";
import { gaugeState } from "./gauge.ts";

const flag = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(9)])
  .describe("QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing");

const failedChecks = z
  .array(z.enum(Object.keys(checks) as [keyof typeof checks]))
  .describe("Checks that failed; empty when none did");

export const observation = z
  .strictObject({
    gaugeId: z.string(),
    stationId: z.string(),
    property,
    unit: z.string(),
    value: z.number().nullable(),
    observedAt: instant,
    receivedAt: instant,
    flag,
    checks: failedChecks,
  })
  .meta({ id: "Observation", description: "A value in the canonical unit of its property, above its datum" });

export const latest = z
  .strictObject({
    gaugeId: z.string(),
    stationId: z.string(),
    property,
    unit: z.string(),
    value: z.number().nullable().describe("The current value; null unless the gauge is live: unknown is never dry"),
    lastValue: z
      .number()
      .nullable()
      .describe(
        "What was observed at `observedAt`, current or not; null when it failed its checks or nothing was heard",
      ),
    observedAt: instant.nullable(),
    receivedAt: instant.nullable(),
    flag: flag.nullable(),
    checks: failedChecks,
    state: gaugeState,
  })
  .meta({ id: "Latest", description: "Newest value of one gauge by observedAt" });

export const latestList = z.strictObject({ asOf: instant, rows: z.array(latest) });

export const latestListQuery = z.strictObject({ stationId: idOf<StationId>().optional() });

export const observationQuery = z.strictObject({
  from: instantQuery.optional().describe("First instant, included; a day before `to` when absent"),
  to: instantQuery.optional().describe("Last instant, excluded; now when absent"),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe("Rows in one page, 1000 when absent; of CSV the most rows, all when absent"),
  ...formQuery,
});

const setup = z
  .strictObject({
    deviceId: z.string(),
    channel: z.string(),
    property,
    unit: z.string().describe("Unit the device sends"),
    datumOffset: z.number(),
    counter: z.strictObject({ wrapsAt: z.number().nullable(), pulse: z.number() }).nullable(),
  })
  .meta({ id: "GaugeSetup", description: "What the values of a gauge rest on" });

const setupBreak = z
  .strictObject({ at: instant.describe("The start of the hub that found it so"), before: setup, after: setup })
  .meta({ id: "SetupBreak" });

export const observationPage = z
  .strictObject({
    gaugeId: z.string(),
    from: instant,
    to: instant,
    rows: z.array(observation).describe("Oldest first"),
    next: instant.nullable().describe("Goes back in as `from`; null at the end"),
    setUpAnew: z
      .array(setupBreak)
      .optional()
      .describe(
        "Where the gauge was set up otherwise within the span: values before and after cannot be compared; absent for never",
      ),
  })
  .meta({ id: "ObservationPage" });

export const flagBody = z.strictObject({
  gaugeId: idOf<GaugeId>(),
  observedAt: instantQuery.describe("Of the observation, to the millisecond, as its history gives it"),
  flag: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .describe("QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail"),
});
