import { HubError } from "../../domain/errors.ts";
import type { StoredActivation } from "../../store/ports.ts";

/**
 * The set a rollback goes to.
 *
 * @param activations newest first; the first is what runs
 * @param wanted a digest or the beginning of one; undefined for the set before
 * @throws {HubError} `hub.no_rule_version`
 */
export function rollbackTarget(activations: readonly StoredActivation[], wanted?: string): string {
  const running = activations[0]?.digest;
  const digests = [...new Set(activations.map(({ digest }) => digest))];
  const known = `kept are ${digests.join(", ") || "none"}`;
  if (wanted === undefined) {
    const before = previousSet(activations);
    if (before !== null) return before;
    throw noVersion(`Cannot roll back as there must be a set before ${running ?? "the first"}: got none; ${known}`);
  }
  const [match, second] = digests.filter((digest) => digest.startsWith(wanted));
  if (match === undefined) throw noVersion(`Cannot roll back to ${wanted} as it must be a kept set: ${known}`);
  if (second === undefined) return match;
  throw noVersion(`Cannot roll back to ${wanted} as it must begin one digest only: got ${match} and ${second}`);
}

/**
 * The set that ran before the files brought in the one that runs. Steps of rollbacks themselves do not count, so that
 * rolling back twice goes back two sets and never returns to the one that was fled from.
 */
function previousSet(activations: readonly StoredActivation[]): string | null {
  const running = activations[0]?.digest;
  const broughtIn = activations.findIndex(({ digest, source }) => digest === running && source === "files");
  const older = activations.slice(broughtIn + 1).filter(({ source }) => source === "files");
  return older.find(({ digest }) => digest !== running)?.digest ?? null;
}

function noVersion(message: string): HubError {
  return new HubError("hub.no_rule_version", `${message}. See: guanlan rules versions`);
}
