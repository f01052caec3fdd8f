import type { Draft } from "../draft.ts";
import { following, newMeter, type Step, stateless } from "../step.ts";

/**
 * A step at the end of a list that is shown the draft after every input: how comparisons of rules, tests of rules and
 * backtests count. Nobody commits there, so that it may also take out of the draft what it has counted.
 */
export function observeStep(look: (draft: Draft) => void): Step {
  return { name: "observe", ...stateless, meter: newMeter(), on: following(look) };
}
