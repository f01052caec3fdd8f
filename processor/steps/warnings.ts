import type { OpenWarnings, WarningChange } from "../../warnings/open-warnings.ts";
import type { Draft } from "../draft.ts";
import { following, newMeter, type Step, stateless } from "../step.ts";

/** Drafts, updates and lifts warnings as cases change, and takes what people do about them. */
export function warningsStep(warnings: OpenWarnings): Step {
  const meter = newMeter();

  function add({ event }: WarningChange, { found }: Draft): void {
    meter.findings += 1;
    found.events.push(event);
  }

  function follow(draft: Draft): void {
    for (const { change } of draft.found.caseChanges) {
      const followed = warnings.follow(change);
      if (followed !== null) add(followed, draft);
    }
  }

  return {
    name: "warnings",
    ...stateless,
    meter,
    on: {
      ...following(follow),
      "warning-action"({ logged }, draft) {
        const { change, refusal } = warnings.act(logged.entry, logged.at);
        if (change !== null) add(change, draft);
        else draft.refusals.set(logged.entrySeq, refusal);
      },
    },
    // Written out once a commit: a storm changes the same warning a thousand times.
    save: ({ effects }) => void effects.warnings.push(...warnings.drainChanges()),
  };
}
