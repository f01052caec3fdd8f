import type { LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { type Clock, dayMs, hourMs, secondMs } from "../domain/clock.ts";
import { askServers, type ServersAnswer } from "./ask-servers.ts";
import { createHostsFile } from "./hosts-file.ts";

/** Looks up names for connections; no name waits for another. */
export interface NameLookup {
  readonly lookup: LookupFunction;
  /** Ends what is under way, so that a process can end. */
  close(): void;
}

export interface NameLookupOptions {
  /** `address` or `address:port` of name servers, where not those of the system. */
  readonly servers?: readonly string[];
  readonly hostsFile?: string;
  readonly deadlineMs?: number;
  /** Milliseconds from anywhere that never step back or forth. */
  readonly uptime?: Clock;
}

/** How long a look-up may take. */
const usualDeadlineMs = 5 * secondMs;
/** How long an asker waits for a fresh answer where an older one is at hand. */
const staleAfterMs = secondMs;
/** An answer is believed at least and at most this long, whatever its name server says. */
const believed = { leastMs: 5 * secondMs, mostMs: hourMs };
/** How long an answer serves beyond its time while its name server does not answer. @see RFC 8767 (5) */
const servesBeyondMs = dayMs;
/** A name server that did not answer is asked again after this long, as far as an older answer is at hand. */
const failureRecheckMs = 30 * secondMs;

/** The last good answer for a name; moments of uptime. */
interface KnownName {
  readonly addresses: readonly LookupAddress[];
  readonly askAgainAt: number;
  readonly servesUntil: number;
}

/**
 * Look-ups of one part of the hub. Of each name one is in flight at a time, on a channel of its own; the last good
 * answer is kept for its time, and for a day beyond while there is no newer one.
 */
export function createNameLookup(options: NameLookupOptions = {}): NameLookup {
  const { servers, deadlineMs = usualDeadlineMs, uptime = () => performance.now() } = options;
  const hosts = createHostsFile(options.hostsFile);
  const known = new Map<string, KnownName>();
  const inFlight = new Map<string, Promise<ServersAnswer>>();
  const closing = new AbortController();

  async function ask(hostname: string): Promise<ServersAnswer> {
    const question = { hostname, deadlineMs, signal: closing.signal };
    const answer = await askServers(servers === undefined ? question : { ...question, servers });
    const before = known.get(hostname);
    const now = uptime();
    switch (answer.kind) {
      case "found": {
        const askAgainAt = now + Math.min(Math.max(answer.ttlMs, believed.leastMs), believed.mostMs);
        known.set(hostname, { addresses: answer.addresses, askAgainAt, servesUntil: askAgainAt + servesBeyondMs });
        break;
      }
      case "none":
        known.delete(hostname);
        break;
      case "failed":
        if (before !== undefined) known.set(hostname, { ...before, askAgainAt: now + failureRecheckMs });
    }
    return answer;
  }

  function askOnce(hostname: string): Promise<ServersAnswer> {
    const running = inFlight.get(hostname);
    if (running !== undefined) return running;
    const asked = ask(hostname).finally(() => inFlight.delete(hostname));
    inFlight.set(hostname, asked);
    return asked;
  }

  /** @throws {Error} with the name in its message */
  async function find(hostname: string): Promise<readonly LookupAddress[]> {
    const family = isIP(hostname);
    if (family !== 0) return [{ address: hostname, family }];
    if (closing.signal.aborted) throw lookupError(hostname, "ECANCELLED", deadlineMs);
    const listed = hosts.find(hostname);
    if (listed !== null) return listed;
    const before = known.get(hostname);
    const now = uptime();
    if (before !== undefined && now < Math.min(before.askAgainAt, before.servesUntil)) return before.addresses;
    const isServing = before !== undefined && now < before.servesUntil;
    const asked = askOnce(hostname);
    const answer = isServing ? await firstWithin(asked, staleAfterMs) : await asked;
    if (answer?.kind === "found") return answer.addresses;
    if (isServing && answer?.kind !== "none") return before.addresses;
    throw lookupError(hostname, answer?.code ?? "ETIMEOUT", deadlineMs);
  }

  return {
    lookup(hostname, wanted, callback) {
      find(hostname).then(
        (addresses) =>
          answerWith(ofFamily(addresses, wanted.family), { hostname, isAll: wanted.all === true }, callback),
        (error: NodeJS.ErrnoException) => callback(error, []),
      );
    },
    close: () => closing.abort(),
  };
}

function answerWith(
  addresses: readonly LookupAddress[],
  { hostname, isAll }: { readonly hostname: string; readonly isAll: boolean },
  callback: Parameters<LookupFunction>[2],
): void {
  const [first] = addresses;
  if (first === undefined) callback(lookupError(hostname, "ENOTFOUND", 0), []);
  else if (isAll) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
}

function ofFamily(
  addresses: readonly LookupAddress[],
  family: number | "IPv4" | "IPv6" | undefined,
): readonly LookupAddress[] {
  const wanted = family === "IPv4" ? 4 : family === "IPv6" ? 6 : (family ?? 0);
  return wanted === 0 ? addresses : addresses.filter((each) => each.family === wanted);
}

/** @returns null where it takes longer */
async function firstWithin(asked: Promise<ServersAnswer>, ms: number): Promise<ServersAnswer | null> {
  const waited = Promise.withResolvers<null>();
  const timer = setTimeout(() => waited.resolve(null), ms);
  try {
    return await Promise.race([asked, waited.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function lookupError(hostname: string, code: string, deadlineMs: number): NodeJS.ErrnoException {
  const what = code === "ETIMEOUT" ? `no answer from its name server within ${deadlineMs} ms` : code;
  return Object.assign(new Error(`looking up ${hostname}: ${what}`), { code, hostname });
}
