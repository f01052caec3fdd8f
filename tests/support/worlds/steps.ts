import type { AlarmTransition, MissedPeak } from "../../../domain/alarms/alarm.ts";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { Entry, Input } from "../../../domain/inputs/input.ts";
import type { JournalledObservation } from "../../../domain/observations/observation.ts";
import type { Position } from "../../../domain/position.ts";
import { decide, type StepList, stepList } from "../../../processor/decide.ts";
import { type Draft, newDraft } from "../../../processor/draft.ts";
import { inputOf } from "../../../processor/inputs.ts";
import type { Step } from "../../../processor/step.ts";
import { observeStep } from "../../../processor/steps/observe.ts";
import { qualityStep } from "../../../processor/steps/quality.ts";
import { RulesStep } from "../../../processor/steps/rules.ts";
import type { QualityGate } from "../../../quality/quality-gate.ts";
import type { Findings, RuleEngine } from "../../../rules/engine/engine.ts";
import type { JournalReader, SavedEntry, SavedState } from "../../../store/ports.ts";

/** Where the hub stood after a commit, with nothing but what is given. */
export function savedState(given: Partial<SavedState> & Pick<SavedState, "position" | "clock">): SavedState {
  return {
    commits: 0,
    saved: [],
    openCases: [],
    openWarnings: [],
    activeResponses: [],
    orders: [],
    devices: [],
    activation: null,
    ...given,
  };
}

/** Steps fed by hand: rows, time and entries, each decided at once. */
export class StepRun {
  readonly list: StepList;
  readonly draft: Draft;
  #entries = 0;

  constructor(steps: readonly Step[], from: { readonly position: Position; readonly clock: number } = nowhere) {
    this.list = stepList(steps);
    this.draft = newDraft(from.position, from.clock);
  }

  decide(input: Input): void {
    decide(this.list, input, this.draft);
  }

  row(row: JournalledObservation): void {
    this.decide({ kind: "row", row });
  }

  /** Lets time pass; no row received up to `at` is still to come. */
  tick(at: number): void {
    this.decide({ kind: "tick", at, isAfterRows: true });
  }

  enter(entry: Entry, at: number): void {
    this.#entries += 1;
    const { row: afterRow } = this.draft.position;
    this.decide(inputOf({ entrySeq: this.#entries, afterRow, at, entry }));
  }

  /** What changed since the last call and would be saved. */
  saved(): readonly SavedEntry[] {
    for (const step of this.list.steps) step.save(this.draft);
    return this.draft.effects.saved.splice(0);
  }
}

const nowhere = { position: { row: 0, entry: 0 }, clock: Number.NEGATIVE_INFINITY };

/** Rules behind a quality gate, without all that comes after; reads like an engine. */
export class GatedRules {
  readonly #run: StepRun;
  readonly #rules: RulesStep;
  readonly #given: Step[];
  #transitions: AlarmTransition[] = [];
  #missedPeaks: MissedPeak[] = [];

  constructor(engine: RuleEngine, gate: QualityGate, keys: ReadonlyMap<GaugeId, GaugeKey>) {
    this.#rules = new RulesStep(engine, { given: gate });
    this.#given = [
      qualityStep({ gate, keys }),
      this.#rules,
      observeStep(({ found }) => {
        this.#transitions.push(...found.transitions);
        this.#missedPeaks.push(...found.missedPeaks);
      }),
    ];
    this.#run = new StepRun(this.#given);
  }

  step(row: JournalledObservation): Findings {
    this.#run.row(row);
    return this.#drain();
  }

  advanceClock(to: number): Findings {
    this.#run.tick(to);
    return this.#drain();
  }

  drainChanges(): readonly SavedEntry[] {
    return this.#run.saved();
  }

  async restore(
    saved: readonly SavedEntry[],
    journal: JournalReader,
    position: Position,
    clock: number,
  ): Promise<Findings> {
    const state = savedState({ position, clock, saved });
    const { draft } = this.#run;
    draft.clock = clock;
    for (const step of this.#given) await step.restore({ state, journal, pause: async () => {} }, draft);
    const { transitions, missedPeaks } = draft.found;
    return { transitions: [...transitions], missedPeaks: [...missedPeaks] };
  }

  /** Lets an engine with other rules take over here. */
  async replaceRules(next: RuleEngine, journal: JournalReader): Promise<void> {
    const { draft } = this.#run;
    await this.#rules.prepare(next, {
      journal,
      position: draft.position,
      clock: draft.clock,
      pause: async () => {},
    });
    const set = { digest: "next", files: [], ruleCount: 1 };
    this.#run.enter({ kind: "rules-activated", set, source: "files", by: null }, draft.clock);
  }

  #drain(): Findings {
    const found = { transitions: this.#transitions, missedPeaks: this.#missedPeaks };
    this.#transitions = [];
    this.#missedPeaks = [];
    return found;
  }
}
