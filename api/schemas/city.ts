import { z } from "zod";
import { bilingualText } from "./common.ts";

const area = z
  .strictObject({
    code: z.string(),
    kind: z.enum(["city", "district", "street", "community", "grid"]),
    name: bilingualText,
    parent: z.string().nullable().describe("Code of the area around it; null for the city itself"),
  })
  .meta({ id: "Area" });

export const city = z
  .strictObject({
    code: z.string(),
    name: bilingualText,
    areas: z.array(area),
    units: z.array(z.strictObject({ id: z.string(), name: bilingualText })).describe("Responsible units"),
  })
  .meta({ id: "City" });
