import { join } from "node:path";
import { configuredListeners } from "../broker/listeners/configured-listeners.ts";
import { type Clock, dayMs } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { tlsTexts } from "../locales/tls.ts";
import { readCertificates } from "../tls/certificate-files.ts";
import { RunningCertificates } from "../tls/server-certificates.ts";
import type { Settings } from "./settings/settings.ts";
import type { StartedComponents } from "./started-components.ts";

/** Where certificates lie. */
export function tlsFolder({ tls, store }: Pick<Settings, "tls" | "store">): string {
  return tls.folder ?? join(store.folder, "tls");
}

/** Whether any listener speaks TLS. */
function needsCertificates({ broker, api }: Settings): boolean {
  return api.tls.enabled || configuredListeners(broker).some(({ kind }) => kind.isEncrypted);
}

/** A certificate that ends within it is told, ms. */
const renewWithinMs = 30 * dayMs;

/**
 * What `guanlan check` says of the hub's certificate.
 *
 * @throws {HubError} `tls.file_unreadable`, `tls.not_usable`
 */
export function certificateNotes(settings: Settings, now: number): readonly BilingualText[] {
  if (!needsCertificates(settings)) return [];
  const { expiresAt } = readCertificates(tlsFolder(settings));
  const blanks = { date: new Date(expiresAt).toISOString().slice(0, 10) };
  if (expiresAt <= now) return [fill(tlsTexts.expired, blanks)];
  return [fill(expiresAt - now < renewWithinMs ? tlsTexts["expires-soon"] : tlsTexts.expires, blanks)];
}

/**
 * The hub's certificates, looked at again as long as it runs; null where no listener speaks TLS.
 *
 * @throws {HubError} `tls.file_unreadable`, `tls.not_usable`
 */
export function openCertificates(
  settings: Settings,
  { log, clock }: { readonly log: Log; readonly clock: Clock },
  started: StartedComponents,
): RunningCertificates | null {
  if (!needsCertificates(settings)) return null;
  const certificates = new RunningCertificates({ folder: tlsFolder(settings), settings: settings.tls, log, clock });
  certificates.start();
  started.add("certificates", async () => certificates.stop());
  return certificates;
}
