import { z } from "zod";
import type { AreaCode } from "../../../domain/ids.ts";
import { idOf, instant, whole } from "../common.ts";
import { deviceClock, refusal } from "../device.ts";

export const devicesQuery = z.strictObject({
  areaCode: idOf<AreaCode>().optional().describe("Devices in this area and all below it"),
  online: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("true: connected now, or behind a gateway that is"),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().min(1).max(200).optional().describe("`next` of the page before"),
});

export const devicesPage = z.strictObject({
  counts: z.strictObject({ all: whole, online: whole }).describe("Of all that fit, beyond this page"),
  rows: z.array(
    z.strictObject({
      deviceId: z.string(),
      stationId: z.string(),
      gatewayId: z.string().nullable(),
      isOnline: z.boolean(),
      lastSeenAt: instant.nullable().describe("When anything was last received from one of its gauges"),
      gauges: z.strictObject({ all: whole, live: whole }),
      clock: deviceClock,
      status: z.strictObject({ text: z.string(), at: instant }).nullable().describe("What it last said of itself"),
      lastRefusal: refusal.nullable().describe("Why it was last refused"),
      hints: whole.describe("Messages beyond the standard since the hub's start"),
    }),
  ),
  next: z.string().nullable().describe("Goes back in as `after`; null at the end"),
});
