import { seededRandom } from "../../seeded-random.ts";
import type { Span } from "../ponds/pond-shape.ts";

/** Numbers by chance that belong to one place: the same seed, place and word, the same number. */
export interface Draw {
  /** Between the ends of a span. */
  between(what: string, span: Span): number;
  /** One of a list. */
  oneOf<T>(what: string, list: readonly [T, ...T[]]): T;
}

export function drawFor(seed: number, id: string): Draw {
  const chance = (what: string): number => seededRandom(seed, id, what);
  return {
    between: (what, [from, to]) => from + (to - from) * chance(what),
    oneOf: (what, list) => list[Math.floor(chance(what) * list.length)] ?? list[0],
  };
}
