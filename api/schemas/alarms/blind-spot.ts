import { z } from "zod";
import type { AreaCode } from "../../../domain/ids.ts";
import { position } from "../classed.ts";
import { idOf, instant, level, property, whole } from "../common.ts";
import { gaugeState, unusable } from "../gauge.ts";

const proxyGauge = z
  .strictObject({
    gaugeId: z.string(),
    stationId: z.string(),
    property,
    distanceM: position(z.number().nullable()).describe(
      "0 at the same station; null where the reader may not know where stations stand",
    ),
    value: z.number(),
    unit: z.string(),
    observedAt: instant,
    ageMs: z.number(),
  })
  .meta({ id: "ProxyReading", description: "The nearest gauge of the same property that is live" });

export const blindSpotInAlarm = z
  .strictObject({
    gaugeIds: z.array(z.string()).describe("Gauges that nothing usable came from"),
    unusable: z
      .array(z.strictObject({ gaugeId: z.string(), ...unusable.shape }))
      .optional()
      .describe("Those of them that are heard, and why they cannot be used"),
    importance: whole.min(1).max(3),
    rainMm: z.number(),
    rainGaugeId: z.string().nullable(),
    rainDistanceM: position(z.number()).nullable(),
    proxy: proxyGauge.nullable(),
  })
  .meta({ id: "BlindSpotAlarm", description: "What is not seen while it rains, and who stands in" });

const blindSpot = z
  .strictObject({
    gaugeId: z.string(),
    stationId: z.string(),
    areaCode: z.string(),
    property,
    state: gaugeState,
    unusable: unusable.nullable().describe("Why what it says cannot be used; null but in state unusable"),
    importance: whole.min(1).max(3),
    heardAt: instant.nullable().describe("Last reception; null for never"),
    rainMm: z.number().describe("Most rain of the last hour at a rain gauge nearby"),
    rainGaugeId: z.string().nullable(),
    rainDistanceM: position(z.number()).nullable(),
    alarmLevel: level.nullable().describe("Level of the station's blind-spot-in-rain alarm; null when it is none"),
    proxy: proxyGauge.nullable().describe("Null when no gauge of this property is live"),
  })
  .meta({ id: "BlindSpot" });

export const blindSpotList = z.strictObject({
  asOf: instant,
  total: whole.describe("Blind gauges in all, also beyond `limit`"),
  rows: z.array(blindSpot).describe("Gravest first: by alarm, importance, rain, state"),
});

export const blindSpotQuery = z.strictObject({
  areaCode: idOf<AreaCode>().optional().describe("Gauges in this area and all below it"),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
