import { z } from "zod";
import { properties } from "../../domain/city/property.ts";
import { conversionFor } from "../../domain/city/units.ts";
import type { ObservedCondition } from "./condition.ts";

/** The value itself reaches a limit; `below` is for what must not run short, such as oxygen. */
export const thresholdSchema = z.strictObject({
  kind: z.literal("threshold"),
  direction: z.enum(["above", "below"]).default("above").describe("Whether rising or falling to a limit raises"),
});

export function thresholdCondition({ direction }: z.infer<typeof thresholdSchema>): ObservedCondition {
  return {
    movedBy: "observation",
    direction,
    windowMs: 0,
    limitWords: "numbers-and-names",
    words: { zh: "数值", en: "value" },
    signalUnit: (property) => properties[property].unit,
    limitConversion: (property, unit) =>
      property === undefined || unit === undefined ? null : conversionFor(property, unit),
    signal: (_at, value) => value,
  };
}
