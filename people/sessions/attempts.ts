import type { Clock } from "../../domain/clock.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { PeopleSettings } from "../settings.ts";

/** Failed sign-ins, counted by account and by address; null for an account where nobody was guessed at. */
export interface Attempts {
  /** How long a sign-in has to wait, ms; 0 where it may be tried. */
  waitFor(accountId: string | null, address: string): number;
  /** @returns whether the account waits from now on, and did not before */
  failed(accountId: string | null, address: string): boolean;
  succeeded(accountId: string, address: string): void;
}

interface Count {
  failures: number;
  /** When the newest failure was for an account; when the minute began for an address. Ms of `uptime`. */
  at: number;
}

/** Accounts and addresses counted at most; the one longest without a failure is forgotten first. */
const mostCounted = 10_000;

/**
 * Keeps guessing slow. Failures of an account are counted together from wherever they come, but for addresses from which it
 * has signed in before: each of those by itself, so that a stranger who guesses keeps nobody out.
 */
export function createAttempts({ lockAfter, lockMinutes, failuresPerMinute }: PeopleSettings, uptime: Clock): Attempts {
  const byAccount = new Map<string, Count>();
  const byAddress = new Map<string, Count>();
  const trusted = new Set<string>();
  const lockMs = lockMinutes * minuteMs;
  const keyFor = (accountId: string, address: string): string => {
    const pair = `${accountId}\n${address}`;
    return trusted.has(pair) ? pair : accountId;
  };
  return {
    waitFor(accountId, address) {
      const now = uptime();
      const account = accountId === null ? undefined : byAccount.get(keyFor(accountId, address));
      const locked = account !== undefined && account.failures >= lockAfter ? account.at + lockMs - now : 0;
      const from = byAddress.get(address);
      const slowed = from !== undefined && from.failures >= failuresPerMinute ? from.at + minuteMs - now : 0;
      return Math.max(0, locked, slowed);
    },
    failed(accountId, address) {
      const now = uptime();
      const from = byAddress.get(address);
      if (from === undefined || now - from.at >= minuteMs) put(byAddress, address, { failures: 1, at: now });
      else from.failures += 1;
      if (accountId === null) return false;
      const key = keyFor(accountId, address);
      const before = byAccount.get(key);
      const isOver = before === undefined || now - before.at >= lockMs;
      const failures = isOver ? 1 : before.failures + 1;
      put(byAccount, key, { failures, at: now });
      return failures === lockAfter;
    },
    succeeded(accountId, address) {
      byAccount.delete(keyFor(accountId, address));
      if (trusted.size >= mostCounted) trusted.clear();
      trusted.add(`${accountId}\n${address}`);
    },
  };
}

/** Maps keep their keys in the order in which they were put in: the oldest is the first. */
function put(counts: Map<string, Count>, key: string, count: Count): void {
  counts.delete(key);
  const [oldest] = counts.keys();
  if (counts.size >= mostCounted && oldest !== undefined) counts.delete(oldest);
  counts.set(key, count);
}
