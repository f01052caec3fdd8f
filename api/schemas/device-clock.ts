import { z } from "zod";
import { clockKinds } from "../../domain/observations/device-clock.ts";
import { bilingualText, instant } from "./common.ts";

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
