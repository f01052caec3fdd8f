import type { WebhooksSettings } from "../settings.ts";

/** Whether an endpoint is worth trying. `open`: left alone until `probeAt` (uptime), then `probing` with one delivery. */
export type Breaker =
  | { readonly state: "closed"; readonly failures: number }
  | { readonly state: "open"; readonly probeAt: number }
  | { readonly state: "probing" };

export const closedBreaker: Breaker = { state: "closed", failures: 0 };

/** Moves a breaker by the end of one attempt. An endpoint that answers is alive, even when it refuses the message. */
export function stepBreaker(
  breaker: Breaker,
  isAlive: boolean,
  uptime: number,
  settings: Pick<WebhooksSettings, "breakerOpensAfter" | "breakerProbeMs">,
): Breaker {
  if (isAlive) return closedBreaker;
  const open: Breaker = { state: "open", probeAt: uptime + settings.breakerProbeMs };
  switch (breaker.state) {
    case "closed":
      return breaker.failures + 1 >= settings.breakerOpensAfter
        ? open
        : { state: "closed", failures: breaker.failures + 1 };
    // Attempts that were under way when it opened say nothing new.
    case "open":
      return breaker;
    case "probing":
      return open;
  }
}
