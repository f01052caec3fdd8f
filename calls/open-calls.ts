import type { City } from "../domain/city/city.ts";
import type { Level } from "../domain/city/level.ts";
import { rankOf, worse } from "../domain/city/level.ts";
import type { Mode } from "../domain/city/mode.ts";
import { dayMs, hourMs } from "../domain/clock.ts";
import { DueQueue } from "../domain/due-queue.ts";
import type { Call, Callee, SkipReason } from "../domain/duty/call.ts";
import type { Case, CaseEntryKind } from "../domain/governance/case.ts";
import type { PersonsAct } from "../domain/governance/case-record.ts";
import { isCaseOver } from "../domain/governance/case-state.ts";
import { liveLevelOfCase } from "../domain/governance/live-case.ts";
import type { CallId, CaseId, EndpointId } from "../domain/ids.ts";
import type { EndpointCondition, EndpointReported } from "../domain/inputs/endpoint-reported.ts";
import { type Climb, type ClimbContext, climb, firstRung, nextRound, type UnansweredRound } from "./ladder/climb.ts";
import { findLadder } from "./ladder/find-ladder.ts";
import type { LadderEnd, LadderRun } from "./ladder/ladder-run.ts";

/** A change of a case, as far as calls go by it. */
export interface CaseMoved {
  /** Null where the change opened the case. */
  readonly before: Case | null;
  readonly after: Case;
  readonly kind: CaseEntryKind;
  /** Whoever is behind the change; null for alarms. */
  readonly by: string | null;
  /** Whether the change pages: a level that people know of already does not. */
  readonly isUrgent: boolean;
  /** Whether an alarm went with its rule, which shows nothing of the water. */
  readonly isWithRule: boolean;
}

/** What one ladder has done: what goes on the timeline of its case and out to those who are called. */
export type CallStep =
  | { readonly kind: "call"; readonly call: Call }
  | {
      readonly kind: "unanswered";
      readonly caseId: CaseId;
      readonly runId: string;
      readonly round: UnansweredRound;
      /** Whom nobody has reached in this round. */
      readonly called: readonly Callee[];
    }
  | LadderEnd;

/** State of the calls that must be found again after a restart, by what it is of; null for what is to be removed. */
export interface CallChanges {
  readonly runs: ReadonlyMap<CaseId, LadderRun | null>;
  readonly calls: ReadonlyMap<CallId, Call | null>;
  readonly endpoints: ReadonlyMap<EndpointId, EndpointCondition>;
}

/** Lines of a case's timeline by which somebody has taken it on. */
const answers: ReadonlySet<CaseEntryKind> = new Set<CaseEntryKind>(["acknowledged", "call-answered", "accepted"]);

/** How long calls of a case are shown after it is over. */
const shownMs = 2 * dayMs;

/** A hazard that is back within so long is the same matter, as for cases (`cases/recent-matters.ts`). */
const sameMatterMs = hourMs;

/**
 * Ladders being gone up, one at most for each open case, and the calls that they made. Pure but for its own state: the same
 * inputs in the same order make the same calls with the same ids.
 */
