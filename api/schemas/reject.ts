import { z } from "zod";
import { rejectReasons, retiredRejectReasons } from "../../domain/observations/reject.ts";
import { idOf, instant, pageOf, pageQuery, whole } from "./common.ts";

/** Those of older hubs as well: what was refused then is still kept. */
const reason = z.enum([...rejectReasons, ...retiredRejectReasons]);

const reject = z
  .strictObject({
    reason,
    deviceId: z.string(),
    topic: z.string(),
    detail: z.string().describe("What was wanted and what was got"),
    headBase64: z.string().describe("First bytes of what was refused"),
    receivedAt: instant,
  })
  .meta({ id: "Reject", description: "A refused reading. Its texts come from a device: never show them as HTML" });

export const rejectPage = pageOf(reject).extend({
  counts: z.record(z.string(), whole).describe("Rejects ever counted, by reason; more than are kept"),
});

export const rejectQuery = z.strictObject({
  deviceId: idOf<string>().optional(),
  reason: reason.optional(),
  ...pageQuery,
});
