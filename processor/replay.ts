import { type GivenOrder, orderOf } from "../domain/alarms/order.ts";
import type { EntryKind, Input, LoggedEntry, LogSlice } from "../domain/inputs/input.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import type { Position } from "../domain/position.ts";
import type { JournalReader, SavedState } from "../store/ports.ts";
import { decide, type StepList } from "./decide.ts";
import type { Draft } from "./draft.ts";
import { inputOf, inputsOf } from "./inputs.ts";

/**
 * Decides inputs one after the other, as the hub does: for comparisons of rules, tests of rules and backtests. What is to
 * be counted on the way is a step of its own at the end of the list.
 *
 * @returns the draft that was given, with all that came of them
 */
export function replay(list: StepList, inputs: Iterable<Input>, draft: Draft): Draft {
  for (const input of inputs) decide(list, input, draft);
  return draft;
}

/** Entries that judge a stretch of the past alike whatever rules do: not which rules ran then, nor what people made of it. */
const replayedKinds: ReadonlySet<EntryKind> = new Set([
  "hub-started",
  "mode-set",
  "mode-requested",
  "order-given",
  "flag-set",
  "gauges-changed",
]);

export function isReplayed({ entry }: LoggedEntry): boolean {
  return replayedKinds.has(entry.kind);
}

/** Rows with the entries before each; entries behind the last row are left out. */
export function* inputsAmong(rows: Iterable<JournalledObservation>, entries: readonly LoggedEntry[]): Generator<Input> {
  let next = 0;
  for (const row of rows) {
    for (let entry = entries[next]; entry !== undefined && entry.afterRow < row.journalSeq; entry = entries[++next]) {
      yield inputOf(entry);
    }
    yield { kind: "row", row };
  }
}

/** The inputs of a slice that other rules are judged on, up to `to`. */
export function* replayedInputs(slice: LogSlice, to: Position): Generator<Input> {
  for (const input of inputsOf(slice)) {
    if (input.kind === "row") {
      if (input.row.journalSeq <= to.row) yield input;
    } else if (input.kind !== "tick" && input.logged.entrySeq <= to.entry && isReplayed(input.logged)) yield input;
  }
}

/** A state in which nothing is raised, at a place of the log, with the orders given before it. */
export async function freshState(journal: JournalReader, position: Position, clock: number): Promise<SavedState> {
  const given = await journal.entriesOf("order-given", position);
  const orders = given.map(({ entrySeq, at, entry }): GivenOrder => ({ entrySeq, at, order: orderOf(entry) }));
  return {
    commits: 0,
    position,
    clock,
    saved: [],
    openCases: [],
    openWarnings: [],
    activeResponses: [],
    orders,
    devices: [],
    activation: null,
  };
}
