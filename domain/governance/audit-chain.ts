import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical-json.ts";
import type { AuditedFact } from "./audited-facts.ts";
import type { Called } from "./entry-caller.ts";

/** What a line of the audit trail says: what happened, and by whom. */
export interface AuditLine extends Called {
  readonly auditSeq: number;
  readonly at: number;
  /** Kind of the input or event, such as `order-given` or `case.opened`; `case-action.refused` for what had no effect. */
  readonly kind: string;
  readonly subject: string;
  /** Whom what is recorded names, as the caller says where a caller may say so; `caller` is who the hub knows it was. */
  readonly by: string | null;
  /** SHA-256 of the canonical JSON of what is recorded, hex. */
  readonly digest: string;
  /** What holds what is recorded: `entry:` and a number of the log, or `event:` and an id; absent in lines of old releases. */
  readonly ref?: string;
}

/** A line of the audit trail, chained by hash to the line before. */
export interface AuditRecord extends AuditLine {
  /** SHA-256 over the chain value before, `auditSeq`, `at`, `kind`, `subject`, `by`, `digest` and, where there, `ref` and `caller`, hex. */
  readonly chain: string;
}

/** Where the next line is chained to. */
export type ChainEnd = Pick<AuditRecord, "auditSeq" | "chain">;

/** Chain value before the first line. */
const chainStart = "0".repeat(64);

/**
 * SHA-256 over the chain value before and all that a line says, hex.
 *
 * @param before chain value of the line before; null for the first line
 */
export function chainAfter(before: string | null, line: AuditLine): string {
  const { auditSeq, at, kind, subject, by, digest, ref, caller } = line;
  const said = [before ?? chainStart, auditSeq, at, kind, subject, by, digest];
  const since = [ref, caller].filter((each) => each !== undefined);
  return sha256(canonicalJson([...said, ...since]));
}

/**
 * The lines of facts behind the newest line, one each. Pure.
 *
 * @param newest null where there is none
 */
export function chained(newest: ChainEnd | null, facts: readonly AuditedFact[]): readonly AuditRecord[] {
  let before = newest;
  return facts.map(({ recorded, ...fact }) => {
    const line = { auditSeq: (before?.auditSeq ?? 0) + 1, ...fact, digest: digestOf(recorded) };
    const record = { ...line, chain: chainAfter(before?.chain ?? null, line) };
    before = record;
    return record;
  });
}

export function digestOf(recorded: unknown): string {
  return sha256(canonicalJson(recorded));
}

/** Why a line is not what was written behind the line before it. */
export type ChainFault = "number" | "chain";

/** @param before the line before; null for the first */
export function chainFault(before: ChainEnd | null, line: AuditRecord): ChainFault | null {
  if (line.auditSeq !== (before?.auditSeq ?? 0) + 1) return "number";
  return chainAfter(before?.chain ?? null, line) === line.chain ? null : "chain";
}

/** SHA-256 of a text as UTF-8, hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
