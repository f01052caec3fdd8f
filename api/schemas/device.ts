import { z } from "zod";
import { modes } from "../../domain/city/mode.ts";
import type { DeviceId } from "../../domain/ids.ts";
import { clockKinds } from "../../domain/observations/device-clock.ts";
import { payloadHints } from "../../domain/observations/payload-hint.ts";
import { bilingualText, idOf, instant, whole } from "./common.ts";

export const refusal = z
  .strictObject({
    reason: z
      .string()
      .describe("Why the device or a reading of it was refused; those of the broker stand in docs/mqtt-refusals.md"),
    detail: bilingualText.describe("What was wanted and what was got"),
    at: instant,
  })
  .meta({ id: "DeviceRefusal" });

/** How a device's clock stands to the hub's. */
export const deviceClock = z
  .strictObject({
    kind: z.enum(clockKinds),
    name: bilingualText.describe("The kind in words"),
    offsetMs: z.number().describe("The device's clock less the hub's when last heard: above 0 it is ahead"),
    driftPpm: z.number().nullable().describe("How much it gains, parts in a million; null where not known"),
    since: instant.describe("Since when it is of this kind, as far as is known"),
    lastHeardAt: instant.describe("When it last said a time that shows its clock"),
  })
  .nullable()
  .meta({
    id: "DeviceClock",
    description:
      "Learnt from live readings. Readings of a wrong clock are kept under the time that the hub makes of it, with the check clockWrong. Null where the device has said no time since the oldest readings kept",
  });

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
    lastRefusal: refusal
      .nullable()
      .describe("Why it was last refused, told once a minute at most; null where it never was"),
    clock: deviceClock,
    reporting: z
      .strictObject({
        commandId: z.string(),
        mode: z.enum(modes),
        everyMs: whole,
        askedAt: instant.describe("When the mode began"),
        state: z.enum(["asked", "confirmed", "refused"]),
        answer: z.string().nullable().describe("In the device's words"),
        answeredAt: instant.nullable(),
        attempts: whole.describe("How often it was asked since the hub's start"),
        lastAskedAt: instant.nullable(),
      })
      .optional()
      .describe("The interval that it was last asked for as the mode changed; absent where it never was"),
    hints: z
      .array(z.strictObject({ hint: z.enum(payloadHints), messages: whole, lastAt: instant, words: bilingualText }))
      .describe(
        "What it sent beyond the standard and was understood all the same, since the hub's start, with what to mend",
      ),
  })
  .meta({ id: "Device" });

export const devicePath = z.strictObject({ id: idOf<DeviceId>() });

/** Most characters of a command's id: a device's answer keeps as many. */
const maxCommandIdLength = 64;

export const commandBody = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(maxCommandIdLength)
    .optional()
    .describe(
      "Named by the device in its answer; where left out the command goes out bare, for devices that know no ids",
    ),
  command: z
    .union([z.record(z.string(), z.unknown()), z.string().min(1)])
    .describe("What the device is to do, in its own words: an object or a text"),
});

export const commandAccepted = z
  .strictObject({
    deviceId: z.string(),
    commandId: z.string().nullable().describe("Null for a command that went out without one"),
    isConnected: z.boolean().describe("Whether the device is connected now; if not, the command waits for it"),
  })
  .meta({ id: "CommandAccepted" });
