import type { AlarmTarget } from "../../domain/alarms/alarm.ts";
import type { Level } from "../../domain/city/level.ts";
import type { RuleId } from "../../domain/ids.ts";
import type { Direction } from "../conditions/condition.ts";

/** What contradicts in the limits of a level at one place. */
export type LimitContradiction =
  | { readonly end: "reset"; readonly than: "its raise" }
  | { readonly end: "raise" | "reset"; readonly than: Level };

/** What can be wrong with a rule in a city, by the name of the fault. */
type BindingFault =
  /** An earlier rule has the id. */
  | { readonly kind: "id-repeated"; readonly id: RuleId }
  /** It names a rule that is not there. */
  | { readonly kind: "unknown-rule"; readonly named: RuleId }
  /** It names a rule that leads back to it; `loop` begins and ends with the same rule. */
  | { readonly kind: "rule-loop"; readonly named: RuleId; readonly loop: readonly RuleId[] }
  /** `applies.ids` holds what is neither a gauge nor a station. */
  | { readonly kind: "unknown-id"; readonly id: string }
  /** `applies.ids` holds what the rest of `applies` does not fit. */
  | { readonly kind: "id-out-of-scope"; readonly id: string }
  | { readonly kind: "unknown-area"; readonly area: string }
  /** Named thresholds of a place are in another order than its levels. */
  | {
      readonly kind: "limits-contradict";
      readonly target: AlarmTarget;
      readonly contradiction: LimitContradiction;
      readonly direction: Direction;
      /** The limit in question, and the one it must be held against, both in `unit`. */
      readonly got: number;
      readonly against: number;
      readonly unit: string;
    };

/** What is worth knowing of a rule in a city and no mistake. */
type BindingRemark =
  /** No gauge of the city fits `applies`. */
  | { readonly kind: "nothing-in-scope" }
  /** Nowhere are there enough alarms of the rules that it names. */
  | { readonly kind: "nothing-to-combine" }
  /** Nobody has set a threshold that it names; `level` is null where every level hangs on it. */
  | {
      readonly kind: "threshold-unset";
      readonly target: AlarmTarget;
      readonly threshold: string;
      readonly level: Level | null;
    }
  /** What its gauge can measure ends before the level is raised: readings beyond its span are judged by no rule. */
  | {
      readonly kind: "out-of-span";
      readonly target: AlarmTarget;
      readonly level: Level;
      readonly direction: Direction;
      /** The limit, and the last that the signal can be, both in `unit`. */
      readonly raise: number;
      readonly end: number;
      readonly unit: string;
    };

/** Which rule, and where in it; the loader makes a line of a file of it. */
interface PlaceInRule {
  readonly ruleId: RuleId;
  readonly path: readonly (string | number)[];
}

/** Something wrong with a rule in this city: a hub must not start on it. */
export type BindingProblem = PlaceInRule & BindingFault;

export type BindingNote = PlaceInRule & BindingRemark;

/** The same before it is known of which rule. */
export type FaultInRule = Omit<PlaceInRule, "ruleId"> & BindingFault;
export type RemarkInRule = Omit<PlaceInRule, "ruleId"> & BindingRemark;
