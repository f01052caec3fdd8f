import { existsSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../domain/clock.ts";
import { tlsFolder } from "../hub/open-certificates.ts";
import type { Settings } from "../hub/settings/settings.ts";
import { makeHubCertificate } from "../tls/authority-folder.ts";
import { certificateFiles } from "../tls/certificate-files.ts";

const validDays = 825;

/**
 * The demonstration speaks TLS beside plain MQTT and HTTP, with an authority of its own, made once and kept in the TLS
 * folder. Where a plain listener was moved from its usual port, the encrypted ones take any free port: several
 * demonstrations on one machine do not meet.
 */
export async function withDemoTls(settings: Settings): Promise<Settings> {
  const folder = tlsFolder(settings);
  if (!existsSync(join(folder, certificateFiles.certificate))) {
    await makeHubCertificate(folder, ["localhost", "127.0.0.1", "::1"], { now: systemClock(), validDays });
  }
  const { broker, api } = settings;
  const isUsual = broker.tcp.port === 1883 && broker.ws.port === 8083 && api.port === 8080;
  const enable = <Group extends { readonly enabled: boolean; readonly port: number }>(group: Group): Group =>
    group.enabled ? group : { ...group, enabled: true, port: isUsual ? group.port : 0 };
  return {
    ...settings,
    broker: { ...broker, tls: enable(broker.tls), wss: enable(broker.wss) },
    api: { ...api, tls: enable(api.tls) },
  };
}
