import type { Mode } from "../city/mode.ts";

/** The city is run in another mode from `at` of the entry on. */
export interface ModeSet {
  readonly kind: "mode-set";
  readonly mode: Mode;
  /** Who switched; null where that is not known. */
  readonly by: string | null;
}
