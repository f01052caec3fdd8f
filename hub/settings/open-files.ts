import { connectionLimit, softOpenFileLimit } from "../../broker/listeners/open-file-limit.ts";
import { HubError } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";
import { fill } from "../../locales/fill.ts";
import { hubTexts } from "../../locales/hub/hub.ts";

/** Half of them is the hub's own: without devices it has about 40 open, and the API and webhooks come on top. */
const fewestOpenFiles = 128;

/**
 * Refuses to start with too few open files, and says where they are fewer than the connections that the settings allow.
 *
 * @throws {HubError} `hub.too_few_open_files`
 */
export function requireOpenFiles(maxConnections: number, log: Log, limit: number = softOpenFileLimit()): void {
  if (limit < fewestOpenFiles) {
    const words = fill(hubTexts["too-few-open-files"], { wanted: fewestOpenFiles, got: limit });
    throw new HubError("hub.too_few_open_files", words);
  }
  const connections = connectionLimit(maxConnections, limit);
  if (connections < maxConnections) {
    log.warn(
      { openFiles: limit, connections, maxConnections },
      "fewer open files than the settings' connections need: devices beyond are refused; raise the limit (ulimit -n, LimitNOFILE)",
    );
  }
}
