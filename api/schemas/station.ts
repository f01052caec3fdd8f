import { z } from "zod";
import { stationKinds } from "../../domain/city/city.ts";
import type { AreaCode, StationId } from "../../domain/ids.ts";
import { phone, position } from "./classed.ts";
import { bilingualText, idOf, whole } from "./common.ts";
import { refusal } from "./device.ts";
import { gauge } from "./gauge.ts";

const stationShape = {
  stationId: z.string(),
  kind: z.enum(stationKinds),
  name: bilingualText,
  areaCode: z.string(),
  longitude: position(z.number().nullable()).describe("WGS 84, degrees; null where the reader has no right to it"),
  latitude: position(z.number().nullable()).describe("WGS 84, degrees; null where the reader has no right to it"),
  tags: z.array(z.string()),
  importance: whole.min(1).max(3).describe("1 ordinary, 2 important, 3 lives at risk"),
  unitId: z.string().describe("Unit responsible"),
  phone: phone(z.string()).optional().describe("Duty telephone for this place; absent where that of its unit holds"),
};

const station = z.strictObject(stationShape).meta({ id: "Station" });

const waterWay = z
  .array(z.strictObject({ stationId: z.string(), travelTimeMs: whole }))
  .describe("With how long water takes between the two");

export const stationWithGauges = z
  .strictObject({
    ...stationShape,
    gauges: z.array(gauge),
    upstream: waterWay,
    downstream: waterWay,
    lastRefusal: refusal
      .extend({ deviceId: z.string() })
      .nullable()
      .describe("Why one of its devices, or the gateway of one, was last refused; null where none ever was"),
  })
  .meta({ id: "StationWithGauges" });

export const stationList = z.strictObject({ rows: z.array(station) });

export const stationListQuery = z.strictObject({
  areaCode: idOf<AreaCode>().optional().describe("Stations in this area and all below it"),
  kind: z.enum(stationKinds).optional(),
});

export const stationPath = z.strictObject({ id: idOf<StationId>() });
