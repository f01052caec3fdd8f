import { z } from "zod";
import type { GaugeId, StationId } from "../../domain/ids.ts";
import { gaugeStates } from "../../domain/observations/gauge-state.ts";
import { idOf, property } from "./common.ts";
import { deviceClock } from "./device-clock.ts";

export const gaugeState = z.enum(gaugeStates).meta({
  id: "GaugeState",
  description:
    "live; stale: its newest value is older than its expected interval allows; silent: nothing heard for long, or never; suspect: its readings fail their checks or do not move; maintenance: its device is worked on",
});

export const gauge = z
  .strictObject({
    gaugeId: z.string(),
    stationId: z.string(),
    deviceId: z.string(),
    property,
    unit: z.string().describe("Unit of every value of this gauge"),
    datum: z.string().describe("What values are measured from"),
    range: z.strictObject({ min: z.number(), max: z.number() }).describe("Span of the instrument"),
    expectedIntervalMs: z.number(),
    clock: deviceClock,
    state: gaugeState.describe("Only a live gauge has a current value: unknown is never dry"),
    thresholds: z.record(
      z.string(),
      z.strictObject({
        value: z.number(),
        source: z.string(),
        isDemonstration: z.boolean().describe("True where the number is no official figure"),
      }),
    ),
  })
  .meta({ id: "Gauge" });

export const gaugeList = z.strictObject({ rows: z.array(gauge) });

export const gaugeListQuery = z.strictObject({ stationId: idOf<StationId>().optional() });

export const gaugePath = z.strictObject({ id: idOf<GaugeId>().describe("Gauge id; a slash in it is written %2F") });
