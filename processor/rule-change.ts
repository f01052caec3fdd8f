import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { RulesActivated } from "../domain/inputs/rules-activated.ts";
import type { Position } from "../domain/position.ts";
import type { RuleSet } from "../domain/rule-set.ts";
import type { RuleEngine } from "../rules/engine/engine.ts";
import type { JournalReader } from "../store/ports.ts";
import type { RulesStep } from "./steps/rules.ts";

export interface RuleChangeParts {
  readonly rules: RulesStep;
  readonly journal: JournalReader;
  /** Digest of the set that judges; null for none. */
  readonly running: string | null;
  /** An engine with the rules of a set, as far as they fit the city. */
  engineFor(set: RuleSet): RuleEngine;
}

/** Brings other rules to where those at work stand, so that they take over between two inputs. */
export class RuleChange {
  readonly #parts: RuleChangeParts;
  #running: string | null;

  constructor(parts: RuleChangeParts) {
    this.#parts = parts;
    this.#running = parts.running;
  }

  /**
   * Makes ready what an entry activates; no input may be decided until this resolves and the entry is decided.
   *
   * @param standing where the log has been decided up to, and the clock there
   */
  async prepare(
    { entry: { set } }: LoggedEntry<RulesActivated>,
    { position, clock }: { readonly position: Position; readonly clock: number },
  ): Promise<void> {
    if (set.digest === this.#running) return;
    const { rules, journal, engineFor } = this.#parts;
    await journal.index();
    await rules.prepare(engineFor(set), { journal, position: { ...position }, clock, pause });
    this.#running = set.digest;
  }
}

/** Sign-ins and acknowledgements get a turn. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
