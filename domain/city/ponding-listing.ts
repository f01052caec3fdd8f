import type { BilingualText } from "../text.ts";

/**
 * A line of the city's list of ponding places 内涝积水点清单: a place where water stood before, what is done about it, and when it
 * is looked at again. Days are of the city's calendar, `YYYY-MM-DD`.
 */
export interface PondingListing {
  readonly listedOn: string;
  /** Deepest water on record, m; null where nobody measured. */
  readonly deepestM: number | null;
  readonly cause: BilingualText | null;
  readonly measures: BilingualText | null;
  /** Null where it was not reviewed since it was listed. */
  readonly reviewedOn: string | null;
  readonly reviewDueOn: string;
  readonly source: string;
  /** True where the line is ours for demonstration and of no official list. */
  readonly isDemonstration: boolean;
}
