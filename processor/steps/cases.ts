import type { KnownIncident } from "../../cases/incidents.ts";
import type { KeyedAct } from "../../cases/once-keys.ts";
import type { OpenCases } from "../../cases/open-cases.ts";
import type { CaseAnswer, CaseChange } from "../../cases/ports.ts";
import type { RecentMatter } from "../../cases/recent-matters.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import type { Tick } from "../../domain/inputs/input.ts";
import { addCaseChange, type Draft } from "../draft.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { following, newDue, newMeter, type Step } from "../step.ts";

/** Cases opened and closed lately, by hazard and station. */
const mattersSaved = "recent-cases";
/** Acts on cases that came with a key, by hazard, station and place. */
const keysSaved = "case-acts";
/** The newest incident of each kin of hazards in each area. */
const incidentsSaved = "incidents";

/** Opens, moves and closes cases by what is notified, and takes what people and the city's standing order do about them. */
export function casesStep(cases: OpenCases): Step {
  const meter = newMeter();
  const due = newDue({ isAfterRows: false });

  function keep(change: CaseChange, transition: AlarmTransition | null, draft: Draft): void {
    meter.findings += 1;
    addCaseChange({ change, transition }, draft);
  }

  function add(change: CaseChange, transition: AlarmTransition | null, draft: Draft): void {
    keep(change, transition, draft);
    for (const ordered of cases.order(change, draft.clock)) keep(ordered, null, draft);
    due.nextAt = cases.nextDueAt;
  }

  function follow(draft: Draft): void {
    const { notified, chattering } = draft.found;
    const taken = new Set<AlarmKey>();
    for (const transition of chattering) {
      const change = cases.applyChattering(transition, draft.clock);
      if (change === null) continue;
      add(change, transition, draft);
      taken.add(transition.alarmKey);
    }
    for (const transition of notified) {
      const change = taken.has(transition.alarmKey) ? null : cases.apply(transition, draft.clock);
      if (change !== null) add(change, transition, draft);
    }
    for (const peak of draft.found.missedPeaks) {
      const change = cases.addMissedPeak(peak, draft.clock);
      if (change !== null) add(change, null, draft);
    }
  }

  function advance({ at }: Tick, draft: Draft): void {
    follow(draft);
    if (cases.nextDueAt > at) return;
    for (const change of cases.orderDue(at)) keep(change, null, draft);
    due.nextAt = cases.nextDueAt;
  }

  function answer({ change, refusal }: CaseAnswer, entrySeq: number, draft: Draft): void {
    if (change !== null) add(change, null, draft);
    if (refusal !== null) draft.refusals.set(entrySeq, refusal);
  }

  return {
    name: "cases",
    due,
    meter,
    on: {
      ...following(follow),
      tick: advance,
      "case-action": ({ logged }, draft) => answer(cases.act(logged.entry, logged.at), logged.entrySeq, draft),
      "call-answered": ({ logged }, draft) => answer(cases.answer(logged.entry, logged.at), logged.entrySeq, draft),
    },
    async restore({ state }) {
      cases.restoreMatters(readValues<string, RecentMatter>(state, mattersSaved));
      cases.onceKeys.restore(readValues<string, KeyedAct>(state, keysSaved));
      cases.incidents.restore(readValues<string, KnownIncident>(state, incidentsSaved));
      due.nextAt = cases.nextDueAt;
    },
    save({ effects }) {
      effects.saved.push(
        ...saveValues(mattersSaved, cases.drainMatters()),
        ...saveValues(keysSaved, cases.onceKeys.drainChanges()),
        ...saveValues(incidentsSaved, cases.incidents.drainChanges()),
      );
    },
  };
}
