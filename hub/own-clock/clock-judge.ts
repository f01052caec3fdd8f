import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { ClockAgreement } from "./device-agreement.ts";
import type { ClockStep } from "./steady-clock.ts";

/** Difference from what the devices agree on that is a wrong clock. */
const wrongFromMs = 2 * minuteMs;
/** Devices agree with a clock whose time they are within this of. */
const agreeMs = minuteMs;
/** A wall clock that was set is followed after so long where no device speaks against it. */
const followAfterMs = 10 * secondMs;

/** `stepped`: the wall clock was set and we hold to our own. `ahead`, `behind`: of what the devices agree on. */
export type ClockTrouble =
  | { readonly reason: "clock.stepped"; readonly byMs: number }
  | { readonly reason: "clock.ahead" | "clock.behind"; readonly byMs: number };

export interface ClockEvidence {
  readonly step: ClockStep | null;
  readonly agreement: ClockAgreement | null;
  /** Monotonic. */
  readonly at: number;
}

/** What is wrong with our clock, and whether to follow a wall clock that was set. Pure. */
export function judgeClock({ step, agreement, at }: ClockEvidence): {
  readonly mustFollow: boolean;
  readonly trouble: ClockTrouble | null;
} {
  if (step !== null && mustFollow(step, agreement, at)) return { mustFollow: true, trouble: null };
  if (step !== null) return { mustFollow: false, trouble: { reason: "clock.stepped", byMs: step.byMs } };
  if (agreement === null || Math.abs(agreement.lagMs) < wrongFromMs) return { mustFollow: false, trouble: null };
  const { lagMs } = agreement;
  return {
    mustFollow: false,
    trouble: { reason: lagMs > 0 ? "clock.ahead" : "clock.behind", byMs: Math.abs(lagMs) },
  };
}

/** Whoever the devices agree with is right; without them a clock that somebody has set is. */
function mustFollow(step: ClockStep, agreement: ClockAgreement | null, at: number): boolean {
  if (agreement === null) return at - step.since >= followAfterMs;
  if (Math.abs(agreement.lagMs) <= agreeMs) return false;
  const agreesWithWall = Math.abs(agreement.lagMs + step.byMs) <= agreeMs;
  return agreesWithWall || at - step.since >= followAfterMs;
}
