import type { BilingualText } from "../text.ts";
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
 * - `repeated`: readings that are there already, and nothing new
 */
export const unusableReasons = [
  "too-old",
  "out-of-span",
  "stuck",
  "failed-checks",
  "set-aside",
  "refused",
  "repeated",
] as const;

export type UnusableReason = (typeof unusableReasons)[number];

/**
 * Whether a reading says anything of the water now: the one notion behind silence, blind spots, states of gauges and
 * stations, counts in areas and boards. A gauge is live only by a usable reading; all others are kept and shown.
 *
 * A value that stands still is unusable only where the water must have moved (`mustMove`), which is known of water on a
 * road in the rain and of nothing else. Of recorded water 16 % of all readings of Plumtree Run, a small stream told in steps
 * of 3 mm, had stood still for a day, in 94 stretches; of FloodNet's wet streets 0.4 % for two hours, in 8 stretches at 72
 * gauges. Counted as silence in dry weather, each stretch would be a false one.
 *
 * @returns null for a usable reading; otherwise why it is not
 */
export function unusableReason(
  { flag, checks: failed }: Pick<Observation, "flag" | "checks">,
  mustMove = false,
): UnusableReason | null {
  if ((failed & checks.tooOld) !== 0) return "too-old";
  if ((failed & checks.grossRange) !== 0 && !isJudged(flag)) return "out-of-span";
  if (isJudged(flag)) return mustMove && (failed & checks.flatLine) !== 0 ? "stuck" : null;
  return (failed & ~checks.untimed) === 0 ? "set-aside" : "failed-checks";
}

/** What came of a gauge after its last usable reading and cannot be used. A JSON value. */
export interface Unusable {
  readonly reason: UnusableReason;
  /** Bit set of failed checks; 0 for none. */
  readonly checks: number;
  /** What was refused and why; null for anything else. */
  readonly refusal: Refused | null;
}

/** A refusal as the log has it: a word of the closed sets of the broker and of rejects, and words for people. */
export interface Refused {
  readonly reason: string;
  readonly detail: BilingualText;
}
