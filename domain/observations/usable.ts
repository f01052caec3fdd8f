import type { Observation } from "./observation.ts";
import { checks, isJudged } from "./quality.ts";

/**
 * Why a gauge that is heard is not seen.
 *
 * - `too-old`: older than the limit up to which rules judge
 * - `out-of-span`: beyond what the instrument can measure
 * - `stuck`: does not move although it should
 * - `failed-checks`: failed a check of quality
 * - `set-aside`: set aside by a person, or marked missing
 * - `refused`: never kept; the reject or the broker's refusal says why
 */
export const unusableReasons = ["too-old", "out-of-span", "stuck", "failed-checks", "set-aside", "refused"] as const;

export type UnusableReason = (typeof unusableReasons)[number];

/**
 * Whether a reading says anything of the water now: the one notion behind silence, blind spots, states of gauges and
 * stations, counts in areas and boards. A gauge is live only by a usable reading; all others are kept and shown.
 *
 * @returns null for a usable reading; otherwise why it is not
 */
export function unusableReason({ flag, checks: failed }: Pick<Observation, "flag" | "checks">): UnusableReason | null {
  if ((failed & checks.tooOld) !== 0) return "too-old";
  if ((failed & checks.grossRange) !== 0 && !isJudged(flag)) return "out-of-span";
  if ((failed & checks.flatLine) !== 0) return "stuck";
  if (isJudged(flag)) return null;
  return (failed & ~checks.untimed) === 0 ? "set-aside" : "failed-checks";
}
