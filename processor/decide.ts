import { HubError } from "../domain/errors.ts";
import type { Entry, EntryInput, Input, InputKind, RowInput, Tick } from "../domain/inputs/input.ts";
import { checks } from "../domain/observations/quality.ts";
import { fill } from "../locales/fill.ts";
import { processorTexts } from "../locales/hub/processor.ts";
import { type Draft, forgetFound, isNothingFound } from "./draft.ts";
import { type Handler, type InputByKind, ignore, isFollower, type Step, type StepDue, type StepMeter } from "./step.ts";

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
  /** From here on handlers only follow what was found: they are called where something was. */
  readonly followFrom: number;
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
    const handlers = running.map(({ on }) => on[kind]);
    const followFrom = handlers.findLastIndex((handler) => !isFollower(handler as Handler<InputKind>)) + 1;
    return { handlers, meters: running.map(({ meter }) => meter), followFrom };
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
      "delivery-action": of("delivery-action"),
      "device-action": of("device-action"),
      "readings-refused": of("readings-refused"),
      "readings-repeated": of("readings-repeated"),
      "gauges-changed": of("gauges-changed"),
      "shift-action": of("shift-action"),
      "response-action": of("response-action"),
      "ponding-action": of("ponding-action"),
      "mode-requested": of("mode-requested"),
      "rule-action": of("rule-action"),
      "account-action": of("account-action"),
      "drill-action": of("drill-action"),
      "alert-received": of("alert-received"),
      "deliveries-settled": of("deliveries-settled"),
      "audit-anchored": of("audit-anchored"),
      "endpoint-reported": of("endpoint-reported"),
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
  if (input.kind === "row") decideRow(list, input, draft);
  else if (input.kind === "tick") decideTick(list, input, draft);
  else decideEntry(list, input, draft);
  return draft;
}

function decideRow(list: StepList, input: RowInput, draft: Draft): void {
  const { receivedAt, journalSeq } = input.row;
  if ((input.row.checks & checks.archived) !== 0) {
    draft.position.row = journalSeq;
    return;
  }
  passTime(list, draft, receivedAt, false);
  if (receivedAt > draft.clock) draft.clock = receivedAt;
  runSteps(list, list.runsOn.row, input, draft);
  draft.position.row = journalSeq;
}

function decideTick(list: StepList, tick: Tick, draft: Draft): void {
  passTime(list, draft, tick.at, tick.isAfterRows);
  if (tick.at > draft.clock) draft.clock = tick.at;
  runSteps(list, list.runsOn.tick, tick, draft);
}

function decideEntry(list: StepList, input: EntryInput, draft: Draft): void {
  const { at, entrySeq, entry } = input.logged;
  const before = dueBefore(entry, at);
  passTime(list, draft, before.at, before.isAfterRows);
  if (at > draft.clock) draft.clock = at;
  runEntry(list, input.kind, input, draft);
  // Over the hub's absence no silence is counted: its start came first. What else fell due in it happens now.
  if (entry.kind === "hub-started") passTime(list, draft, at, false);
  draft.position.entry = entrySeq;
}

/** Runs what restoring the steps found through all of them, at the moment where the draft stands. */
export function decideRestored(list: StepList, draft: Draft): void {
  const tick: Input = { kind: "tick", at: draft.clock, isAfterRows: false };
  draft.found.isUsed = true;
  for (const handle of list.runsOn.tick.handlers) handle(tick, draft);
}

/** Up to which moment things fall due before an entry takes effect, and whether those after the rows of it do. */
function dueBefore(entry: Entry, at: number): { readonly at: number; readonly isAfterRows: boolean } {
  switch (entry.kind) {
    case "hub-started":
      // What the run before had counted.
      return { at: entry.countedUpTo ?? Number.NEGATIVE_INFINITY, isAfterRows: true };
    case "mode-set":
      // What is due at the moment of the change is judged in the new mode.
      return { at: at - 1, isAfterRows: true };
    case "order-given":
    case "case-action":
    case "warning-action":
    case "call-answered":
    case "flag-set":
    case "rules-activated":
    case "device-reported":
    case "delivery-action":
    case "device-action":
    case "readings-refused":
    case "readings-repeated":
    case "gauges-changed":
    case "shift-action":
    case "response-action":
    case "ponding-action":
    case "mode-requested":
    case "rule-action":
    case "account-action":
    case "drill-action":
    case "alert-received":
    case "deliveries-settled":
    case "audit-anchored":
    case "endpoint-reported":
      return { at, isAfterRows: false };
  }
}

/** Lets what is due up to `to` happen in the order of time, each moment through all steps. */
function passTime(list: StepList, draft: Draft, to: number, isAfterRows: boolean): void {
  for (let step = firstDue(list, to, isAfterRows); step !== null; step = firstDue(list, to, isAfterRows)) {
    const { nextAt: at } = step.due;
    if (at > draft.clock) draft.clock = at;
    const tick: Tick = { kind: "tick", at, isAfterRows: step.due.isAfterRows };
    runSteps(list, list.runsOn.tick, tick, draft);
    if (step.due.nextAt <= at) throw stuckStep(step.name, at);
  }
}

/** The step of the earliest thing due up to `to`, the first in the list where they fall together; null for none. */
function firstDue({ timed }: StepList, to: number, isAfterRows: boolean): TimedStep | null {
  let first: TimedStep | null = null;
  for (let index = 0; index < timed.length; index++) {
    const step = timed[index] as TimedStep;
    const { due } = step;
    if (due.nextAt > to || (due.nextAt === to && due.isAfterRows && !isAfterRows)) continue;
    if (first === null || isEarlier(due, first.due)) first = step;
  }
  return first;
}

function isEarlier(a: StepDue, b: StepDue): boolean {
  return a.nextAt < b.nextAt || (a.nextAt === b.nextAt && !a.isAfterRows && b.isAfterRows);
}

function runEntry<Kind extends InputKind>(list: StepList, kind: Kind, input: InputByKind[Kind], draft: Draft): void {
  const steps: KindSteps<Kind> = list.runsOn[kind];
  runSteps(list, steps, input, draft);
}

function runSteps<Kind extends InputKind>(
  list: StepList,
  { handlers, meters, followFrom }: KindSteps<Kind>,
  input: InputByKind[Kind],
  draft: Draft,
): void {
  const { found } = draft;
  if (found.isUsed) forgetFound(found);
  if (--list.untilSample === 0) {
    list.untilSample = sampleEvery;
    found.isUsed = true;
    runTimed(handlers, meters, input, draft);
    return;
  }
  for (let index = 0; index < followFrom; index++) (handlers[index] as Handler<Kind>)(input, draft);
  if (isNothingFound(found)) return;
  found.isUsed = true;
  for (let index = followFrom; index < handlers.length; index++) (handlers[index] as Handler<Kind>)(input, draft);
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
    fill(processorTexts["stuck-step"], { step: name, at: new Date(at).toISOString() }),
  );
}
