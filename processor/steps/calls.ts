import { callRequested, callUnanswered } from "../../calls/call-events.ts";
import { deliveryOverdue, deliveryResumed } from "../../calls/endpoint-events.ts";
import type { LadderRun } from "../../calls/ladder/ladder-run.ts";
import type { CallStep, CaseMoved, OpenCalls } from "../../calls/open-calls.ts";
import { lineOfCall, lineOfEnd, lineOfRound } from "../../calls/words.ts";
import type { OpenCases } from "../../cases/open-cases.ts";
import type { City } from "../../domain/city/city.ts";
import type { Mode } from "../../domain/city/mode.ts";
import type { Call } from "../../domain/duty/call.ts";
import type { CaseSummary, PersonEntry } from "../../domain/governance/case.ts";
import type { CallId, CaseId, EndpointId } from "../../domain/ids.ts";
import type { EndpointCondition, EndpointReported } from "../../domain/inputs/endpoint-reported.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { Draft } from "../draft.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { following, newDue, newMeter, type Step, type StepMeter } from "../step.ts";

const runsSaved = "ladders";
const callsSaved = "calls";
const endpointsSaved = "endpoints";
const modeSaved = "calls-mode";

export interface CallsStepParts {
  readonly calls: OpenCalls;
  readonly cases: Pick<OpenCases, "note">;
  readonly city: City;
}

/** Calls those who must answer for a case, until somebody does; tells of endpoints that do not take what is urgent. */
export function callsStep({ calls, cases, city }: CallsStepParts): Step {
  const meter = newMeter();
  const due = newDue({ isAfterRows: false });
  let changedMode: Mode | null = null;

  function handOn(steps: readonly CallStep[], draft: Draft): void {
    due.nextAt = calls.nextDueAt;
    for (const step of steps) emit(step, { cases, city, meter }, draft);
  }

  function follow(draft: Draft, answered: CallId | null = null): void {
    if (draft.found.caseChanges.length === 0) return;
    // What calls add themselves is no reason to call.
    const changes = draft.found.caseChanges.map(movedBy);
    for (const moved of changes) handOn(calls.follow(moved, draft.clock, answered), draft);
  }

  function report(logged: LoggedEntry<EndpointReported>, draft: Draft): void {
    const { endpointId, condition } = logged.entry;
    const before = calls.conditionOf(endpointId);
    handOn(calls.endpointReported(logged.entry, draft.clock), draft);
    if (condition === "overdue" && before !== "overdue") draft.found.events.push(deliveryOverdue(logged, city));
    if (condition === "answering" && before === "overdue") draft.found.events.push(deliveryResumed(logged));
    follow(draft);
  }

  return {
    name: "calls",
    due,
    meter,
    on: {
      ...following(follow),
      tick({ at }, draft) {
        follow(draft);
        handOn(calls.advance(at, draft.clock), draft);
      },
      "mode-set"({ logged }, draft) {
        changedMode = logged.entry.mode;
        calls.setMode(changedMode);
        follow(draft);
      },
      "call-answered": ({ logged }, draft) => follow(draft, logged.entry.callId ?? null),
      "endpoint-reported": ({ logged }, draft) => report(logged, draft),
    },
    async restore({ state }) {
      calls.restore({
        runs: readValues<CaseId, LadderRun>(state, runsSaved),
        calls: readValues<CallId, Call>(state, callsSaved),
        endpoints: readValues<EndpointId, EndpointCondition>(state, endpointsSaved),
      });
      calls.setMode(readValues<string, Mode>(state, modeSaved).get("mode") ?? "daily");
      due.nextAt = calls.nextDueAt;
    },
    save({ effects }) {
      const { runs, calls: made, endpoints } = calls.drainChanges();
      effects.saved.push(...saveValues(runsSaved, runs), ...saveValues(callsSaved, made));
      effects.saved.push(...saveValues(endpointsSaved, endpoints));
      if (changedMode !== null) effects.saved.push(...saveValues(modeSaved, new Map([["mode", changedMode]])));
      changedMode = null;
    },
  };
}

/** Puts what a ladder did on the timeline of its case, and sends it to those whom it concerns. */
function emit(
  step: CallStep,
  { cases, city, meter }: Pick<CallsStepParts, "cases" | "city"> & { readonly meter: StepMeter },
  draft: Draft,
): void {
  meter.findings += 1;
  const caseId = step.kind === "call" ? step.call.caseId : step.caseId;
  const line = lineOf(step, city, draft.clock);
  const about = line === null ? null : note(caseId, line, cases, draft);
  if (about === null) return;
  if (step.kind === "call") {
    const requested = callRequested(step.call, about, city.timeZone);
    if (requested !== null) draft.found.events.push(requested);
    return;
  }
  if (step.kind !== "unanswered") return;
  const { round, runId, called } = step;
  draft.found.events.push(callUnanswered({ ...round, runId, called }, about, draft.clock));
}

function lineOf(step: CallStep, city: City, at: number): PersonEntry | null {
  switch (step.kind) {
    case "call":
      return lineOfCall(step.call, city);
    case "unanswered":
      return lineOfRound(step.round, at);
    case "hazard-over":
    case "level-fell":
      return lineOfEnd(step, at);
  }
}

/** @returns the case as it stands after the line; null where there is no such case any more */
function note(
  caseId: CaseId,
  line: PersonEntry,
  cases: Pick<OpenCases, "note">,
  { found, effects }: Draft,
): CaseSummary | null {
  const change = cases.note(caseId, { line });
  if (change === null) return null;
  found.caseChanges.push({ change, transition: null });
  found.events.push(change.event);
  effects.cases.set(change.after.id, change.after);
  effects.caseEntries.push(change.entry);
  return change.event.data.case;
}

function movedBy({ change, transition }: Draft["found"]["caseChanges"][number]): CaseMoved {
  const { before, after, entry, event } = change;
  const by = "by" in entry.entry ? entry.entry.by : null;
  const { isUrgent } = event;
  return { before, after, kind: entry.entry.kind, by, isUrgent, isWithRule: transition?.cause === "rule_removed" };
}
