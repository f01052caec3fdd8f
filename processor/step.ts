import type { Input, InputKind } from "../domain/inputs/input.ts";
import type { JournalReader, SavedState } from "../store/ports.ts";
import type { Draft } from "./draft.ts";

export type InputByKind = { readonly [Kind in InputKind]: Extract<Input, { readonly kind: Kind }> };

/**
 * What a step makes of one input: it reads what steps before it found, changes its own state, and adds to the draft. No
 * clock, no chance, no I/O: the same inputs in the same order give the same draft.
 */
export type Handler<Kind extends InputKind> = (input: InputByKind[Kind], draft: Draft) => void;

/** One handler for each kind of input: with a new kind, every step fails to compile until it says what it makes of it. */
export type Handlers = { readonly [Kind in InputKind]: Handler<Kind> };

/** The handler of what is nothing to a step; such a step costs nothing on that kind of input. */
export const ignore = (): void => {};

/** Where a step takes up: the last commit, and the log it has read up to there. */
export interface RestorePoint {
  readonly state: SavedState;
  readonly journal: JournalReader;
  /** Lets others have a turn now and then. */
  pause(): Promise<void>;
}

/** How much a step has done since the hub started. */
export interface StepMeter {
  /** Estimated from samples, seconds. */
  seconds: number;
  /** What it added to drafts for others to see. */
  findings: number;
}

/**
 * When time alone changes something. A tick at that moment moves it on. A plain number that the step keeps up to date: it
 * is looked at before every row.
 */
export interface StepDue {
  /** The next moment, our clock; Infinity for never. */
  nextAt: number;
  /** True where what is due at a moment follows the rows received at that very moment. */
  readonly isAfterRows: boolean;
}

/**
 * One step of the processor. Its state is its own and changed in place; the list in `steps.ts` is what runs, and its
 * names are those of metrics, logs and the picture in docs/architecture.md.
 */
export interface Step {
  readonly name: string;
  readonly on: Handlers;
  /** When time alone changes something; null for a step that only inputs change. */
  readonly due: StepDue | null;
  readonly meter: StepMeter;
  /** Takes up where the last commit left off. What this finds at once goes into the draft for the steps behind. */
  restore(from: RestorePoint, draft: Draft): Promise<void>;
  /** Adds to a draft about to be committed what changed since the last call and must be found again after a restart. */
  save(draft: Draft): void;
}

export function newDue({ isAfterRows }: { readonly isAfterRows: boolean }): StepDue {
  return { nextAt: Number.POSITIVE_INFINITY, isAfterRows };
}

/** What a step has that saves nothing, knows no time and starts empty. */
export const stateless = {
  due: null,
  restore: async (): Promise<void> => {},
  save: (): void => {},
} as const;

export function newMeter(): StepMeter {
  return { seconds: 0, findings: 0 };
}

/** What people and their platforms do about matters of the city: spread by the steps before cases, to which it is nothing. */
export const ignoresGovernance = {
  "case-action": ignore,
  "warning-action": ignore,
  "call-answered": ignore,
  "delivery-action": ignore,
  "device-action": ignore,
  "shift-action": ignore,
  "response-action": ignore,
  "ponding-action": ignore,
  "mode-requested": ignore,
  "rule-action": ignore,
  "account-action": ignore,
  "drill-action": ignore,
  "alert-received": ignore,
  "deliveries-settled": ignore,
  "audit-anchored": ignore,
  "endpoint-reported": ignore,
} as const satisfies Partial<Handlers>;

/** Of a step to which all but a few kinds of input are nothing: it spreads this and writes its own behind. */
export const ignoresAll: Handlers = {
  row: ignore,
  tick: ignore,
  "hub-started": ignore,
  "mode-set": ignore,
  "order-given": ignore,
  ...ignoresGovernance,
  "flag-set": ignore,
  "rules-activated": ignore,
  "device-reported": ignore,
  "readings-refused": ignore,
  "readings-repeated": ignore,
  "gauges-changed": ignore,
};

const followers = new WeakSet<object>();

/** True for a handler that has nothing to do where steps before it found nothing. */
export function isFollower(handler: Handler<InputKind>): boolean {
  return followers.has(handler);
}

/** Handlers of a step that only follows what steps before it found, whatever the input was: not called where that is nothing. */
export function following(follow: (draft: Draft) => void): Handlers {
  const handle = (_input: Input, draft: Draft): void => follow(draft);
  followers.add(handle);
  return {
    row: handle,
    tick: handle,
    "hub-started": handle,
    "mode-set": handle,
    "order-given": handle,
    "case-action": handle,
    "warning-action": handle,
    "call-answered": handle,
    "flag-set": handle,
    "rules-activated": handle,
    "device-reported": handle,
    "delivery-action": handle,
    "device-action": handle,
    "readings-refused": handle,
    "readings-repeated": handle,
    "gauges-changed": handle,
    "shift-action": handle,
    "response-action": handle,
    "ponding-action": handle,
    "mode-requested": handle,
    "rule-action": handle,
    "account-action": handle,
    "drill-action": handle,
    "alert-received": handle,
    "deliveries-settled": handle,
    "audit-anchored": handle,
    "endpoint-reported": handle,
  };
}

/** What was saved of one part of a step, by key. */
export function savedOf({ saved }: SavedState, step: string): ReadonlyMap<string, unknown> {
  return new Map(saved.flatMap((each) => (each.step === step ? [[each.key, each.state]] : [])));
}
