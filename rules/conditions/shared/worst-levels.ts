import { levels } from "../../../domain/city/level.ts";
import type { AlarmPart, BoundedNumber, ConditionTally } from "../condition.ts";

const ends = ["low", "held", "high"] as const;
const ranks = levels.length + 1;

/** How many parts stand at each rank, by the rule they are of: the gravest is found without going over the parts. */
export class WorstLevels {
  /** By term; a row of ranks for each end. */
  readonly #counts: Int32Array[] = [];

  /** @param before null for a part that comes in */
  change({ term }: AlarmPart, before: BoundedNumber | null, after: BoundedNumber): void {
    this.#counts[term] ??= new Int32Array(ends.length * ranks);
    const counts = this.#counts[term];
    for (const [row, end] of ends.entries()) {
      if (before !== null) this.#add(counts, row * ranks + before[end], -1);
      this.#add(counts, row * ranks + after[end], 1);
    }
  }

  /** The gravest of the parts of one rule: two gauges of one station. Null where there are none. */
  of(term: number): BoundedNumber | null {
    const counts = this.#counts[term];
    if (counts === undefined) return null;
    const [low, held, high] = ends.map((_, row) => {
      const own = counts.subarray(row * ranks, (row + 1) * ranks);
      return own.findLastIndex((count) => count > 0);
    }) as [number, number, number];
    return { low, held, high };
  }

  #add(counts: Int32Array, index: number, number: number): void {
    counts[index] = (counts[index] ?? 0) + number;
  }
}

/** Counts for a condition whose signal hangs on the worst level of each rule. */
export function tallyLevels(signalOf: (levels: WorstLevels) => BoundedNumber | null): ConditionTally {
  const levels = new WorstLevels();
  return {
    change: (part, before, after) => levels.change(part, before, after),
    signal: () => signalOf(levels),
  };
}
