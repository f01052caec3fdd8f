import { HubError } from "../domain/errors.ts";
import type { Input, InputKind } from "../domain/inputs/input.ts";
import { type Draft, forgetFound } from "./draft.ts";
import { type Handler, type InputByKind, ignore, type Step, type StepDue, type StepMeter } from "./step.ts";

/** Steps in the order in which they run, laid out by what they handle. */
export interface StepList {
  readonly steps: readonly Step[];
  readonly runsOn: { readonly [Kind in InputKind]: KindSteps<Kind> };
  /** Steps that time alone may change. */
  readonly timed: readonly TimedStep[];
  /** Inputs until the next whose steps are timed. */
  untilSample: number;
}

/** What runs on one kind of input; both lists in the same order. */
interface KindSteps<Kind extends InputKind> {
  readonly handlers: readonly Handler<Kind>[];
  readonly meters: readonly StepMeter[];
}

interface TimedStep {
  readonly name: string;
  readonly due: StepDue;
}

/** One input in so many is timed: reading the clock costs about as much as a quiet step. */
const sampleEvery = 256;

export function stepList(steps: readonly Step[]): StepList {
  const of = <Kind extends InputKind>(kind: Kind): KindSteps<Kind> => {
    const running = steps.filter(({ on }) => on[kind] !== ignore);
    return { handlers: running.map(({ on }) => on[kind]), meters: running.map(({ meter }) => meter) };
  };
  return {
    steps,
    runsOn: {
      row: of("row"),
      tick: of("tick"),
      "hub-started": of("hub-started"),
      "mode-set": of("mode-set"),
      "order-given": of("order-given"),
      "case-action": of("case-action"),
      "warning-action": of("warning-action"),
      "call-answered": of("call-answered"),
      "flag-set": of("flag-set"),
      "rules-activated": of("rules-activated"),
      "device-reported": of("device-reported"),
    },
    timed: steps.flatMap(({ name, due }) => (due === null ? [] : [{ name, due }])),
    untilSample: sampleEvery,
  };
}

/**
 * Decides one input: first what falls due before it takes effect, in the order of time, each moment through all steps;
 * then the input itself through all steps. What comes of it does not depend on how often ticks came in between.
 *
 * At one moment, what is due goes before the rows received then, and doubtful readings that are due after them.
 *
 * @returns the draft that was given, with what the input brought about
 */
export function decide(list: StepList, input: Input, draft: Draft): Draft {
  passTime(list, draft, dueBefore(input));
  const at = clockOf(input);
  if (at > draft.clock) draft.clock = at;
  runSteps(list, input.kind, input, draft);
  if (input.kind === "hub-started") passTime(list, draft, { at, isAfterRows: false });
  moveTo(draft, input);
  return draft;
}

/** Runs what restoring the steps found through all of them, at the moment where the draft stands. */
export function decideRestored(list: StepList, draft: Draft): void {
  const tick: Input = { kind: "tick", at: draft.clock, isAfterRows: false };
  for (const handle of list.runsOn.tick.handlers) handle(tick, draft);
}

/** A moment, before or after the rows received at it. */
interface Moment {
  readonly at: number;
  readonly isAfterRows: boolean;
}

/** Up to which moment things fall due before an input takes effect. */
function dueBefore(input: Input): Moment {
  switch (input.kind) {
    case "row":
      return { at: input.row.receivedAt, isAfterRows: false };
    case "tick":
      return input;
    case "hub-started":
      // What the run before had counted. Over the hub's absence no silence is counted: its start comes first.
      return { at: input.logged.entry.countedUpTo ?? Number.NEGATIVE_INFINITY, isAfterRows: true };
    case "mode-set":
      // What is due at the moment of the change is judged in the new mode.
      return { at: input.logged.at - 1, isAfterRows: true };
    case "order-given":
    case "case-action":
    case "warning-action":
    case "call-answered":
    case "flag-set":
    case "rules-activated":
    case "device-reported":
      return { at: input.logged.at, isAfterRows: false };
  }
}

function clockOf(input: Input): number {
  if (input.kind === "row") return input.row.receivedAt;
  return input.kind === "tick" ? input.at : input.logged.at;
}

function moveTo(draft: Draft, input: Input): void {
  if (input.kind === "row") draft.position.row = input.row.journalSeq;
  else if (input.kind !== "tick") draft.position.entry = input.logged.entrySeq;
}

function passTime(list: StepList, draft: Draft, upTo: Moment): void {
  for (let due = firstDue(list.timed, upTo); due !== null; due = firstDue(list.timed, upTo)) {
    const { nextAt: at, isAfterRows } = due.due;
    if (at > draft.clock) draft.clock = at;
    runSteps(list, "tick", { kind: "tick", at, isAfterRows }, draft);
    if (due.due.nextAt <= at) throw stuckStep(due.name, at);
  }
}

/** The step of the earliest thing due up to `upTo`, the first in the list where they fall together; null for none. */
function firstDue(timed: readonly TimedStep[], upTo: Moment): TimedStep | null {
  let first: TimedStep | null = null;
  for (const step of timed) {
    const { due } = step;
    if (due.nextAt > upTo.at || (due.nextAt === upTo.at && due.isAfterRows && !upTo.isAfterRows)) continue;
    if (first === null || isEarlier(due, first.due)) first = step;
  }
  return first;
}

function isEarlier(a: StepDue, b: StepDue): boolean {
  return a.nextAt < b.nextAt || (a.nextAt === b.nextAt && !a.isAfterRows && b.isAfterRows);
}

function runSteps<Kind extends InputKind>(list: StepList, kind: Kind, input: InputByKind[Kind], draft: Draft): void {
  forgetFound(draft.found);
  const { handlers, meters }: KindSteps<Kind> = list.runsOn[kind];
  if (--list.untilSample === 0) {
    list.untilSample = sampleEvery;
    runTimed(handlers, meters, input, draft);
    return;
  }
  for (let index = 0; index < handlers.length; index++) (handlers[index] as Handler<Kind>)(input, draft);
}

function runTimed<Kind extends InputKind>(
  handlers: readonly Handler<Kind>[],
  meters: readonly StepMeter[],
  input: InputByKind[Kind],
  draft: Draft,
): void {
  let before = performance.now();
  for (const [index, handle] of handlers.entries()) {
    handle(input, draft);
    const after = performance.now();
    (meters[index] as StepMeter).seconds += ((after - before) * sampleEvery) / 1_000;
    before = after;
  }
}

function stuckStep(name: string, at: number): HubError {
  return new HubError(
    "processor.stuck_step",
    `Cannot let time pass as step ${name} must move on from ${new Date(at).toISOString()}: got the same moment again; report this as a fault of the hub`,
  );
}
