import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { systemClock } from "../../domain/clock.ts";
import { type Log, silentLog } from "../../domain/log.ts";
import { authorityFiles, makeHubCertificate } from "../../tls/authority-folder.ts";
import { RunningCertificates } from "../../tls/server-certificates.ts";

export const validity = { now: systemClock(), validDays: 30 };

/** A TLS folder with an authority of its own and a certificate for loopback, gone after the test. */
export async function tlsFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-tls-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await makeHubCertificate(folder, ["127.0.0.1", "localhost"], validity);
  return folder;
}

/** What is in a TLS folder, as a listener is given it; looked at again only when asked to. */
export function certificatesIn(
  folder: string,
  { log = silentLog, minVersion = "TLSv1.2" }: { readonly log?: Log; readonly minVersion?: "TLSv1.2" | "TLSv1.3" } = {},
): RunningCertificates {
  return new RunningCertificates({ folder, settings: { minVersion, reloadCheckMs: 60_000 }, log, clock: systemClock });
}

export function authorityOf(folder: string): string {
  return readFileSync(join(folder, authorityFiles.certificate), "utf8");
}
