import { randomBytes } from "node:crypto";
import { type Clock, minuteMs } from "../../domain/clock.ts";
import type { SignInChecks } from "./identity-provider.ts";

/** Sign-ins that are under way at the provider. They are in memory alone: a restart ends them. */
export interface PendingSignIns {
  /** @returns 256 random bits for the browser's cookie, good for ten minutes and one answer */
  add(checks: SignInChecks): string;
  /** Uses one up. Null for a browser that began none, or none with this state, and for one that is used or too old. */
  take(browser: string, state: string): SignInChecks | null;
}

export const pendingMs = 10 * minuteMs;

/** Under way at most; the oldest is forgotten first, so that whoever begins thousands keeps nobody out. */
const mostPending = 1_000;

/** @param uptime monotonic, ms */
export function createPendingSignIns(uptime: Clock): PendingSignIns {
  const pending = new Map<string, { readonly checks: SignInChecks; readonly endsAt: number }>();
  return {
    add(checks) {
      const browser = randomBytes(32).toString("base64url");
      const [oldest] = pending.keys();
      if (pending.size >= mostPending && oldest !== undefined) pending.delete(oldest);
      pending.set(browser, { checks, endsAt: uptime() + pendingMs });
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
