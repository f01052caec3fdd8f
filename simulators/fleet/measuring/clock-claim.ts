import { hourMs, minuteMs } from "../../../domain/clock.ts";
import { chance } from "../chance.ts";
import type { DrawnFault } from "../drawn-fault.ts";
import type { FaultOf } from "../fault.ts";

/** A clock that jumps does so for so long. */
const jumpMs = 5 * minuteMs;

/** What a clock says at a moment, ms since 1970; null for nothing. @param clock what it would say without the fault */
export function claimUnder(
  fault: FaultOf<"clock">,
  { from, size, seed }: DrawnFault,
  { measuredAt, clock }: { readonly measuredAt: number; readonly clock: number },
): number | null {
  switch (fault) {
    case "clock-offset":
    case "clock-local-as-utc":
      return clock + size;
    case "clock-drift":
      return clock + Math.round(((measuredAt - from) / hourMs) * size);
    case "clock-stands":
      return size;
    case "clock-restarts":
      return size + measuredAt - from;
    case "clock-jumps":
      return clock + (chance(seed, Math.floor(measuredAt / jumpMs), 2) < 0.4 ? size : 0);
    case "clock-missing":
      return null;
  }
}

const withoutTime = ["", '"t":null,', '"t":"0000-00-00 00:00:00",'];

/** How a device writes the moment that it claims, with the comma behind. @param random of the device, from 0 up to 1 */
export function writtenClaim(claims: number | null, random: number): string {
  if (claims !== null) return `"t":${claims},`;
  return withoutTime[Math.floor(random * withoutTime.length)] ?? "";
}
