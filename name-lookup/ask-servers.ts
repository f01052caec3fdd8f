import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { Resolver } from "node:dns/promises";
import { secondMs } from "../domain/clock.ts";

/** What the name servers say of a name. */
export type ServersAnswer =
  /** `ttlMs`: how long they say it holds. */
  | { readonly kind: "found"; readonly addresses: readonly LookupAddress[]; readonly ttlMs: number }
  /** They know that there is no such name, or no address of it. */
  | { readonly kind: "none"; readonly code: string }
  /** They could not be asked, or did not answer. */
  | { readonly kind: "failed"; readonly code: string };

export interface ServersQuestion {
  readonly hostname: string;
  readonly deadlineMs: number;
  /** Ends the question. */
  readonly signal: AbortSignal;
  /** `address` or `address:port` of name servers, where not those of the system. */
  readonly servers?: readonly string[];
}

/** What they say of a name's addresses of one family. */
type FamilyAnswer =
  | { readonly kind: "found"; readonly addresses: readonly (LookupAddress & { readonly ttl: number })[] }
  | { readonly kind: "none" | "failed"; readonly code: string };

/** One server has this long before the next is asked; twice each. */
const serverMs = 1_500;
/** How long the other family may take once one has addresses: the resolution delay of RFC 8305 (3). */
const otherFamilyMs = 50;
/** How long an answer of the system holds, which names no time. */
const systemTtlMs = 30_000;
const noSuchName: ReadonlySet<string> = new Set(["ENOTFOUND", "ENODATA"]);
const silence: ReadonlySet<string> = new Set(["ETIMEOUT", "ECANCELLED"]);

/**
 * Asks for the addresses of one name on a channel of its own: it shares no socket, no thread and no queue with other
 * questions. Where no name server could be asked or none knows the name, the system is asked too: it may know names of
 * other sources (multicast DNS, search domains). It is never asked where name servers are silent, for its own wait could
 * not be ended.
 */
export async function askServers({ hostname, deadlineMs, signal, servers }: ServersQuestion): Promise<ServersAnswer> {
  const resolver = new Resolver({ timeout: serverMs, tries: 2, maxTimeout: serverMs });
  if (servers !== undefined) resolver.setServers(servers);
  const ended = Promise.withResolvers<FamilyAnswer>();
  const end = (code: string): void => {
    ended.resolve({ kind: "failed", code });
    resolver.cancel();
  };
  const timer = setTimeout(() => end("ETIMEOUT"), deadlineMs);
  const abort = (): void => end("ECANCELLED");
  signal.addEventListener("abort", abort);
  try {
    const answer = await askBothFamilies(resolver, hostname, ended.promise);
    const mayAskSystem = servers === undefined && answer.kind !== "found" && !silence.has(answer.code);
    return mayAskSystem ? await askSystem(hostname, answer) : answer;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

async function askBothFamilies(
  resolver: Resolver,
  hostname: string,
  ended: Promise<FamilyAnswer>,
): Promise<ServersAnswer> {
  const four = Promise.race([askFamily(resolver, hostname, 4), ended]);
  const six = Promise.race([askFamily(resolver, hostname, 6), ended]);
  const first = await Promise.race([four, six]);
  if (first.kind !== "found") return joined(await four, await six);
  const waited = Promise.withResolvers<FamilyAnswer>();
  const timer = setTimeout(() => waited.resolve({ kind: "failed", code: "ETIMEOUT" }), otherFamilyMs);
  const both = await Promise.all([Promise.race([four, waited.promise]), Promise.race([six, waited.promise])]);
  clearTimeout(timer);
  // Lets go of the socket of a question that nobody waits for any more.
  resolver.cancel();
  return joined(...both);
}

async function askFamily(resolver: Resolver, hostname: string, family: 4 | 6): Promise<FamilyAnswer> {
  try {
    const options = { ttl: true } as const;
    const records = await (family === 4 ? resolver.resolve4(hostname, options) : resolver.resolve6(hostname, options));
    return { kind: "found", addresses: records.map(({ address, ttl }) => ({ address, family, ttl })) };
  } catch (error) {
    const { code = "EUNKNOWN" } = error as NodeJS.ErrnoException;
    return { kind: noSuchName.has(code) ? "none" : "failed", code };
  }
}

/** IPv4 first: a machine without IPv6 loses no time by it, and one with both tries them side by side. */
function joined(four: FamilyAnswer, six: FamilyAnswer): ServersAnswer {
  const found = [four, six].flatMap((answer) => (answer.kind === "found" ? answer.addresses : []));
  if (found.length > 0) {
    const addresses = found.map(({ address, family }) => ({ address, family }));
    return { kind: "found", addresses, ttlMs: Math.min(...found.map(({ ttl }) => ttl)) * secondMs };
  }
  for (const answer of [four, six]) if (answer.kind === "failed") return answer;
  return { kind: "none", code: "ENOTFOUND" };
}

/** The system's own look-up, on a thread of libuv's. */
function askSystem(hostname: string, otherwise: ServersAnswer): Promise<ServersAnswer> {
  return new Promise((resolve) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      resolve(error === null ? { kind: "found", addresses, ttlMs: systemTtlMs } : otherwise);
    });
  });
}
