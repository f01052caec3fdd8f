import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import { rankOf } from "../domain/city/level.ts";
import { routedUnit } from "../domain/city/policies/case-routes.ts";
import { DueQueue } from "../domain/due-queue.ts";
import { HubError } from "../domain/errors.ts";
import type { Actor } from "../domain/governance/actor.ts";
import type { Case } from "../domain/governance/case.ts";
import { isCaseOver } from "../domain/governance/case-state.ts";
import { callerOf } from "../domain/governance/entry-caller.ts";
import { liveLevelOfCase, livePeakOf } from "../domain/governance/live-case.ts";
import type { CaseId, GaugeId, StationId } from "../domain/ids.ts";
import type { CallAnswered } from "../domain/inputs/acts/call-answered.ts";
import type { CaseAction, CaseMove } from "../domain/inputs/acts/case-action.ts";
import { type CaseLimits, noLimits } from "../limits/ports.ts";
import { caseRefusals } from "../locales/cases.ts";
import { fill } from "../locales/fill.ts";
import { caseEvent } from "./case-event.ts";
import { Incidents } from "./incidents.ts";
import type { KeptMap } from "./kept-map.ts";
import { actOnCase, addAnswer, doubtClear, keepRefusedStep, type MadeMove } from "./lifecycle/act-on-case.ts";
import { addMissedPeak, openMissedPeak } from "./lifecycle/add-missed-peak.ts";
import type { CaseStep } from "./lifecycle/case-step.ts";
import { usualCasePolicy } from "./lifecycle/evidence.ts";
import { followAlarm } from "./lifecycle/follow-alarm.ts";
import { followClosed, isOverDespite, withoutAlarm } from "./lifecycle/follow-closed.ts";
import { obstacleTo } from "./lifecycle/moves.ts";
import { orderDueAt, orderedMove } from "./lifecycle/ordered-moves.ts";
import { isBackWithin, reopenCase } from "./lifecycle/reopen-case.ts";
import type { CasePlace } from "./lifecycle/step-to.ts";
import { OnceKeys } from "./once-keys.ts";
import type { CaseAnswer, CaseChange, CaseNote } from "./ports.ts";
import { type RecentMatter, RecentMatters } from "./recent-matters.ts";
import { caseNotOpen, changedSince } from "./refusals.ts";

/** The open cases in memory, one at most for each hazard and station, and of those that are over the newest of each. */
export interface OpenCases {
  /**
   * @param at our clock, ms since 1970; where left out, when what moved the alarm came in
   * @returns null when the transition concerns no case
   */
  apply(transition: AlarmTransition, at?: number): CaseChange | null;
  /**
   * What an alarm did that is kept up for people because it chatters: nothing to the open case that is kept with it. A case that is
   * over, closed by hand or voided, is kept by nobody, so that what the alarm does counts for it: back is back.
   */
  applyChattering(transition: AlarmTransition, at: number): CaseChange | null;
  /**
   * Joins a missed peak to the open case of its hazard at its station, or opens one for it that pages nobody.
   *
   * @returns null where its rule opens no cases and none is open: it then stands on the station's timeline alone
   */
  addMissedPeak(peak: MissedPeak, at?: number): CaseChange | null;
  /** Somebody acts on a case. @param at our clock when it was entered, ms since 1970 */
  act(action: CaseAction, at: number): CaseAnswer;
  /** Somebody who was called about a case has answered. @param at our clock when it was entered, ms since 1970 */
  answer(answered: CallAnswered, at: number): CaseAnswer;
  /**
   * A step behind the cases adds a line to an open case, or to the newest of its hazard and station once that is over.
   *
   * @returns null for a case that is neither
   */
  note(caseId: CaseId, note: CaseNote): CaseChange | null;
  /** What the city's standing order makes of a case right after a change. @param at our clock, ms since 1970 */
  order(changed: CaseChange, at: number): readonly CaseChange[];
  /** Our clock at which time alone moves a case next, ms since 1970; Infinity for never. */
  readonly nextDueAt: number;
  /** What the standing order makes of cases that time alone moves up to `at`, our clock. */
  orderDue(at: number): readonly CaseChange[];
  /** Without those of drills. */
  readonly openCount: number;
  /** Every open case as it stands. */
  openNow(): readonly Case[];
  /** Acts that came with a key, and incidents: what must be found again after a restart. */
  readonly onceKeys: Pick<OnceKeys, "drainChanges" | "restore">;
  readonly incidents: Pick<KeptMap<unknown>, "drainChanges"> & Pick<Incidents, "restore">;
  /** Whom to ask whether a gauge is heard; until then every gauge is taken to be. */
  askOf(sensors: SensorView): void;
  /** Takes up what cases closed lately, which open again where their hazard is back soon. @param matters as `drainMatters` gave them */
  restoreMatters(matters: ReadonlyMap<string, RecentMatter>): void;
  /** What changed of them since the last call, by hazard and station: what must be found again after a restart. */
  drainMatters(): ReadonlyMap<string, RecentMatter>;
}

