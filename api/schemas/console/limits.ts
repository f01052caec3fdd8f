import { z } from "zod";
import type { StationId } from "../../../domain/ids.ts";
import { bilingualText, idOf, level } from "../common.ts";

export const limitsQuery = z.strictObject({ stationId: idOf<StationId>().optional() });

const gaugeLimits = z
  .strictObject({
    ruleId: z.string(),
    gaugeId: z.string(),
    direction: z.enum(["above", "below"]).describe("Whether a value rising to a limit raises, or one falling to it"),
    isDemonstration: z.boolean().describe("True where the numbers are no official figures"),
    levels: z
      .array(
        z.strictObject({
          level,
          raiseAt: z.number().describe("Canonical unit of the gauge"),
          advice: bilingualText.describe("What to do there"),
        }),
      )
      .describe("Mildest first; a level whose number nobody has set is absent"),
  })
  .meta({ id: "GaugeLimits", description: "What one rule holds the readings of one gauge against" });

export const limitsAnswer = z.strictObject({
  mode: z.string().describe("The mode that they are of"),
  rows: z
    .array(gaugeLimits)
    .describe("Of rules that compare the value itself: a rise or a sum is in another unit. Without rules on trial"),
});
