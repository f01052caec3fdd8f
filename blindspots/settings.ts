import { z } from "zod";
import { schemaTexts } from "../locales/schemas.ts";

/** When a gauge is no longer believed, and when that is an alarm of its own. */
export const blindSpotSettings = z
  .strictObject({
    staleAfterIntervals: z
      .number()
      .min(1)
      .default(3)
      .describe("A gauge is stale once its newest value is older than so many of its expected intervals"),
    silentAfterIntervals: z
      .number()
      .min(1)
      .default(5)
      .describe("A gauge is silent once nothing was heard from it for so many of its expected intervals"),
    suspectWindow: z
      .number()
      .int()
      .min(1)
      .max(64)
      .default(8)
      .describe("Newest readings looked at: a gauge is suspect when most of them are suspect or failed"),
    rainRadiusM: z
      .number()
      .min(0)
      .default(5000)
      .meta({ unit: "m" })
      .describe("How near a rain gauge must stand for its rain to count for a station"),
    rainMm: z
      .number()
      .min(0.1)
      .default(10)
      .meta({ unit: "mm" })
      .describe("Rain of the last hour nearby from which a silent gauge is an alarm (demonstration, no standard)"),
    heavyRainMm: z
      .number()
      .min(0.1)
      .default(30)
      .meta({ unit: "mm" })
      .describe("Rain of the last hour nearby that makes it one level graver (demonstration, no standard)"),
  })
  .refine((given) => given.silentAfterIntervals >= given.staleAfterIntervals, {
    path: ["silentAfterIntervals"],
    message: schemaTexts["silent-after-stale"].en,
  })
  .refine((given) => given.heavyRainMm >= given.rainMm, {
    path: ["heavyRainMm"],
    message: schemaTexts["heavy-rain"].en,
  });

export type BlindSpotSettings = z.infer<typeof blindSpotSettings>;
