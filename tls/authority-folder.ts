import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HubError } from "../domain/errors.ts";
import { fill } from "../locales/fill.ts";
import { tlsTexts } from "../locales/tls.ts";
import { certificateFiles } from "./certificate-files.ts";
import type { IssuedCertificate, IssueOptions } from "./issue-certificates.ts";

/** Loaded where a certificate is made: no other command needs what writes them. */
const issuing = () => import("./issue-certificates.ts");

/** The authority's own files, beside those a hub reads. */
export const authorityFiles = { certificate: "authority.pem", key: "authority-key.pem" } as const;

const authorityYears = 10;
const daysAYear = 365;

/**
 * Makes an authority in the folder, unless there is one, and a hub's certificate signed by it; the same authority lets
 * devices in.
 *
 * @param names host names and addresses the hub is reached by
 * @throws {HubError} `tls.file_exists` when the folder has a certificate already
 */
export async function makeHubCertificate(
  folder: string,
  names: readonly [string, ...string[]],
  options: IssueOptions,
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  refuseExisting(folder, [certificateFiles.certificate, certificateFiles.key]);
  if (!existsSync(join(folder, authorityFiles.key))) await makeAuthority(folder, options);
  const authority = readAuthority(folder);
  const { issueForHub } = await issuing();
  const issued = await issueForHub(authority, names, options);
  writeKey(join(folder, certificateFiles.key), issued.key);
  writeFileSync(join(folder, certificateFiles.certificate), issued.certificate);
}

export interface DeviceFiles {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Writes `<id>.pem` and `<id>-key.pem` for a device, signed by the authority in the TLS folder.
 *
 * @param deviceId as in the city's files; safe as a file name
 * @throws {HubError} `tls.authority_missing`, `tls.file_exists`
 */
export async function makeDeviceCertificate(
  folder: string,
  { deviceId, out }: { readonly deviceId: string; readonly out: string },
  options: IssueOptions,
): Promise<DeviceFiles> {
  const authority = readAuthority(folder);
  mkdirSync(out, { recursive: true });
  const names = { certificate: `${deviceId}.pem`, key: `${deviceId}-key.pem` };
  refuseExisting(out, [names.certificate, names.key]);
  const { issueForDevice } = await issuing();
  const issued = await issueForDevice(authority, deviceId, options);
  const files = { certificate: join(out, names.certificate), key: join(out, names.key) };
  writeKey(files.key, issued.key);
  writeFileSync(files.certificate, issued.certificate);
  return files;
}

async function makeAuthority(folder: string, options: IssueOptions): Promise<void> {
  refuseExisting(folder, [authorityFiles.certificate, certificateFiles.deviceAuthority]);
  const validDays = authorityYears * daysAYear;
  const { issueAuthority } = await issuing();
  const authority = await issueAuthority("Guanlan authority", { ...options, validDays });
  writeKey(join(folder, authorityFiles.key), authority.key);
  writeFileSync(join(folder, authorityFiles.certificate), authority.certificate);
  writeFileSync(join(folder, certificateFiles.deviceAuthority), authority.certificate);
}

function readAuthority(folder: string): IssuedCertificate {
  try {
    return {
      certificate: readFileSync(join(folder, authorityFiles.certificate), "utf8"),
      key: readFileSync(join(folder, authorityFiles.key), "utf8"),
    };
  } catch (cause) {
    throw new HubError("tls.authority_missing", fill(tlsTexts["authority-missing"], { folder }), { cause });
  }
}

function refuseExisting(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const path = join(folder, name);
    if (existsSync(path)) throw new HubError("tls.file_exists", fill(tlsTexts["file-exists"], { path }));
  }
}

function writeKey(path: string, key: string): void {
  writeFileSync(path, key, { mode: 0o600 });
  // The mode above holds for new files only.
  chmodSync(path, 0o600);
}
