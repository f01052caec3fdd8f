import { z } from "zod";
import { rejectReasons } from "../../domain/observations/reject.ts";
import { idOf, instant, listPageQuery, listQuery, pageOf, whole } from "./common.ts";

const reason = z.enum(rejectReasons);

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

export const rejectQuery = listQuery({
  deviceId: idOf<string>().optional(),
  reason: reason.optional(),
  ...listPageQuery,
});
