import { z } from "zod";
import type { DeviceId } from "../../domain/ids.ts";
import { idOf, instant } from "./common.ts";

export const device = z
  .strictObject({
    deviceId: z.string(),
    stationId: z.string(),
    gatewayId: z.string().nullable().describe("Gateway that speaks for it; null when it speaks for itself"),
    status: z
      .strictObject({ text: z.string(), at: instant })
      .nullable()
      .describe("What it last said of itself; null when it never did"),
    lastAnswer: z
      .strictObject({ commandId: z.string(), answer: z.string(), at: instant })
      .nullable()
      .describe("Its newest answer to a command; null when it gave none"),
  })
  .meta({ id: "Device" });

export const devicePath = z.strictObject({ id: idOf<DeviceId>() });