export class OpenCalls {
  readonly #city: City;
  #mode: Mode = "daily";
  readonly #runs = new Map<CaseId, LadderRun>();
  /** Oldest first. */
  readonly #calls = new Map<CallId, Call>();
  readonly #endpoints = new Map<EndpointId, EndpointCondition>();
  readonly #dues = new DueQueue();
  readonly #changed = {
    runs: new Set<CaseId>(),
    calls: new Set<CallId>(),
    endpoints: new Set<EndpointId>(),
  };

  constructor(city: City) {
    this.#city = city;
  }

  /** True for a city that calls anybody. */
  get hasLadders(): boolean {
    return (this.#city.duty?.ladders.length ?? 0) > 0;
  }

  /** Infinity for never. */
  get nextDueAt(): number {
    return this.#dues.nextAt;
  }

  /** Ladders chosen from now on are those of this mode. */
  setMode(mode: Mode): void {
    this.#mode = mode;
  }

  /**
   * Begins to call where live readings show a level that a ladder names, ends where somebody has taken the case on, its hazard or
   * the case itself is over, or it has fallen to a level that no ladder names. In between a ladder goes by the level of its case. A
   * hazard that flaps goes on where its end broke off: nobody has answered yet.
   *
   * @param at our clock, ms since 1970
   * @param answered the call that was answered; null where the change does not say
   */
  follow(moved: CaseMoved, at: number, answered: CallId | null = null): readonly CallStep[] {
    const { before, after, kind, by, isUrgent, isWithRule } = moved;
    const run = this.#runs.get(after.id);
    if (isCaseOver(after)) return run === undefined ? [] : this.#caseOver(run, at);
    if (answers.has(kind)) return run === undefined ? [] : this.#answered(run, { at, by: by ?? "" }, answered);
    // Where its alarm went with its rule nothing has shown that the hazard is over.
    if (after.level === null && after.isClearUnproven !== true)
      return run === undefined ? [] : this.#brokenOff(run, "hazard-over", at);
    const level = liveLevelOfCase(after);
    const was = before === null || isCaseOver(before) ? null : liveLevelOfCase(before);
    if (level === was) return [];
    if (level === null || rankOf(level) < rankOf(was)) {
      const left = level ?? after.level;
      return run === undefined || left === null || isWithRule ? [] : this.#fell(run, left, at);
    }
    if (isUrgent && !isBack(run, level, at)) return this.#begin(after, level, at);
    return run === undefined ? [] : this.#rose(run, level, at);
  }

  /** Lets what was waited for up to `to` be missed. @param at our clock, not before `to`: calls that follow wait from here */
  advance(to: number, at: number): readonly CallStep[] {
    const steps: CallStep[] = [];
    for (let due = this.#dues.popDue(to); due !== null; due = this.#dues.popDue(to)) {
      const run = this.#runs.get(due.name as CaseId);
      if (run === undefined) continue;
      if (run.caseOverAt !== null) this.#forget(run.caseId);
      else steps.push(...this.#goOn(run, at, (call) => ({ ...call, state: "missed", endedAt: at })));
    }
    return steps;
  }

  /** An endpoint stands otherwise than before: calls that it has not taken are skipped at once. */
  endpointReported({ endpointId, condition, waiting }: EndpointReported, at: number): readonly CallStep[] {
    this.#endpoints.set(endpointId, condition);
    this.#changed.endpoints.add(endpointId);
    if (condition === "answering") return [];
    const stuck = [...this.#runs.values()].filter(
      (run) =>
        run.waiting !== null && waiting.includes(run.waiting) && this.#calls.get(run.waiting)?.channel === endpointId,
    );
    return stuck.flatMap((run) => this.#goOn(run, at, (call) => skipped(call, "channel-down", at)));
  }

  conditionOf(endpointId: EndpointId): EndpointCondition {
    return this.#endpoints.get(endpointId) ?? "answering";
  }

  /** Null for one that is not known, or whose case has been over for long. */
  call(callId: CallId): Call | null {
    return this.#calls.get(callId) ?? null;
  }

  /** All that are known, the newest first. */
  calls(): readonly Call[] {
    return [...this.#calls.values()].reverse();
  }

  /** True where the case has been called about and nobody has answered yet. */
  isUnanswered(caseId: CaseId): boolean {
    const state = this.#runs.get(caseId)?.state;
    return state === "calling" || state === "unanswered";
  }

  /** Cases for which nobody has answered yet. */
  unansweredCases(): readonly CaseId[] {
    return [...this.#runs.keys()].filter((caseId) => this.isUnanswered(caseId));
  }

  /** Takes up what `drainChanges` gave. */
  restore(saved: {
    readonly runs: ReadonlyMap<CaseId, LadderRun>;
    readonly calls: ReadonlyMap<CallId, Call>;
    readonly endpoints: ReadonlyMap<EndpointId, EndpointCondition>;
  }): void {
    for (const [id, run] of saved.runs) {
      this.#runs.set(id, run);
      this.#setDue(run);
    }
    const calls = [...saved.calls.values()].sort(
      (a, b) => a.askedAt - b.askedAt || a.round - b.round || a.rung - b.rung,
    );
    for (const call of calls) this.#calls.set(call.callId, call);
    for (const [id, condition] of saved.endpoints) this.#endpoints.set(id, condition);
  }

  /** What changed since the last call. */
  drainChanges(): CallChanges {
    const drained = {
      runs: drain(this.#changed.runs, this.#runs),
      calls: drain(this.#changed.calls, this.#calls),
      endpoints: drain(this.#changed.endpoints, this.#endpoints) as CallChanges["endpoints"],
    };
    for (const changed of Object.values(this.#changed)) changed.clear();
    return drained;
  }

  #begin(after: Case, level: Level, at: number): readonly CallStep[] {
    const { id: caseId, hazard, areaCode, revision } = after;
    const isExercise = after.isExercise === true;
    const run = firstRung({ caseId, hazard, areaCode, level, isExercise, revision }, this.#context(at));
    if (run === null) return [];
    const before = this.#runs.get(caseId);
    const ended = before === undefined ? [] : this.#endWaiting(before, (call) => skipped(call, "escalated", at));
    return [...ended, ...this.#applied(climb(run, this.#context(at)))];
  }

  #goOn(run: LadderRun, at: number, end: (call: Call) => Call): readonly CallStep[] {
    const ended = this.#endWaiting(run, end);
    return [...ended, ...this.#applied(climb({ ...run, waiting: null, dueAt: null }, this.#context(at)))];
  }

  #answered(run: LadderRun, act: PersonsAct, answered: CallId | null): readonly CallStep[] {
    if (run.state === "answered") return [];
    const named = answered === null ? undefined : this.#calls.get(answered);
    const isOther = named !== undefined && named.callId !== run.waiting;
    if (isOther) this.#setCall({ ...named, state: "answered", endedAt: act.at, answered: act });
    const steps = this.#endWaiting(run, (call) =>
      isOther
        ? skipped(call, "answered-elsewhere", act.at)
        : { ...call, state: "answered", endedAt: act.at, answered: act },
    );
    this.#setRun({ ...run, state: "answered", waiting: null, todo: [], dueAt: null });
    return steps;
  }

  /** Back at a level that it had: what that level wants and a milder one did not is gone on with. */
  #rose(run: LadderRun, level: Level, at: number): readonly CallStep[] {
    if (run.caseOverAt !== null) return [];
    const risen = this.#isCalledAbout(run, level) ? { ...run, level, peak: worse(peakOf(run), level) ?? level } : run;
    const context = this.#context(at);
    switch (run.state) {
      case "calling":
        this.#setRun(risen);
        return [];
      case "over": {
        const { overAt: _, ...again } = risen;
        return this.#applied(climb({ ...again, state: "calling" }, context));
      }
      case "unanswered": {
        const next = nextRound(risen, context);
        return next === null ? [] : this.#applied(climb(next, context));
      }
      case "answered":
        return [];
    }
  }

  /** Whoever is being called may still answer; who is called next is decided by the level that is left. */
  #fell(run: LadderRun, level: Level, at: number): readonly CallStep[] {
    if (run.state !== "calling" || rankOf(level) >= rankOf(run.level)) return [];
    if (!this.#isCalledAbout(run, level)) return this.#brokenOff(run, "level-fell", at);
    this.#setRun({ ...run, level, peak: peakOf(run) });
    return [];
  }

  #isCalledAbout(run: LadderRun, level: Level): boolean {
    return findLadder(this.#city, run.areaCode, { ...run, level, mode: this.#mode }) !== null;
  }

  #brokenOff(run: LadderRun, kind: LadderEnd["kind"], at: number): readonly CallStep[] {
    if (run.state !== "calling") return [];
    const steps = this.#endWaiting(run, (call) => skipped(call, kind, at));
    this.#setRun({ ...run, state: "over", waiting: null, dueAt: null, overAt: at });
    const { caseId, ladderId } = run;
    return [...steps, { kind, caseId, ladderId }];
  }

  #caseOver(run: LadderRun, at: number): readonly CallStep[] {
    if (run.caseOverAt !== null) return [];
    const steps = this.#endWaiting(run, (call) => skipped(call, "case-over", at));
    const state = run.state === "calling" ? "over" : run.state;
    this.#setRun({ ...run, state, waiting: null, todo: [], dueAt: at + shownMs, caseOverAt: at });
    return steps;
  }

  #endWaiting(run: LadderRun, end: (call: Call) => Call): readonly CallStep[] {
    const call = run.waiting === null ? undefined : this.#calls.get(run.waiting);
    if (call === undefined) return [];
    const ended = end(call);
    this.#setCall(ended);
    return [{ kind: "call", call: ended }];
  }

  #applied({ run, calls, unanswered }: Climb): readonly CallStep[] {
    this.#setRun(run);
    for (const call of calls) this.#setCall(call);
    const { caseId, revision } = run;
    const made = (from: number, to: number): readonly CallStep[] =>
      calls.filter(({ round }) => round > from && round <= to).map((call): CallStep => ({ kind: "call", call }));
    const rounds = unanswered.flatMap((round, index): readonly CallStep[] => {
      const called = this.#calledIn(caseId, round.round);
      const before = made(unanswered[index - 1]?.round ?? 0, round.round);
      return [...before, { kind: "unanswered", caseId, runId: String(revision), round, called }];
    });
    return [...rounds, ...made(unanswered.at(-1)?.round ?? 0, Number.POSITIVE_INFINITY)];
  }

  #calledIn(caseId: CaseId, round: number): readonly Callee[] {
    const called = this.calls().flatMap((call) =>
      call.caseId === caseId && call.round === round && call.to !== null ? [call.to] : [],
    );
    return [...new Map(called.reverse().map((to) => [to.personId, to])).values()];
  }

  #context(at: number): ClimbContext {
    return { city: this.#city, mode: this.#mode, at, isDown: (channel) => this.conditionOf(channel) !== "answering" };
  }

  #setRun(run: LadderRun): void {
    this.#runs.set(run.caseId, run);
    this.#changed.runs.add(run.caseId);
    this.#setDue(run);
  }

  #setDue({ caseId, dueAt }: LadderRun): void {
    this.#dues.set(caseId, dueAt);
  }

  #setCall(call: Call): void {
    this.#calls.set(call.callId, call);
    this.#changed.calls.add(call.callId);
  }

  #forget(caseId: CaseId): void {
    this.#runs.delete(caseId);
    this.#changed.runs.add(caseId);
    for (const call of this.#calls.values()) {
      if (call.caseId !== caseId) continue;
      this.#calls.delete(call.callId);
      this.#changed.calls.add(call.callId);
    }
  }
}

/**
 * Whether a case has risen to no more than the unanswered ladder of it has had: then whoever it has not reached yet is next, or
 * one that goes up and down faster than anybody answers would call the first for ever.
 */
function isBack(run: LadderRun | undefined, level: Level, at: number): boolean {
  if (run === undefined || run.state === "answered" || run.caseOverAt !== null) return false;
  const { overAt = at } = run;
  return rankOf(level) <= rankOf(peakOf(run)) && at - overAt < sameMatterMs;
}

function peakOf({ peak, level }: LadderRun): Level {
  return peak ?? level;
}

function skipped(call: Call, skippedBecause: SkipReason, at: number): Call {
  return { ...call, state: "skipped", endedAt: at, skippedBecause };
}

function drain<Key, Value>(changed: ReadonlySet<Key>, held: ReadonlyMap<Key, Value>): ReadonlyMap<Key, Value | null> {
  return new Map([...changed].map((key) => [key, held.get(key) ?? null]));
}
