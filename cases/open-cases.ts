import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import { rankOf } from "../domain/city/level.ts";
import { HubError } from "../domain/errors.ts";
import type { Case } from "../domain/governance/case.ts";
import { isCaseOver } from "../domain/governance/case-state.ts";
import { liveLevelOfCase, livePeakOf } from "../domain/governance/live-case.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { CaseId, StationId } from "../domain/ids.ts";
import type { CallAnswered } from "../domain/inputs/call-answered.ts";
import type { CaseAction } from "../domain/inputs/case-action.ts";
import { caseRefusals } from "../locales/cases.ts";
import { fill } from "../locales/fill.ts";
import { caseEvent } from "./case-event.ts";
import { actOnCase, addAnswer } from "./lifecycle/act-on-case.ts";
import { addMissedPeak, openMissedPeak } from "./lifecycle/add-missed-peak.ts";
import type { CaseStep } from "./lifecycle/case-step.ts";
import { followAlarm } from "./lifecycle/follow-alarm.ts";
import { reopenCase } from "./lifecycle/reopen-case.ts";
import type { CaseAnswer, CaseChange, CaseNote } from "./ports.ts";
import { type RecentMatter, RecentMatters } from "./recent-matters.ts";
import { alreadyAcknowledged, caseNotOpen } from "./refusals.ts";

/** The open cases in memory, one at most for each hazard and station. */
export interface OpenCases {
  /** @returns null when the transition concerns no case */
  apply(transition: AlarmTransition): CaseChange | null;
  /**
   * Joins a missed peak to the open case of its hazard at its station, or opens one for it that pages nobody.
   *
   * @returns null where its rule opens no cases and none is open: it then stands on the station's timeline alone
   */
  addMissedPeak(peak: MissedPeak): CaseChange | null;
  /** A person acts on a case. @param at our clock when it was entered, ms since 1970 */
  act(action: CaseAction, at: number): CaseAnswer;
  /** Somebody who was called about a case has answered. @param at our clock when it was entered, ms since 1970 */
  answer(answered: CallAnswered, at: number): CaseAnswer;
  /**
   * A step behind the cases adds a line to an open case, or to the newest of its hazard and station once that is over.
   *
   * @returns null for a case that is neither
   */
  note(caseId: CaseId, note: CaseNote): CaseChange | null;
  readonly openCount: number;
  /** Takes up what cases closed lately, which open again where their hazard is back soon. @param matters as `drainMatters` gave them */
  restoreMatters(matters: ReadonlyMap<string, RecentMatter>): void;
  /** What changed of them since the last call, by hazard and station: what must be found again after a restart. */
  drainMatters(): ReadonlyMap<string, RecentMatter>;
}

/** @param openCases those of the last commit */
export function createOpenCases(city: City, openCases: readonly Case[]): OpenCases {
  const open = new Map<string, Case>(openCases.map((known) => [keyOf(known.hazard, known.stationId), known]));
  const matters = new RecentMatters();

  const { timeZone } = city;

  /** @param before the case as it was, open or closed */
  function change(
    before: Case | null,
    step: CaseStep,
    { isUrgent, ...about }: { isLate: boolean; draftsWarning: boolean; isUrgent?: boolean },
  ): CaseChange {
    const { after, entry } = step;
    const key = keyOf(after.hazard, after.stationId);
    const live = liveLevelOfCase(after);
    const isFirstLive = live !== null && (before === null || liveLevelOfCase(before) === null);
    // A hazard that flaps is back at a level that people know of.
    const isBackAtKnown = before !== null && isFirstLive && rankOf(live) <= rankOf(livePeakOf(before));
    const isKnown = isBackAtKnown && matters.isKnownToChatter(key, entry.at);
    if (isCaseOver(after)) {
      open.delete(key);
      matters.closed(key, after);
    } else {
      open.set(key, after);
      if (before === null || isCaseOver(before)) matters.opened(key, entry.at);
    }
    if (isFirstLive) matters.shownLive(key, entry.at);
    return {
      before,
      after,
      entry: { caseId: after.id, entryNo: after.revision, entry },
      event: caseEvent({ before, ...step, isKnown, isUrgent }, city),
      ...about,
    };
  }

  function openById(caseId: CaseId): Case | undefined {
    return open.values().find(({ id }) => id === caseId);
  }

  function byPerson(caseId: CaseId, step: (known: Case) => CaseStep | Refusal): CaseAnswer {
    const before = openById(caseId);
    if (before === undefined) return { change: null, refusal: caseNotOpen(caseId) };
    const came = step(before);
    if ("code" in came) return { change: null, refusal: came };
    return { change: change(before, came, { isLate: false, draftsWarning: false }), refusal: null };
  }

  return {
    apply(transition) {
      const { target, hazard, effect, isLate, draftsWarning } = transition;
      // What only completes the record, and what a shadow rule finds, is nobody's matter.
      if (effect !== "live") return null;
      // A hazard of a whole area is a warning's business; a case always has a place to go to.
      if (target.kind === "area") return null;
      const station = city.stations.get(target.stationId);
      if (station === undefined) throw unknownStation(target.stationId);
      const key = keyOf(hazard, target.stationId);
      const before = open.get(key) ?? null;
      const closedCase = before === null ? matters.sameMatter(key, transition) : null;
      const back = closedCase === null ? null : reopenCase(closedCase, transition, timeZone);
      if (closedCase !== null && back !== null) return change(closedCase, back, { isLate, draftsWarning });
      const step = followAlarm(before, transition, { station, timeZone });
      return step === null ? null : change(before, step, { isLate, draftsWarning });
    },
    addMissedPeak(peak) {
      if (peak.target.kind === "area") return null;
      const { stationId } = peak.target;
      const before = open.get(keyOf(peak.hazard, stationId)) ?? null;
      const station = city.stations.get(stationId);
      if (station === undefined) throw unknownStation(stationId);
      const step =
        before === null ? openMissedPeak(peak, { station, timeZone }) : addMissedPeak(before, peak, timeZone);
      return step === null ? null : change(before, step, { isLate: true, draftsWarning: false });
    },
    act: (action, at) => byPerson(action.caseId, (known) => actOnCase(known, action, at) ?? alreadyAcknowledged(known)),
    answer: (answered, at) => byPerson(answered.caseId, (known) => addAnswer(known, answered, at)),
    note(caseId, { line: entry, isUrgent = false, kept = {} }) {
      const before = openById(caseId) ?? matters.newestOver(caseId);
      if (before === null) return null;
      const after = { ...before, ...kept, revision: before.revision + 1 };
      return change(before, { after, entry, measured: null }, { isLate: false, draftsWarning: false, isUrgent });
    },
    get openCount() {
      return open.size;
    },
    restoreMatters: (known) => matters.restore(known),
    drainMatters: () => matters.drainChanges(),
  };
}

function keyOf(hazard: string, stationId: string): string {
  return `${hazard}|${stationId}`;
}

function unknownStation(stationId: StationId): HubError {
  return new HubError("cases.unknown_station", fill(caseRefusals["unknown-station"], { station: stationId }));
}
