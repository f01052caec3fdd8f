import type { Level } from "../domain/city/level.ts";

/** What one rule did in a stretch of history. */
export interface RuleCounts {
  /** Episodes begun. */
  readonly raised: number;
  /** Changes of level within an episode. */
  readonly stepped: number;
  /** Time with any level raised, all its alarms together; open episodes count up to the end of the stretch. */
  readonly activeMinutes: number;
  /** Times somebody would have been called: a case grew graver by it, nothing held it back, and not too late. */
  readonly pages: number;
}

/** How one rule did under either set; null where it is not in it. */
export interface RuleDiff {
  readonly ruleId: string;
  /** `same`: the rule reads the same. Its counts may differ all the same where it is made of others. */
  readonly change: "new" | "gone" | "edited" | "same";
  readonly isShadow: boolean;
  readonly before: RuleCounts | null;
  readonly after: RuleCounts | null;
}

/** An alarm that would stand elsewhere at the end of the stretch, which is now. */
export interface LevelDiff {
  readonly alarmKey: string;
  readonly before: Level | null;
  readonly after: Level | null;
}

/** What other rules would have done, against those that run. */
export interface RulesDiff {
  /** The stretch looked at: our clock at reception, ms since 1970. */
  readonly fromAt: number;
  readonly toAt: number;
  readonly observations: number;
  readonly rules: readonly RuleDiff[];
  readonly levelsNow: readonly LevelDiff[];
  /** Alarms of the running hub that would end the moment the other rules take over. */
  readonly endsAtOnce: readonly string[];
  readonly isSame: boolean;
}
