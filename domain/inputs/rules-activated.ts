import type { Called } from "../governance/entry-caller.ts";
import type { RuleSet, RuleSetSource } from "../rule-set.ts";

/** A set of rules is activated: what comes after this place is judged by it. `caller` is who asked, where a call did. */
export interface RulesActivated extends Called {
  readonly kind: "rules-activated";
  /** With its files, so that the log alone says what judged. */
  readonly set: RuleSet;
  readonly source: RuleSetSource;
  /** Who asked for it; null when that is not known. */
  readonly by: string | null;
  /** Who approved it; absent where nobody had to. */
  readonly approvedBy?: string;
  /** Why it takes over although the mode freezes rules, in the words of a commander. */
  readonly override?: string;
}
