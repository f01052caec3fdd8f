import { z } from "zod";
import { phone } from "./classed.ts";
import { bilingualText } from "./common.ts";

const dutyPhone = phone(z.string()).describe("Duty telephone");

const area = z
  .strictObject({
    code: z.string(),
    kind: z.enum(["city", "district", "street", "community", "grid"]),
    name: bilingualText,
    parent: z.string().nullable().describe("Code of the area around it; null for the city itself"),
    unitId: z.string().optional().describe("Unit that answers for warnings here; absent where the area around it says"),
    phone: dutyPhone.optional(),
  })
  .meta({ id: "Area" });

export const city = z
  .strictObject({
    code: z.string(),
    name: bilingualText,
    timeZone: z.string().describe("IANA zone in which people here read times"),
    areas: z.array(area),
    units: z
      .array(z.strictObject({ id: z.string(), name: bilingualText, phone: dutyPhone.optional() }))
      .describe("Responsible units"),
  })
  .meta({ id: "City" });
