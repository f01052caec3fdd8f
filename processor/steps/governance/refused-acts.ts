import type { Refusal } from "../../../domain/governance/refusal.ts";
import type { Draft } from "../../draft.ts";
import { readValues, saveValues } from "../../saved-values.ts";
import { type Handlers, ignoresAll, newMeter, type Step } from "../../step.ts";

const refusedSaved = "refused-acts";

/** Refusals kept: those of the newest acts. Whoever sends one again does so within minutes. */
const mostKept = 1_000;

/** Why acts were refused, by their number in the log: one that is sent again with its key is answered as it was the first time. */
export class RefusedActs implements Step {
  readonly name = "refused-acts";
  readonly due = null;
  readonly meter = newMeter();
  readonly on: Handlers = ignoresAll;
  /** In the order of the log. */
  readonly #refusals = new Map<string, Refusal>();

  /** Null for an act that took effect, and for one of long ago. */
  of(entrySeq: number): Refusal | null {
    return this.#refusals.get(String(entrySeq)) ?? null;
  }

  restore: Step["restore"] = async ({ state }) => {
    const saved = [...readValues<string, Refusal>(state, refusedSaved)];
    for (const [seq, refusal] of saved.toSorted(([a], [b]) => Number(a) - Number(b))) this.#refusals.set(seq, refusal);
  };

  save({ refusals, effects }: Draft): void {
    const changed = new Map<string, Refusal | null>();
    for (const [seq, refusal] of refusals) {
      this.meter.findings += 1;
      this.#refusals.set(String(seq), refusal);
      changed.set(String(seq), refusal);
    }
    for (const seq of this.#refusals.keys()) {
      if (this.#refusals.size <= mostKept) break;
      this.#refusals.delete(seq);
      changed.set(seq, null);
    }
    effects.saved.push(...saveValues(refusedSaved, changed));
  }
}
