import type { Mode } from "../domain/city/mode.ts";
import type { Case } from "../domain/governance/case.ts";

/** What gives cases their time limits. */
export interface CaseLimits {
  /** How the city is run from now on. */
  mode: Mode;
  /** Whether an overdue case is supervised 督办 by standing order. */
  readonly supervisesOverdue: boolean;
  /**
   * A case that changed, with its time limit as it stands after that; pure but for `mode`.
   *
   * @param before the case as it was; null where the change opened it
   * @param at our clock, ms since 1970
   */
  dueAfter(before: Case | null, after: Case, at: number): Case;
}

/** A city that sets no limits: cases are as they were before there were any. */
export const noLimits: CaseLimits = { mode: "daily", supervisesOverdue: false, dueAfter: (_before, after) => after };
