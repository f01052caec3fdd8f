import type { Check, QualityFlag } from "../observations/quality.ts";
import type { BilingualText } from "../text.ts";

/** What speaks against the reading that moved an alarm, although it was judged. */
export interface Doubt {
  /** Of the reading, as its checks left it. */
  readonly flag: QualityFlag;
  /** The checks it failed. */
  readonly checks: readonly Check[];
  /** The same for people. */
  readonly words: BilingualText;
}
