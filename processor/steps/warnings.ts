import type { Bulletin } from "../../domain/governance/warnings/bulletin.ts";
import { bulletinsOf, type CapContext } from "../../warnings/cap/bulletins-of.ts";
import type { OpenWarnings, WarningChange } from "../../warnings/open-warnings.ts";
import type { Draft } from "../draft.ts";
import { following, newDue, newMeter, type RestorePoint, type Step } from "../step.ts";

/**
 * Drafts, updates and lifts warnings as cases change, takes what people do about them, and does by the city's policy what nobody
 * decided in time. What is issued is written as a CAP message at once, in the same commit.
 */
export function warningsStep(warnings: OpenWarnings, cap: CapContext): Step {
  const meter = newMeter();
  // What is due at a moment follows the rows of that moment: a reading may have lifted it.
  const due = newDue({ isAfterRows: true });

  function add(change: WarningChange, { found, effects }: Draft): void {
    meter.findings += 1;
    found.events.push(change.event);
    const bulletins: readonly Bulletin[] = bulletinsOf(change, cap);
    effects.bulletins.push(...bulletins);
  }

  function follow(draft: Draft): void {
    for (const { change, transition } of draft.found.caseChanges) {
      const followed = warnings.follow(change, { transition, at: draft.clock });
      if (followed !== null) add(followed, draft);
    }
    due.nextAt = warnings.nextAt;
  }

  return {
    name: "warnings",
    due,
    meter,
    on: {
      ...following(follow),
      tick({ at }, draft) {
        follow(draft);
        for (const change of warnings.advance(at, draft.clock)) add(change, draft);
        due.nextAt = warnings.nextAt;
      },
      "mode-set"({ logged }, draft) {
        warnings.setMode(logged.entry.mode);
        follow(draft);
      },
      "warning-action"({ logged }, draft) {
        const { change, refusal } = warnings.act(logged.entry, logged.at);
        if (change !== null) add(change, draft);
        else draft.refusals.set(logged.entrySeq, refusal);
        due.nextAt = warnings.nextAt;
      },
    },
    async restore({ journal, state }: RestorePoint) {
      const newest = (await journal.entriesOf("mode-set", state.position)).at(-1);
      if (newest !== undefined) warnings.setMode(newest.entry.mode);
      due.nextAt = warnings.nextAt;
    },
    // Written out once a commit: a storm changes the same warning a thousand times.
    save: ({ effects }) => void effects.warnings.push(...warnings.drainChanges()),
  };
}
