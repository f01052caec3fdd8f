import { z } from "zod";
import type { GaugeId, StationId } from "../../domain/ids.ts";
import { gaugeStates } from "../../domain/observations/gauge-state.ts";
import { unusableReasons } from "../../domain/observations/usable.ts";
import { bilingualText, idOf, property } from "./common.ts";
import { deviceClock } from "./device.ts";

export const gaugeState = z.enum(gaugeStates).meta({
  id: "GaugeState",
  description:
    "live; stale: its newest value is older than its expected interval allows; silent: nothing heard for long, or never; unusable: heard, but for as long nothing that says anything of the water; suspect: its readings are doubtful or do not move; maintenance: its device is worked on",
});

export const unusable = z
  .strictObject({
    reason: z.enum(unusableReasons).describe("refused: never kept, the device's `lastRefusal` says why"),
    words: bilingualText,
  })
  .meta({ id: "Unusable", description: "Why what a gauge says cannot be used" });

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
    unusable: unusable.nullable().describe("Why what it says cannot be used; null but in state unusable"),
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
