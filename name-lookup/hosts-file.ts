import type { LookupAddress } from "node:dns";
import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";

/** Names that the machine itself gives addresses to, before any name server is asked. */
export interface HostsFile {
  /** @returns null for a name that is not in it */
  find(hostname: string): readonly LookupAddress[] | null;
}

const loopback: readonly LookupAddress[] = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/**
 * Reads the file anew whenever it has changed. `localhost` and names below it are this machine also where the file does
 * not say so (RFC 6761, 6.3).
 *
 * @param path a file that cannot be read counts as empty
 */
export function createHostsFile(path = "/etc/hosts"): HostsFile {
  let signature = "";
  let byName: ReadonlyMap<string, readonly LookupAddress[]> = new Map();
  return {
    find(hostname) {
      const found = signatureOf(path);
      if (found !== signature) byName = found === "" ? new Map() : readHosts(path);
      signature = found;
      const name = hostname.toLowerCase().replace(/\.$/, "");
      return byName.get(name) ?? (name === "localhost" || name.endsWith(".localhost") ? loopback : null);
    },
  };
}

function signatureOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? "" : `${found.mtimeMs} ${found.size} ${found.ino}`;
}

function readHosts(path: string): ReadonlyMap<string, readonly LookupAddress[]> {
  try {
    return parseHosts(readFileSync(path, "utf8"));
  } catch {
    return new Map();
  }
}

/** Addresses of each name, IPv4 first, in the order of the lines. @see hosts(5) */
function parseHosts(text: string): ReadonlyMap<string, readonly LookupAddress[]> {
  const byName = new Map<string, LookupAddress[]>();
  for (const line of text.split("\n")) {
    const [address = "", ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    const family = isIP(address);
    if (family === 0) continue;
    for (const name of names.map((each) => each.toLowerCase())) {
      byName.set(name, [...(byName.get(name) ?? []), { address, family }]);
    }
  }
  for (const addresses of byName.values()) addresses.sort((a, b) => a.family - b.family);
  return byName;
}
