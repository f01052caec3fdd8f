import type { AreaCode } from "../ids.ts";
import type { BilingualText } from "../text.ts";

/** A drill 演练: from its start to its end, what stations of drills raise in its areas opens cases, marked as exercises. */
export interface Drill {
  readonly drillId: string;
  readonly title: string;
  readonly areaCodes: readonly AreaCode[];
  /** Our clock, ms since 1970. */
  readonly startedAt: number;
  readonly startedBy: string;
  /** When it ends by itself, our clock. */
  readonly untilAt: number;
  /** Null while it is under way. */
  readonly endedAt: number | null;
  /** Null while it is under way, and where it ended by itself. */
  readonly endedBy: string | null;
}

/** One link of a drill's case, from the reading to the closing. */
export interface DrillLink {
  readonly name: BilingualText;
  /** When it was first there, ms since 1970; null where it never was. */
  readonly at: number | null;
  /** Since the link before that was there, ms; null for the first, and where it never was. */
  readonly afterMs: number | null;
}
