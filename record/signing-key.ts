import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whose signature stands under anchors and inquiry packs: Ed25519 (RFC 8032), one pair a data folder. */
export interface SigningKey {
  readonly keyId: string;
  /** SPKI in PEM. */
  readonly publicPem: string;
  /** @returns base64 */
  sign(text: string | Uint8Array): string;
}

/** Whoever has the public key alone. */
export interface VerifyingKey {
  readonly keyId: string;
  isSigned(text: string | Uint8Array, signature: string): boolean;
}

/** Names of the files in the data folder. */
export const keyFiles = { private: "record-key.pem", public: "record-key.pub.pem" } as const;

/**
 * The key pair of a data folder; made where there is none. Only the owner may read the private key.
 *
 * The public key beside it is for people to keep elsewhere: one that lies where the private key lies proves nothing.
 */
export function openSigningKey(folder: string): SigningKey {
  const path = join(folder, keyFiles.private);
  if (!existsSync(path)) makeKey(folder, path);
  const privateKey = createPrivateKey(readFileSync(path));
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: idOfKey(publicKey),
    publicPem: pemOf(publicKey),
    sign: (text) => sign(null, bytesOf(text), privateKey).toString("base64"),
  };
}

/** Opens the key pair of a folder when it is first needed: a hub that never signs makes none. */
export function signingKeyOf(folder: string): () => SigningKey {
  let key: SigningKey | null = null;
  return () => (key ??= openSigningKey(folder));
}

/** @param pem SPKI */
export function verifyingKey(pem: string): VerifyingKey {
  const publicKey = createPublicKey(pem);
  return {
    keyId: idOfKey(publicKey),
    isSigned: (text, signature) => verify(null, bytesOf(text), publicKey, Buffer.from(signature, "base64")),
  };
}

function makeKey(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  // Public first: a private key never stands without it.
  writeFileSync(join(folder, keyFiles.public), pemOf(publicKey));
  writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
}

function pemOf(key: KeyObject): string {
  return String(key.export({ type: "spki", format: "pem" }));
}

function idOfKey(key: KeyObject): string {
  const der = key.export({ type: "spki", format: "der" });
  return createHash("sha256").update(der).digest("hex").slice(0, 16);
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? Buffer.from(text, "utf8") : text;
}
