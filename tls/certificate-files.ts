import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { HubError } from "../domain/errors.ts";
import { fill } from "../locales/fill.ts";
import { tlsTexts } from "../locales/tls.ts";

/** Names of the files in the TLS folder. */
export const certificateFiles = {
  /** The hub's certificate and those between it and the authority, PEM. */
  certificate: "certificate.pem",
  /** Its private key, PEM without passphrase. */
  key: "key.pem",
  /** Authorities whose certificates let a device in, PEM; optional. */
  deviceAuthority: "device-authority.pem",
  /** Revocations of that authority, PEM; optional. */
  deviceRevocations: "device-revocations.pem",
} as const;

/** What a TLS folder holds. */
export interface CertificateBundle {
  readonly certificate: string;
  readonly key: string;
  /** Null where devices show no certificates. */
  readonly deviceAuthority: string | null;
  readonly deviceRevocations: string | null;
  /** When the hub's certificate ends, ms since 1970. */
  readonly expiresAt: number;
  /** SHA-256 of all files, hex: tells a change. */
  readonly digest: string;
  /** SHA-256 of what says who is trusted, hex. */
  readonly trustDigest: string;
}

/**
 * Reads the TLS folder and tries what is in it.
 *
 * @param known what it held when last read: returned where it holds the same
 * @throws {HubError} `tls.file_unreadable`, `tls.not_usable`
 */
export function readCertificates(folder: string, known: CertificateBundle | null = null): CertificateBundle {
  const certificate = readRequired(join(folder, certificateFiles.certificate));
  const key = readRequired(join(folder, certificateFiles.key));
  const deviceAuthority = readOptional(join(folder, certificateFiles.deviceAuthority));
  const deviceRevocations = readOptional(join(folder, certificateFiles.deviceRevocations));
  const trustDigest = digestOf([deviceAuthority, deviceRevocations]);
  const digest = digestOf([certificate, key, trustDigest]);
  if (digest === known?.digest) return known;
  try {
    const hub = new X509Certificate(certificate);
    // An empty key is no key to createSecureContext, and then the first handshake fails.
    if (!hub.checkPrivateKey(createPrivateKey(key))) throw new Error("a key that is not the certificate's");
    createSecureContext({
      cert: certificate,
      key,
      ...(deviceAuthority === null ? {} : { ca: deviceAuthority }),
      ...(deviceRevocations === null ? {} : { crl: deviceRevocations }),
    });
    const expiresAt = hub.validToDate.getTime();
    return { certificate, key, deviceAuthority, deviceRevocations, expiresAt, digest, trustDigest };
  } catch (cause) {
    const got = (cause as Error).message;
    throw new HubError("tls.not_usable", fill(tlsTexts["not-usable"], { folder, got }), { cause });
  }
}

function readRequired(path: string): string {
  const text = readOptional(path);
  if (text !== null) return text;
  throw unreadable(path, "ENOENT");
}

function readOptional(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw unreadable(path, code ?? message, cause);
  }
}

function unreadable(path: string, got: string, cause?: unknown): HubError {
  return new HubError("tls.file_unreadable", fill(tlsTexts["file-unreadable"], { path, got }), { cause });
}

function digestOf(parts: readonly (string | null)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part ?? "").update("\0");
  return hash.digest("hex");
}
