import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { HubError } from "../../domain/errors.ts";
import { type AuditAnchor, anchoredText } from "../../domain/governance/audit-anchor.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import { fill } from "../../locales/fill.ts";
import { anchorTexts } from "../../locales/record/audit.ts";
import type { SigningKey, VerifyingKey } from "../signing-key.ts";

const anchorSchema = z.strictObject({
  version: z.literal(1),
  hub: z.string(),
  auditSeq: z.int().min(1),
  chain: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.int(),
  keyId: z.string(),
  signature: z.string(),
});

export function signAnchor(
  line: Pick<AuditRecord, "auditSeq" | "chain">,
  { key, hub, at }: { readonly key: SigningKey; readonly hub: string; readonly at: number },
): AuditAnchor {
  const anchored = { version: 1, hub, auditSeq: line.auditSeq, chain: line.chain, at, keyId: key.keyId } as const;
  return { ...anchored, signature: key.sign(anchoredText({ ...anchored, signature: "" })) };
}

export function isSignedBy(key: VerifyingKey, anchor: AuditAnchor): boolean {
  return anchor.keyId === key.keyId && key.isSigned(anchoredText(anchor), anchor.signature);
}

/** Name of the file of a month's anchors: one line of JSON each. */
function fileOf(at: number): string {
  return `anchors-${new Date(at).toISOString().slice(0, 7)}.jsonl`;
}

/** Puts an anchor behind those in the folder, fsynced; the folder is made where it is missing. */
export function keepAnchor(folder: string, anchor: AuditAnchor): void {
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const file = openSync(join(folder, fileOf(anchor.at)), "a", 0o640);
  try {
    writeSync(file, `${JSON.stringify(anchor)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Anchors in a file, or in the `.jsonl` files of a folder, oldest first; none where it is not there.
 *
 * @throws {HubError} `record.bad_anchor` naming the line that is none
 */
export function readAnchors(path: string): readonly AuditAnchor[] {
  if (!existsSync(path)) return [];
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith(".jsonl"))
        .map((name) => join(path, name))
    : [path];
  return files.flatMap(anchorsIn).toSorted((a, b) => a.auditSeq - b.auditSeq || a.at - b.at);
}

function anchorsIn(file: string): readonly AuditAnchor[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((text, index) => (text.trim() === "" ? [] : [anchorOf(text, `${file}:${index + 1}`)]));
}

function anchorOf(text: string, place: string): AuditAnchor {
  try {
    return anchorSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new HubError("record.bad_anchor", fill(anchorTexts["bad-anchor"], { place }), { cause });
  }
}
