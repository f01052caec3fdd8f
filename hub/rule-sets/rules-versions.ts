import { HubError } from "../../domain/errors.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { rollbackTexts } from "../../locales/hub/rule-sets.ts";
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
  const kept =
    digests.length === 0 ? rollbackTexts["no-sets"] : fill(rollbackTexts["kept-sets"], { digests: digests.join(", ") });
  if (wanted === undefined) {
    const before = previousSet(activations);
    if (before !== null) return before;
    const newest =
      running === undefined ? rollbackTexts["the-first"] : fill(rollbackTexts["set-named"], { digest: running });
    throw noVersion(fill(rollbackTexts["none-before"], { running: newest, kept }));
  }
  const [match, second] = digests.filter((digest) => digest.startsWith(wanted));
  if (match === undefined) throw noVersion(fill(rollbackTexts["not-kept"], { wanted, kept }));
  if (second === undefined) return match;
  throw noVersion(fill(rollbackTexts.ambiguous, { wanted, first: match, second }));
}

/**
 * The set that ran before the files brought in the one that runs. Steps of rollbacks themselves do not count, so that
 * rolling back twice goes back two sets and never returns to the set that was rolled back from.
 */
function previousSet(activations: readonly StoredActivation[]): string | null {
  const running = activations[0]?.digest;
  const broughtIn = activations.findIndex(({ digest, source }) => digest === running && source === "files");
  const older = activations.slice(broughtIn + 1).filter(({ source }) => source === "files");
  return older.find(({ digest }) => digest !== running)?.digest ?? null;
}

function noVersion(words: BilingualText): HubError {
  return new HubError("hub.no_rule_version", fill(rollbackTexts["no-version"], { words }));
}
