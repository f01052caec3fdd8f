import type { GaugeState } from "../domain/observations/gauge-state.ts";
import type { Observation } from "../domain/observations/observation.ts";
import { checks, isJudged } from "../domain/observations/quality.ts";
import { entryHoldsMs, never } from "./gauge-reception.ts";
import type { BlindSpotSettings } from "./settings.ts";

/** All that a gauge's state is judged by. Instants are of our clock but for those of observations. */
export interface GaugeStateInputs {
  readonly expectedIntervalMs: number;
  /** Newest observation by observation time; null before the first. */
  readonly newest: Pick<Observation, "observedAt" | "receivedAt" | "flag" | "checks"> | null;
  /** Reception of the newest usable reading; -Infinity before the first. */
  readonly usableAt: number;
  /** Last reception of anything; -Infinity before the first. */
  readonly receivedAt: number;
  /** Last refusal that concerned it; null where there was none. */
  readonly refusedAt: number | null;
  /** Last reading of it that was there already; null where there was none. */
  readonly repeatedAt: number | null;
  /** Since when the hub listens: its own absence is nobody's silence. */
  readonly startedAt: number;
  /** Among the newest readings: how many there are, and how many are suspect or failed. */
  readonly recent: { readonly count: number; readonly doubtful: number };
  readonly isInMaintenance: boolean;
}

type GaugeStateLimits = Pick<BlindSpotSettings, "staleAfterIntervals" | "silentAfterIntervals">;

/** How far a gauge can be believed at `now`. The gravest reason not to believe it wins; maintenance goes before all. */
export function gaugeStateAt(signs: GaugeStateInputs, limits: GaugeStateLimits, now: number): GaugeState {
  if (signs.isInMaintenance) return "maintenance";
  const { newest } = signs;
  if (newest === null || now >= blindAt(signs, limits)) return isHeard(signs, limits, now) ? "unusable" : "silent";
  if (isSuspect(newest, signs.recent)) return "suspect";
  return now - newest.observedAt > limits.staleAfterIntervals * signs.expectedIntervalMs ? "stale" : "live";
}

/** When the gauge is blind unless something usable comes before. */
export function blindAt(
  { usableAt, startedAt, expectedIntervalMs }: Pick<GaugeStateInputs, "usableAt" | "startedAt" | "expectedIntervalMs">,
  { silentAfterIntervals }: Pick<GaugeStateLimits, "silentAfterIntervals">,
): number {
  const since = Math.max(usableAt, startedAt);
  return since + Math.ceil(silentAfterIntervals * expectedIntervalMs);
}

/** Whether anything came within its intervals: usable, refused, or there already. */
function isHeard(
  { receivedAt, refusedAt, repeatedAt, expectedIntervalMs }: GaugeStateInputs,
  { silentAfterIntervals }: GaugeStateLimits,
  now: number,
): boolean {
  const windowMs = Math.ceil(silentAfterIntervals * expectedIntervalMs);
  if (now < receivedAt + windowMs) return true;
  const enteredAt = Math.max(refusedAt ?? never, repeatedAt ?? never);
  return now < enteredAt + Math.max(windowMs, entryHoldsMs);
}

/** The newest failed its checks or does not move, or most of the last ones are doubtful. */
function isSuspect(
  { flag, checks: failed }: Pick<Observation, "flag" | "checks">,
  recent: GaugeStateInputs["recent"],
): boolean {
  if (!isJudged(flag) || (failed & checks.flatLine) !== 0) return true;
  return recent.doubtful * 2 > recent.count;
}
