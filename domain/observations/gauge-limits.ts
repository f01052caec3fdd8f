import type { Level } from "../city/level.ts";
import type { GaugeId, RuleId } from "../ids.ts";
import type { BilingualText } from "../text.ts";

/** What one rule holds the readings of one gauge against, as they come. */
export interface GaugeLimits {
  readonly ruleId: RuleId;
  readonly gaugeId: GaugeId;
  /** Whether a value rising to a limit raises, or one falling to it. */
  readonly direction: "above" | "below";
  /** By level, canonical unit of the gauge; levels that the rule does not have there are absent. */
  readonly raiseAt: Readonly<Partial<Record<Level, number>>>;
  /** What to do at each of these levels. */
  readonly advice: Readonly<Partial<Record<Level, BilingualText>>>;
  /** True where the numbers are no official figures. */
  readonly isDemonstration: boolean;
}