/** Which gauges say something of the water. */
export interface SensorView {
  /** Whether a gauge has said something usable as lately as it should have. @param at our clock, ms since 1970 */
  isHeard(gauge: GaugeId, at: number): boolean;
}

/** What a change is beside what it makes of its case. */
interface About {
  readonly isLate: boolean;
  readonly draftsWarning: boolean;
  /** Whether people or time made it urgent. */
  readonly isUrgent?: boolean;
  /** True where people know of the hazard, whatever its alarms do. */
  readonly isKnown?: boolean;
  /** Our clock, which time limits are counted on, ms since 1970. */
  readonly at: number;
}

const byPeople: Omit<About, "at"> = { isLate: false, draftsWarning: false };

/** Codes of refusals of what may be made later. */
const tooEarly: ReadonlySet<string> = new Set(["cases.wrong_state", "cases.hazard_stands"]);

/** Name and part under which the standing order moves cases. */
const rule: { readonly by: string; readonly actor: Actor } = { by: "rule", actor: { part: "rule" } };

/**
 * @param openCases those of the last commit
 * @param limits what gives cases their time limits
 */
export function createOpenCases(city: City, openCases: readonly Case[], limits: CaseLimits = noLimits): OpenCases {
  return new CasesInMemory(city, openCases, limits);
}

class CasesInMemory implements OpenCases {
  readonly onceKeys = new OnceKeys();
  readonly incidents: Incidents;
  readonly #city: City;
  readonly #limits: CaseLimits;
  readonly #open: Map<string, Case>;
  /** Hazard and station of each open case. */
  readonly #keys: Map<CaseId, string>;
  readonly #matters = new RecentMatters();
  /** When time alone moves a case, by hazard and station. */
  readonly #dues = new DueQueue();
  #sensors: SensorView = { isHeard: () => true };

