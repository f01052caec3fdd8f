import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical-json.ts";

/** What a line of the audit trail says, beside its place in the chain. */
export interface AuditLine {
  readonly auditSeq: number;
  readonly at: number;
  readonly kind: string;
  readonly subject: string;
  readonly by: string | null;
  /** SHA-256 of the canonical JSON of what is recorded, hex. */
  readonly digest: string;
  /** What holds what is recorded: `entry:` and a number of the log, or `event:` and an id; absent in lines of old releases. */
  readonly ref?: string;
}

/** Chain value before the first line. */
const chainStart = "0".repeat(64);

/**
 * SHA-256 over the chain value before and all that a line says, hex.
 *
 * @param before chain value of the line before; null for the first line
 */
export function chainAfter(before: string | null, { auditSeq, at, kind, subject, by, digest, ref }: AuditLine): string {
  const said = [before ?? chainStart, auditSeq, at, kind, subject, by, digest];
  return sha256(canonicalJson(ref === undefined ? said : [...said, ref]));
}

export function digestOf(recorded: unknown): string {
  return sha256(canonicalJson(recorded));
}

/** Why a line is not what was written behind the line before it. */
export type ChainFault = "number" | "chain";

/** @param before the line before; null for the first */
export function chainFault(
  before: { readonly auditSeq: number; readonly chain: string } | null,
  line: AuditLine & { readonly chain: string },
): ChainFault | null {
  if (line.auditSeq !== (before?.auditSeq ?? 0) + 1) return "number";
  return chainAfter(before?.chain ?? null, line) === line.chain ? null : "chain";
}

/** SHA-256 of a text as UTF-8, hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
