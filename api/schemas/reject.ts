import { z } from "zod";
import type { DeviceId } from "../../domain/ids.ts";
import { rejectReasons, retiredRejectReasons } from "../../domain/observations/reject.ts";
import {
  bilingualText,
  idOf,
  instant,
  listPageQuery,
  listQuery,
  pageOf,
  pageQuery,
  spannedQuery,
  whole,
} from "./common.ts";

/** Those of older hubs as well: what was refused then is still kept. */
const reason = z.enum([...rejectReasons, ...retiredRejectReasons]);

const rejectFields = {
  rejectId: whole.describe("Goes into /rejects/{id}"),
  reason,
  deviceId: z.string(),
  topic: z.string(),
  detail: bilingualText.describe("What was wanted and what was got"),
  count: whole.describe("How many values of the message it stands for"),
  reading: whole.nullable().describe("Place of the first reading it is of in the message, from 1; null for the whole"),
  headBase64: z.string().describe("First bytes of what was refused"),
  payloadBytes: whole.describe("Length of what was sent"),
  hasPayload: z.boolean().describe("Whether what was sent is still kept; the oldest go first"),
  receivedAt: instant,
};

const reject = z
  .strictObject(rejectFields)
  .meta({ id: "Reject", description: "A refused reading. Its texts come from a device: never show them as HTML" });

export const rejectWithPayload = z
  .strictObject({
    ...rejectFields,
    payloadBase64: z
      .string()
      .nullable()
      .describe("What was sent, up to the limit of the settings; null where not kept"),
    payloadText: z.string().nullable().describe("The same as text, as far as it is UTF-8"),
  })
  .meta({ id: "RejectWithPayload", description: "A refused reading and the whole payload it came in" });

const page = pageOf(reject);
export const deviceRejectPage = page;

export const rejectPage = page.extend({
  counts: z.record(z.string(), whole).describe("Values ever refused, by reason; more than are kept"),
});

export const rejectPath = z.strictObject({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

export const deviceRejectPath = z.strictObject({
  id: idOf<DeviceId>(),
  rejectId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});

export const deviceRejectQuery = spannedQuery({ reason: reason.optional(), ...pageQuery });

export const rejectQuery = listQuery({
  deviceId: idOf<string>().optional(),
  reason: reason.optional(),
  ...listPageQuery,
});
