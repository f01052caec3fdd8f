import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..", "shared");

/** Path of a recorded data set (`GUANLAN_DATA` may point elsewhere); null when this machine lacks it. */
export function recordedData(...parts: readonly string[]): string | null {
  return existing(join(process.env.GUANLAN_DATA ?? join(root, "data"), ...parts));
}

/** Path of a protocol vector file; null when this machine lacks it. */
export function protocolVectors(file: string): string | null {
  return existing(join(process.env.GUANLAN_VECTORS ?? join(root, "vectors"), file));
}

/** Environment variable with the file that collects, a line each, what this machine lacks; a hub refuses unknown `GUANLAN_*`. */
export const lackedVariable = "TESTS_LACKED_FILE";

/**
 * Says by name what is missing, named again at the end of the run; under CI that is a failure, so that nothing is
 * skipped unseen.
 *
 * @param install command that brings it; empty where there is none
 */
export function missing(what: string, install = ""): void {
  const words = install === "" ? what : `${what}: ${install}`;
  if (process.env.CI === "true") throw new Error(`this machine lacks ${words}, and CI must not go without it`);
  const file = process.env[lackedVariable];
  if (file !== undefined) appendFileSync(file, `${words}\n`);
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null;
}
