import { z } from "zod";
import { holdKinds } from "../../domain/alarms/hold.ts";
import { levels } from "../../domain/city/level.ts";
import { gaugeStates } from "../../domain/observations/gauge-state.ts";
import { instant, whole } from "./common.ts";

const counts = <Key extends string>(keys: readonly Key[]) => z.record(z.enum(keys as [Key, ...Key[]]), whole);

const areaSummary = z
  .strictObject({
    areaCode: z.string(),
    gauges: counts(gaugeStates).describe("Gauges by state; only live ones have a current value"),
    alarms: counts(levels).describe("Alarms up, by level, whether told or kept back"),
    suppressed: counts(holdKinds).describe("Alarms kept from people, wholly or at a lower level, by what keeps them"),
    blindAlarms: whole.describe("Stations nobody sees while it rains"),
  })
  .meta({ id: "AreaSummary", description: "An area with all below it" });

export const areaSummaryList = z.strictObject({ asOf: instant, rows: z.array(areaSummary) });
