import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { GaugesChanged } from "../../domain/inputs/gauges-changed.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { RulesActivated } from "../../domain/inputs/rules-activated.ts";
import { brokenGauges } from "../../domain/inputs/setup-changes.ts";
import type { GaugeLimits } from "../../domain/observations/gauge-limits.ts";
import type { Position } from "../../domain/position.ts";
import type { Findings, RuleEngine } from "../../rules/engine/engine.ts";
import type { GivenObservations } from "../../rules/engine/recall.ts";
import type { UsableTimes } from "../../rules/engine/usable-times.ts";
import type { JournalReader, RuleActivation, SavedEntry } from "../../store/ports.ts";
import type { Draft } from "../draft.ts";
import { journalSinceChanges } from "../journal-since-changes.ts";
import { type Handlers, ignore, ignoresGovernance, newDue, newMeter, type RestorePoint, type Step } from "../step.ts";

/** Where in the log other rules take over. */
export interface HandoverPoint {
  readonly journal: JournalReader;
  readonly position: Position;
  readonly clock: number;
  /** Lets others have a turn now and then. */
  pause(): Promise<void>;
}

export interface RulesStepParts {
  /** Which observations rules have been given, as quality has it. */
  readonly given: GivenObservations;
  /** When gauges last said something usable; left out where every row of a gauge counts. */
  readonly usable?: UsableTimes | null;
  /** Of gauges whose windows start afresh when they change; left out where none do. */
  readonly keys?: ReadonlyMap<GaugeId, GaugeKey>;
}

/** Judges what quality lets through, and what is due on our clock. */
export class RulesStep implements Step {
  readonly name = "rules";
  readonly meter = newMeter();
  readonly due = newDue({ isAfterRows: false });
  readonly on: Handlers;
  readonly #given: GivenObservations;
  readonly #usable: UsableTimes | null;
  readonly #keys: ReadonlyMap<GaugeId, GaugeKey>;
  #engine: RuleEngine;
  #activation: Pick<RuleActivation, "digest" | "at"> | null = null;
  /** An engine that stands where this one does, with what it found in taking over. */
  #next: { readonly engine: RuleEngine; readonly found: Findings } | null = null;
  /** What the engine before had not saved when another took over. */
  #unsavedBefore: readonly SavedEntry[] = [];

  constructor(engine: RuleEngine, { given, usable = null, keys = new Map() }: RulesStepParts) {
    this.#engine = engine;
    this.#given = given;
    this.#usable = usable;
    this.#keys = keys;
    if (usable !== null) engine.followUsable(usable);
    this.on = this.#handlers();
  }

  /** What readings of each gauge are held against now; the same list until that changes. */
  get limits(): readonly GaugeLimits[] {
    return this.#engine.limits;
  }

  /** The set that judges and since when, our clock; null where none was ever activated. */
  get activation(): Pick<RuleActivation, "digest" | "at"> | null {
    return this.#activation;
  }

  async restore({ state, journal, pause }: RestorePoint, draft: Draft): Promise<void> {
    const { saved, position, clock, activation } = state;
    this.#activation = activation;
    const since = await journalSinceChanges(journal, this.#keys, position);
    const found = await this.#engine.restore(saved, { journal: since, position, clock, ...this.#known(), pause });
    this.#handOn(found, draft);
  }

  save(draft: Draft): void {
    const changes = this.#engine.drainChanges();
    draft.effects.saved.push(...this.#unsavedBefore, ...changes);
    this.#unsavedBefore = [];
  }

  /**
   * Brings an engine with other rules to where this one stands, with every alarm as it stands, pending ones included,
   * committed or not. What this one holds of gauges is taken as well; what other rules look back at further comes from the
   * journal (docs/decisions/0003), so that a longer window is full at once. The engine at work loses nothing: it judges on
   * until the entry that activates the other is decided. No input may be decided in between.
   */
  async prepare(next: RuleEngine, { journal, position, clock, pause }: HandoverPoint): Promise<void> {
    const before = this.#engine;
    const found = await next.restore(before.snapshot(), {
      journal: await journalSinceChanges(journal, this.#keys, position),
      position,
      clock,
      ...this.#known(),
      before,
      pause,
    });
    this.#next = { engine: next, found };
  }

  #known(): { readonly given: GivenObservations; readonly usable?: UsableTimes } {
    return this.#usable === null ? { given: this.#given } : { given: this.#given, usable: this.#usable };
  }

  #handlers(): Handlers {
    return {
      row: ({ row }, draft) => {
        this.#handOn(this.#engine.step(row, draft.found.judgeable), draft);
        this.#takeBack(draft);
      },
      tick: ({ at }, draft) => {
        this.#handOn(this.#engine.advanceClock(at, draft.found.judgeable), draft);
        this.#takeBack(draft);
      },
      "hub-started": ({ logged }) => this.#start(logged.at),
      "mode-set": ({ logged }, draft) => this.#handOn(this.#engine.setMode(logged.entry.mode, logged.at), draft),
      "rules-activated": ({ logged }, draft) => this.#activate(logged, draft),
      "gauges-changed": ({ logged }, draft) => this.#startAfresh(logged, draft),
      "order-given": ignore,
      ...ignoresGovernance,
      "flag-set": (_, draft) => this.#takeBack(draft),
      "device-reported": ignore,
      "readings-refused": ignore,
      "readings-repeated": ignore,
    };
  }

  #takeBack(draft: Draft): void {
    const { retracted } = draft.found;
    if (retracted.length > 0) this.#handOn(this.#engine.takeBack(retracted), draft);
  }

  #start(at: number): void {
    this.#engine.start(at);
    this.due.nextAt = this.#engine.nextDueAt;
  }

  /** What was held is judged under the setup it was taken in, then windows begin anew; alarms stay as they are. */
  #startAfresh({ at, entry }: LoggedEntry<GaugesChanged>, draft: Draft): void {
    this.#handOn(this.#engine.advanceClock(at, draft.found.judgeable), draft);
    this.#engine.startAfresh(brokenGauges(entry, this.#keys));
  }

  #activate({ entry, at, afterRow, entrySeq }: LoggedEntry<RulesActivated>, draft: Draft): void {
    const { digest, files, ruleCount } = entry.set;
    const { source, by } = entry;
    const position = { row: afterRow, entry: entrySeq };
    this.#activation = { digest, at };
    draft.effects.activations.push({ digest, files, ruleCount, source, by, at, position });
    if (this.#next === null) return;
    // As the rules that now judge would save it: the version on an alarm is that of the rules that hold it.
    const { engine, found } = this.#next;
    this.#unsavedBefore = [...this.#unsavedBefore, ...this.#engine.drainChanges(), ...engine.snapshot()];
    this.#engine = engine;
    this.#next = null;
    this.#handOn(found, draft);
  }

  #handOn({ transitions, missedPeaks }: Findings, { found, effects }: Draft): void {
    this.due.nextAt = this.#engine.nextDueAt;
    if (transitions.length === 0 && missedPeaks.length === 0) return;
    this.meter.findings += transitions.length + missedPeaks.length;
    found.transitions.push(...transitions);
    found.missedPeaks.push(...missedPeaks);
    effects.missedPeaks.push(...missedPeaks);
  }
}
