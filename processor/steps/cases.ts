import type { OpenCases } from "../../cases/open-cases.ts";
import type { CaseAnswer, CaseChange } from "../../cases/ports.ts";
import type { RecentMatter } from "../../cases/recent-matters.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Draft } from "../draft.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { following, newMeter, type Step } from "../step.ts";

/** Cases opened and closed lately, by hazard and station. */
const mattersSaved = "recent-cases";

/** Opens, moves and closes cases by what is notified, and takes what people do about them. */
export function casesStep(cases: OpenCases): Step {
  const meter = newMeter();

  function add(change: CaseChange, transition: AlarmTransition | null, { found, effects }: Draft): void {
    meter.findings += 1;
    found.caseChanges.push({ change, transition });
    found.events.push(change.event);
    effects.cases.set(change.after.id, change.after);
    effects.caseEntries.push(change.entry);
  }

  function follow(draft: Draft): void {
    for (const transition of draft.found.notified) {
      const change = cases.apply(transition);
      if (change !== null) add(change, transition, draft);
    }
    for (const peak of draft.found.missedPeaks) {
      const change = cases.addMissedPeak(peak);
      if (change !== null) add(change, null, draft);
    }
  }

  function answer({ change, refusal }: CaseAnswer, entrySeq: number, draft: Draft): void {
    if (change !== null) add(change, null, draft);
    if (refusal !== null) draft.refusals.set(entrySeq, refusal);
  }

  return {
    name: "cases",
    due: null,
    meter,
    on: {
      ...following(follow),
      "case-action": ({ logged }, draft) => answer(cases.act(logged.entry, logged.at), logged.entrySeq, draft),
      "call-answered": ({ logged }, draft) => answer(cases.answer(logged.entry, logged.at), logged.entrySeq, draft),
    },
    async restore({ state }) {
      cases.restoreMatters(readValues<string, RecentMatter>(state, mattersSaved));
    },
    save: ({ effects }) => void effects.saved.push(...saveValues(mattersSaved, cases.drainMatters())),
  };
}
