import { createHash } from "node:crypto";
import { Zip, ZipDeflate } from "fflate";
import type { City } from "../../domain/city/city.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { SigningKey } from "../signing-key.ts";
import type { PackContents } from "./pack-contents.ts";
import { packFiles } from "./pack-files.ts";

/** What a pack says of its own files. */
export interface PackManifest {
  readonly format: "guanlan-inquiry-pack";
  readonly version: 1;
  readonly hub: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly keyId: string;
  readonly files: readonly PackManifestFile[];
}

export interface PackManifestFile {
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Names of the files that seal a pack. */
export const sealFiles = { manifest: "manifest.json", signature: "manifest.sig" } as const;

/** The public key, for those who have no copy of it. */
export const packKeyFile = "record-key.pub.pem";

/** Bytes packed at once, before others have their turn. */
const chunkBytes = 262_144;

/**
 * Writes a pack as a ZIP archive: its files, a manifest with the SHA-256 of each, a signature over the manifest. The public
 * key is among the files. Between chunks others have their turn.
 */
export async function sealPack(
  contents: PackContents,
  { city, key }: { readonly city: City; readonly key: SigningKey },
): Promise<Uint8Array> {
  const archive = new Archive(contents.madeAt);
  const files: PackManifestFile[] = [];
  for (const { name, text } of [...packFiles(contents, city), { name: packKeyFile, text: key.publicPem }]) {
    const bytes = Buffer.from(text, "utf8");
    files.push({ name, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
    await archive.add(name, bytes);
  }
  const manifest: PackManifest = {
    format: "guanlan-inquiry-pack",
    version: 1,
    hub: contents.hub,
    madeAt: isoInstant(contents.madeAt),
    keyId: key.keyId,
    files,
  };
  const sealed = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`, "utf8");
  await archive.add(sealFiles.manifest, sealed);
  await archive.add(sealFiles.signature, Buffer.from(`${key.sign(sealed)}\n`, "utf8"));
  return archive.end();
}

/** A ZIP archive in memory. */
class Archive {
  readonly #zip: Zip;
  readonly #chunks: Uint8Array[] = [];
  readonly #madeAt: number;
  #failure: Error | null = null;

  constructor(madeAt: number) {
    this.#madeAt = madeAt;
    this.#zip = new Zip((error, chunk) => {
      if (error === null) this.#chunks.push(chunk);
      else this.#failure ??= error;
    });
  }

  async add(name: string, bytes: Uint8Array): Promise<void> {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = this.#madeAt;
    this.#zip.add(file);
    for (let start = 0; start === 0 || start < bytes.length; start += chunkBytes) {
      file.push(bytes.subarray(start, start + chunkBytes), start + chunkBytes >= bytes.length);
      await new Promise(setImmediate);
    }
  }

  end(): Uint8Array {
    this.#zip.end();
    if (this.#failure !== null) throw this.#failure;
    return Buffer.concat(this.#chunks);
  }
}