  constructor(city: City, openCases: readonly Case[], limits: CaseLimits) {
    this.#city = city;
    this.#limits = limits;
    this.#open = new Map(openCases.map((known) => [keyOf(known.hazard, known.stationId), known]));
    this.#keys = new Map(openCases.map(({ id, hazard, stationId }) => [id, keyOf(hazard, stationId)]));
    this.incidents = new Incidents(city, openCases);
    for (const [key, known] of this.#open) this.#dues.set(key, orderDueAt(known, this.#policy));
  }

  get openCount(): number {
    return this.#open.values().reduce((sum, { isExercise }) => sum + (isExercise === true ? 0 : 1), 0);
  }

  openNow(): readonly Case[] {
    return [...this.#open.values()];
  }

  get nextDueAt(): number {
    return this.#dues.nextAt;
  }

  get #policy() {
    return this.#city.casePolicy ?? usualCasePolicy;
  }

  askOf(sensors: SensorView): void {
    this.#sensors = sensors;
  }

  apply(transition: AlarmTransition, at = transition.receivedAt): CaseChange | null {
    const { target, hazard, effect, isLate, draftsWarning } = transition;
    // What only completes the record, and what a shadow rule finds, is nobody's matter.
    if (effect !== "live") return null;
    // A hazard of a whole area is a warning's business; a case always has a place to go to.
    if (target.kind === "area") return null;
    const place = this.#placeOf(target.stationId);
    const key = keyOf(hazard, target.stationId);
    const before = this.#open.get(key) ?? null;
    const about = { isLate, draftsWarning, at };
    const back = before === null ? this.#comesBack(key, transition, about) : null;
    this.#matters.setAway(key, transition.alarmKey, false);
    if (back !== null) return back;
    const step = followAlarm(before, transition, place);
    return step === null ? null : this.#change(before, step, about);
  }

  applyChattering(transition: AlarmTransition, at: number): CaseChange | null {
    const { target, hazard, alarmKey, from, to, effect, noise } = transition;
    if (effect !== "live" || target.kind === "area") return null;
    const key = keyOf(hazard, target.stationId);
    const open = this.#open.get(key);
    if (open !== undefined) {
      this.#matters.setAway(key, alarmKey, to === null);
      // What is notified comes by itself; what is not is news where the alarm rose since the case was opened, which nobody was told.
      const isNews = noise?.outcome === "held" && rankOf(to) > rankOf(open.activeAlarms[alarmKey] ?? null);
      return isNews ? this.apply(transition, at) : null;
    }
    if (this.#matters.closed(key) === null) return null;
    // Raised anew it was away, also where nobody noted that.
    if (from === null) this.#matters.setAway(key, alarmKey, true);
    return this.apply(transition, at);
  }

  addMissedPeak(peak: MissedPeak, at = peak.at): CaseChange | null {
    if (peak.target.kind === "area") return null;
    const place = this.#placeOf(peak.target.stationId);
    const before = this.#open.get(keyOf(peak.hazard, peak.target.stationId)) ?? null;
    const step = before === null ? openMissedPeak(peak, place) : addMissedPeak(before, peak, place.timeZone);
    return step === null ? null : this.#change(before, step, { isLate: true, draftsWarning: false, at });
  }

  act(action: CaseAction, at: number): CaseAnswer {
    const before = this.#caseOf(action.caseId);
    if (before === null) return { change: null, refusal: caseNotOpen(action.caseId) };
    const matter = keyOf(before.hazard, before.stationId);
    const known = this.onceKeys.outcomeOf(matter, action);
    if (known !== undefined) return { change: null, refusal: known };
    const answer = this.#actOn(before, action, at);
    this.onceKeys.note(matter, action, answer.refusal);
    return answer;
  }

  answer(answered: CallAnswered, at: number): CaseAnswer {
    const before = this.#openById(answered.caseId);
    if (before === null) return { change: null, refusal: caseNotOpen(answered.caseId) };
    return { change: this.#change(before, addAnswer(before, answered, at), { ...byPeople, at }), refusal: null };
  }

  note(caseId: CaseId, { line, isUrgent = false, kept = {} }: CaseNote): CaseChange | null {
    const before = this.#caseOf(caseId);
    if (before === null) return null;
    const after = { ...before, ...kept, revision: before.revision + 1 };
    return this.#change(before, { after, entry: line, measured: null }, { ...byPeople, isUrgent, at: line.at });
  }

  order(changed: CaseChange, at: number): readonly CaseChange[] {
    return this.#order(changed, at);
  }

  orderDue(at: number): readonly CaseChange[] {
    const changes: CaseChange[] = [];
    for (let due = this.#dues.popDue(at); due !== null; due = this.#dues.popDue(at)) {
      const of = this.#open.get(due.name);
      if (of !== undefined) changes.push(...this.#order({ before: of, after: of }, at));
    }
    return changes;
  }

  restoreMatters(known: ReadonlyMap<string, RecentMatter>): void {
    this.#matters.restore(known);
  }

  drainMatters(): ReadonlyMap<string, RecentMatter> {
    return this.#matters.drainChanges();
  }

  /** An alarm of a case that is over and not done with; null where it concerns none. */
  #comesBack(key: string, transition: AlarmTransition, about: About): CaseChange | null {
    const known = this.#matters.closed(key);
    if (known === null) return null;
    // For what is raised the alarms that are only kept up are gone.
    const closed = transition.to === null ? known : this.#matters.away(key).reduce(withoutAlarm, known);
    const { timeZone } = this.#city;
    if (isOverDespite(closed)) {
      const followed = followClosed(closed, transition, timeZone);
      const isKnown = followed !== null && isCaseOver(followed.after);
      return followed === null ? null : this.#change(closed, followed, { ...about, isKnown });
    }
    const { closing, reopenWithinMs } = this.#policy;
    // Where people have to close it, a hazard that is back in time is what they were at.
    if (closing === "water" && !this.#matters.isSameMatter(key, transition)) return null;
    const back = isBackWithin(closed, transition, reopenWithinMs) ? reopenCase(closed, transition, timeZone) : null;
    return back === null ? null : this.#change(closed, back, about);
  }

  #actOn(before: Case, action: CaseAction, at: number): CaseAnswer {
    const { action: move, by, actor, ifRevision } = action;
    if (ifRevision !== undefined && ifRevision !== before.revision)
      return { change: null, refusal: changedSince(before, move.do, ifRevision) };
    const made = { move, by, actor, ...callerOf(action) };
    const context = { city: this.#city, at };
    const refusal = obstacleTo(before, made, context);
    if (refusal === null) return { change: this.#move(before, made, at), refusal };
    // What a platform tells of before its time is kept for those who look into it later.
    const isTold = actor?.part === "platform" && tooEarly.has(refusal.code);
    return {
      change: isTold ? this.#change(before, keepRefusedStep(before, made, at), { ...byPeople, at }) : null,
      refusal,
    };
  }

  #move(before: Case, made: MadeMove, at: number): CaseChange {
    const step = actOnCase(before, made, { city: this.#city, at });
    const isDespite = made.move.do === "close" && step.after.closedDespite !== undefined && step.after.level !== null;
    return this.#change(before, step, { ...byPeople, at, isUrgent: isDespite || made.move.do === "supervise" });
  }

  #order(changed: Pick<CaseChange, "before" | "after">, at: number): readonly CaseChange[] {
    const changes: CaseChange[] = [];
    let last = changed;
    for (let move = orderedMove(last, this.#policy, at); move !== null; move = orderedMove(last, this.#policy, at)) {
      const change = this.#isUnheard(last.after, move, at)
        ? this.#change(last.after, doubtClear(last.after, at), { ...byPeople, at })
        : this.#move(last.after, { move, ...rule }, orderedAt(last.after, move, at));
      changes.push(change);
      last = change;
    }
    return changes;
  }

  /** Whether its sensors would verify a case whose gauge is not heard: unknown is never dry. */
  #isUnheard({ clearedBy }: Case, move: CaseMove, at: number): boolean {
    return move.do === "verify" && clearedBy !== undefined && !this.#sensors.isHeard(clearedBy, at);
  }

  /** @param before the case as it was, open or over; null where the step opens it */
  #change(before: Case | null, step: CaseStep, { isUrgent = false, isKnown = false, at, ...about }: About): CaseChange {
    const counted = this.#limits.dueAfter(before, step.after, at);
    const after = before === null ? this.#withIncident(counted) : counted;
    const { entry } = step;
    const key = keyOf(after.hazard, after.stationId);
    const isBackAtKnown = this.#isBackAtKnown(before, after, { key, at: entry.at });
    this.#keep(key, before, { after, at: entry.at });
    this.incidents.follow(before, after);
    return {
      before,
      after,
      entry: { caseId: after.id, entryNo: after.revision, entry },
      event: caseEvent({ before, ...step, after, isKnown: isKnown || isBackAtKnown, isUrgent }, this.#city),
      ...about,
    };
  }

  /** True where a hazard that flaps is back at a level that people know of. */
  #isBackAtKnown(
    before: Case | null,
    after: Case,
    { key, at }: { readonly key: string; readonly at: number },
  ): boolean {
    const live = liveLevelOfCase(after);
    if (before === null || live === null || liveLevelOfCase(before) !== null) return false;
    return rankOf(live) <= rankOf(livePeakOf(before)) && this.#matters.isKnownToChatter(key, at);
  }

  #keep(key: string, before: Case | null, { after, at }: { readonly after: Case; readonly at: number }): void {
    if (isCaseOver(after)) {
      this.#open.delete(key);
      this.#keys.delete(after.id);
      this.#matters.setClosed(key, after);
      this.#dues.set(key, null);
      return;
    }
    this.#open.set(key, after);
    this.#keys.set(after.id, key);
    this.#dues.set(key, orderDueAt(after, this.#policy));
    if (before === null || isCaseOver(before)) this.#matters.opened(key, at);
    const isFirstLive = liveLevelOfCase(after) !== null && (before === null || liveLevelOfCase(before) === null);
    if (isFirstLive) this.#matters.shownLive(key, at);
  }

  #withIncident(opened: Case): Case {
    const incidentId = this.incidents.joinedBy(opened);
    return incidentId === undefined ? opened : { ...opened, incidentId };
  }

  #openById(caseId: CaseId): Case | null {
    const key = this.#keys.get(caseId);
    return key === undefined ? null : (this.#open.get(key) ?? null);
  }

  #caseOf(caseId: CaseId): Case | null {
    return this.#openById(caseId) ?? this.#matters.newestOver(caseId);
  }

  #placeOf(stationId: StationId): CasePlace {
    const station = this.#city.stations.get(stationId);
    if (station === undefined) throw unknownStation(stationId);
    const routedTo = routedUnit(this.#city, station.caseClass, station.areaCode) ?? undefined;
    return { station, timeZone: this.#city.timeZone, policy: this.#city.casePolicy, routedTo };
  }
}

/** Our clock at which the standing order makes a move: a suspension ends when it was to, also where the hub did not run then. */
function orderedAt({ suspended }: Case, move: CaseMove, at: number): number {
  return move.do === "resume" ? Math.min(at, suspended?.untilAt ?? at) : at;
}

function keyOf(hazard: string, stationId: string): string {
  return `${hazard}|${stationId}`;
}

function unknownStation(stationId: StationId): HubError {
  return new HubError("cases.unknown_station", fill(caseRefusals["unknown-station"], { station: stationId }));
}
