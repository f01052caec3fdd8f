import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { z } from "zod";
import { HubError } from "../../domain/errors.ts";
import { fill } from "../../locales/fill.ts";
import { packVerifyTexts } from "../../locales/record/pack.ts";
import { verifyingKey } from "../signing-key.ts";
import { type PackManifest, packKeyFile, sealFiles } from "./seal-pack.ts";

const manifestSchema = z.strictObject({
  format: z.literal("guanlan-inquiry-pack"),
  version: z.literal(1),
  hub: z.string(),
  madeAt: z.string(),
  keyId: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256: z.string() })),
});

/** Unpacked, a pack is no larger than this; what claims to be is none. */
const mostBytes = 2_147_483_648;

/**
 * Checks a pack: its manifest is signed, and every file is the one that it names, none missing and none added.
 *
 * @param publicPem key that must have signed it, PEM; the one in the pack where null, which shows only that no part was changed
 * @throws {HubError} `record.bad_pack` saying what is wrong
 */
export function verifyPack(archive: Uint8Array, name: string, publicPem: string | null): PackManifest {
  const files = unpacked(archive, name);
  const sealed = files[sealFiles.manifest];
  const signature = files[sealFiles.signature];
  const pem = publicPem ?? textOf(files[packKeyFile]);
  if (sealed === undefined || signature === undefined || pem === null) throw unreadable(name);
  if (!isSigned(sealed, strFromU8(signature).trim(), pem)) throw badPack(packVerifyTexts.signature);
  const manifest = manifestOf(sealed, name);
  const seals = new Set<string>(Object.values(sealFiles));
  const named = new Map(manifest.files.map((file) => [file.name, file.sha256]));
  const differing = [
    ...manifest.files.filter((file) => digestOf(files[file.name]) !== file.sha256).map((file) => file.name),
    ...Object.keys(files).filter((file) => !named.has(file) && !seals.has(file)),
  ];
  if (differing.length > 0) throw badPack(fill(packVerifyTexts.changed, { files: differing.slice(0, 20).join(", ") }));
  return manifest;
}

function unpacked(archive: Uint8Array, name: string): Readonly<Record<string, Uint8Array>> {
  let bytes = 0;
  try {
    return unzipSync(archive, {
      filter({ originalSize }) {
        bytes += originalSize;
        if (bytes > mostBytes) throw new RangeError("too large");
        return true;
      },
    });
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function isSigned(sealed: Uint8Array, signature: string, pem: string): boolean {
  try {
    return verifyingKey(pem).isSigned(sealed, signature);
  } catch {
    return false;
  }
}

function manifestOf(sealed: Uint8Array, name: string): PackManifest {
  try {
    return manifestSchema.parse(JSON.parse(strFromU8(sealed)));
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function digestOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : createHash("sha256").update(bytes).digest("hex");
}

function textOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : strFromU8(bytes);
}

function unreadable(name: string, cause?: unknown): HubError {
  return new HubError("record.bad_pack", fill(packVerifyTexts.unreadable, { file: name }), { cause });
}

function badPack(words: HubError["words"]): HubError {
  return new HubError("record.bad_pack", words);
}
