import { z } from "zod";
import { idOf, instant, pageOf, pageQuery, spannedQuery, whole } from "../common.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const auditLine = z
  .strictObject({
    auditSeq: whole,
    at: instant,
    kind: z.string().describe("What happened; `.refused` behind what had no effect"),
    subject: z.string(),
    by: z.string().nullable(),
    digest: sha256.describe("SHA-256 of what is recorded"),
    chain: sha256.describe("SHA-256 over the chain value before and this line"),
  })
  .meta({
    id: "AuditLine",
    description: "What people did and others were notified of; each line is chained to the one before",
  });

export const auditPage = pageOf(auditLine);

export const auditQuery = spannedQuery({
  kind: idOf<string>().optional(),
  subject: idOf<string>().optional(),
  ...pageQuery,
}).describe("`from` and `to` are of our clock");
