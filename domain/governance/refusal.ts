import type { ErrorCode } from "../errors.ts";
import type { BilingualText } from "../text.ts";

/** Why what a person asked for has no effect. Nothing is changed by it. */
export interface Refusal {
  readonly code: ErrorCode;
  /** What was wanted and how it stands instead, for that person. */
  readonly words: BilingualText;
}
