import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What encrypts session tickets. */
export interface TicketKeys {
  /** 48 bytes, as `tls.Server` takes them. */
  readonly keys: Buffer;
  readonly madeAt: number;
}

/** Whoever has the keys can read what was resumed under them: they are replaced this often, ms. */
export const ticketKeysLiveMs = 7 * 86_400_000;

const fileName = "ticket-keys.json";

/**
 * The keys kept in the folder, so that devices resume their sessions after the hub's restart: 10,000 of them coming back
 * make 10,000 full handshakes otherwise. Made anew where there are none, they are too old, or who is trusted has changed
 * since, as a session resumed is not checked against revocations.
 *
 * @param trustDigest what says who is trusted
 * @param random makes so many bytes
 */
export function keepTicketKeys(
  folder: string,
  trustDigest: string,
  { now, random }: { readonly now: number; readonly random: (bytes: number) => Buffer },
): TicketKeys {
  const path = join(folder, fileName);
  const kept = readKeys(path, trustDigest);
  if (kept !== null && now - kept.madeAt < ticketKeysLiveMs && kept.madeAt <= now) return kept;
  const made = { keys: random(48), madeAt: now };
  writePrivately(path, JSON.stringify({ trustDigest, madeAt: now, keys: made.keys.toString("base64") }));
  return made;
}

function readKeys(path: string, trustDigest: string): TicketKeys | null {
  try {
    const kept = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const keys = Buffer.from(String(kept.keys), "base64");
    if (kept.trustDigest !== trustDigest || typeof kept.madeAt !== "number" || keys.length !== 48) return null;
    return { keys, madeAt: kept.madeAt };
  } catch {
    // Missing, unreadable or cut off: sessions are resumed a little less often, nothing else.
    return null;
  }
}

/** Whole or not at all, readable by its owner alone. Where it cannot be written, the keys last until the next start. */
function writePrivately(path: string, text: string): void {
  try {
    writeFileSync(`${path}.partial`, text, { mode: 0o600 });
    renameSync(`${path}.partial`, path);
  } catch {
    // A folder mounted read-only, as secrets often are.
  }
}
