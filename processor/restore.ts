import { decideRestored, type StepList } from "./decide.ts";
import { type Draft, newDraft } from "./draft.ts";
import type { RestorePoint } from "./step.ts";

/**
 * Takes up where the last commit left off, step by step.
 *
 * @returns a draft there, with what this brought about: alarms whose rule is gone end, what nothing holds any more goes out
 */
export async function restoreSteps(list: StepList, from: RestorePoint): Promise<Draft> {
  const { position, clock } = from.state;
  const draft = newDraft(position, clock);
  for (const step of list.steps) await step.restore(from, draft);
  decideRestored(list, draft);
  return draft;
}
