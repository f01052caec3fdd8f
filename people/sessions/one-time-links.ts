import { randomBytes } from "node:crypto";
import { type Clock, minuteMs } from "../../domain/clock.ts";

/** Codes that sign one person in once, for whoever started a demonstration. They are in memory alone: a restart ends them. */
export interface OneTimeLinks {
  /** @returns the code, 256 random bits, good for ten minutes and one use */
  issue(accountId: string): string;
  /** Uses a code up. Null for one that is unknown, used or too old. */
  take(code: string): string | null;
}

const validMs = 10 * minuteMs;

/** @param uptime monotonic, ms */
export function createOneTimeLinks(uptime: Clock): OneTimeLinks {
  const issued = new Map<string, { readonly accountId: string; readonly endsAt: number }>();
  return {
    issue(accountId) {
      const code = randomBytes(32).toString("base64url");
      issued.set(code, { accountId, endsAt: uptime() + validMs });
      return code;
    },
    take(code) {
      const found = issued.get(code);
      issued.delete(code);
      return found === undefined || uptime() > found.endsAt ? null : found.accountId;
    },
  };
}
