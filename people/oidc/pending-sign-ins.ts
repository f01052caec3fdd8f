import { randomBytes } from "node:crypto";
import { type Clock, minuteMs } from "../../domain/clock.ts";
import type { SignInChecks } from "./identity-provider.ts";

interface PendingSignIn {
  readonly checks: SignInChecks;
  readonly address: string;
  readonly endsAt: number;
}

/** Sign-ins that are under way at the provider. They are in memory alone: a restart ends them. */
export interface PendingSignIns {
  /** @param address where the browser is @returns 256 random bits for its cookie, good for ten minutes and one answer */
  add(checks: SignInChecks, address: string): string;
  /** Uses one up. Null for a browser that began none, or none with this state, and for one that is used or too old. */
  take(browser: string, state: string): SignInChecks | null;
}

export const pendingMs = 10 * minuteMs;

/**
 * Under way at most. Beyond it the address that has most loses its oldest, so that whoever begins thousands from one address
 * pushes out their own. Behind a proxy all browsers have its address, and whoever has a thousand addresses has a share for each:
 * there others are pushed out, and begin again.
 */
const mostPending = 1_000;

/** @param uptime monotonic, ms */
export function createPendingSignIns(uptime: Clock): PendingSignIns {
  const pending = new Map<string, PendingSignIn>();
  return {
    add(checks, address) {
      const browser = randomBytes(32).toString("base64url");
      if (pending.size >= mostPending) pending.delete(oldestOfLargest(pending));
      pending.set(browser, { checks, address, endsAt: uptime() + pendingMs });
      return browser;
    },
    take(browser, state) {
      const found = pending.get(browser);
      // An answer to another one leaves it as it is.
      if (found === undefined || found.checks.state !== state) return null;
      pending.delete(browser);
      return uptime() > found.endsAt ? null : found.checks;
    },
  };
}

/** Of the addresses with most, the one whose oldest is oldest. @param pending not empty, oldest first */
function oldestOfLargest(pending: ReadonlyMap<string, PendingSignIn>): string {
  const byAddress = new Map<string, { readonly oldest: string; count: number }>();
  for (const [browser, { address }] of pending) {
    const of = byAddress.get(address);
    if (of === undefined) byAddress.set(address, { oldest: browser, count: 1 });
    else of.count += 1;
  }
  return [...byAddress.values()].reduce((most, each) => (each.count > most.count ? each : most)).oldest;
}
