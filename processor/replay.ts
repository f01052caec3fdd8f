import type { Input } from "../domain/inputs/input.ts";
import { decide, type StepList } from "./decide.ts";
import type { Draft } from "./draft.ts";

/**
 * Decides inputs one after the other, as the hub does: for comparisons of rules, tests of rules and backtests. What is to
 * be counted on the way is a step of its own at the end of the list.
 */
export function replay(list: StepList, inputs: Iterable<Input>, draft: Draft): Draft {
  for (const input of inputs) decide(list, input, draft);
  return draft;
}
