import type { BilingualText } from "../../domain/text.ts";
import { controlBatch } from "../points/control-line.ts";
import type { InfluxSettings } from "../settings.ts";
import { connectInflux } from "./influx-connection.ts";
import type { InfluxCredentials } from "./influx-credentials.ts";
import { asSaid } from "./write-outcome.ts";

/** Longest wait for an answer on the command line. */
const maxWaitMs = 5_000;

/**
 * Asks InfluxDB once whether it takes what the hub writes: address, database, sign-in and rights in one.
 *
 * @returns null when it does, else what it or the network said
 */
export async function probeInflux(
  settings: Pick<InfluxSettings, "url" | "database" | "timeoutMs">,
  credentials: InfluxCredentials,
): Promise<BilingualText | null> {
  const { url, database } = settings;
  const timeoutMs = Math.min(settings.timeoutMs, maxWaitMs);
  const connection = connectInflux({ url, database, timeoutMs }, credentials, 1);
  const { body, precision } = controlBatch(Date.now());
  const outcome = await connection.write(body, precision, new AbortController().signal);
  connection.close();
  if (outcome.kind === "accepted") return null;
  return typeof outcome.words === "string" ? asSaid(outcome.words) : outcome.words;
}
