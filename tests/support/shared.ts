import { existsSync } from "node:fs";
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

/** Says by name what is missing; under CI that is a failure, so that nothing is skipped unseen. */
export function missing(what: string): void {
  if (process.env.CI === "true") throw new Error(`this machine lacks ${what}, and CI must not go without it`);
  console.warn(`not run: this machine lacks ${what}`);
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null;
}
