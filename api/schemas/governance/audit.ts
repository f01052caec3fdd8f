import { z } from "zod";
import type { TrailFaultKind } from "../../../record/ports.ts";
import { person } from "../classed.ts";
import { entryCaller, idOf, instant, listPageQuery, listQuery, pageOf, whole } from "../common.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const auditLine = z
  .strictObject({
    auditSeq: whole,
    at: instant,
    kind: z.string().describe("What happened; `.refused` behind what had no effect"),
    subject: z.string(),
    by: person(z.string())
      .nullable()
      .describe("Whom what is recorded names, such as the owner of a silence: `caller` may be another"),
    caller: entryCaller.optional(),
    digest: sha256.describe("SHA-256 of what is recorded"),
    ref: z
      .string()
      .optional()
      .describe(
        "What holds what is recorded: `entry:` and a number of the log, with the code where it was refused, or `event:` and an id; absent in lines of old releases",
      ),
    chain: sha256.describe("SHA-256 over the chain value before and this line"),
  })
  .meta({
    id: "AuditLine",
    description: "What people did and others were notified of; each line is chained to the one before",
  });

export const auditPage = pageOf(auditLine);

export const auditQuery = listQuery({
  who: idOf<string>().optional().describe("Who did it: `by`, or name or id of `caller`"),
  what: idOf<string>().optional().describe("What happened, as `kind` has it"),
  kind: idOf<string>().optional().describe("The same as `what`"),
  subject: idOf<string>().optional().describe("Case, warning, device or whatever else it is about"),
  ...listPageQuery,
}).describe("`from` and `to` are of our clock");

const anchor = z
  .strictObject({
    version: z.literal(1),
    hub: z.string(),
    auditSeq: whole,
    chain: sha256,
    at: instant,
    keyId: z.string(),
    signature: z.string().describe("Ed25519, base64"),
  })
  .meta({ id: "AuditAnchor", description: "A line of the audit trail, signed and kept outside" });

const faultKinds = [
  "number",
  "chain",
  "entry",
  "entry-missing",
  "unrecorded",
  "event",
  "event-missing",
  "delivery",
  "delivery-missing",
  "anchor-signature",
  "anchor",
] as const satisfies readonly TrailFaultKind[];

export const auditOutcome = z
  .strictObject({
    isSound: z.boolean(),
    fault: z
      .strictObject({
        kind: z.enum(faultKinds),
        auditSeq: whole.describe("Line of the trail, or the one that should be there"),
        line: z.strictObject({ at: instant, kind: z.string(), subject: z.string() }).nullable(),
      })
      .nullable()
      .describe("The first place where the trail is not what was written"),
    lines: whole,
    last: auditLine.nullable(),
    compared: z.strictObject({ entries: whole, events: whole, deliveries: whole }),
    expiredEvents: whole.describe("Events past their retention: their lines stand in the chain alone"),
    anchors: whole,
    newestAnchor: anchor.nullable().describe("Lines behind it may have been cut off unseen; null where there is none"),
  })
  .meta({ id: "AuditOutcome" });
