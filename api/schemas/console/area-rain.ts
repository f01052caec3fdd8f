import { z } from "zod";
import { instant, spannedQuery, whole } from "../common.ts";

export const areaRainQuery = spannedQuery({});

const millimetres = z
  .array(z.number().nullable())
  .describe("Rain of each step, mean of the gauges that were heard in it; null where none was");

export const areaRain = z
  .strictObject({
    from: instant,
    to: instant,
    stepMs: whole,
    mm: millimetres.describe("Of all rain gauges that may be seen"),
    areas: z
      .array(z.strictObject({ areaCode: z.string(), gauges: whole, mm: millimetres }))
      .describe("Areas that rain gauges stand in; those above them are left out"),
  })
  .meta({ id: "AreaRain", description: "How rain fell, by area and quarter of an hour" });
