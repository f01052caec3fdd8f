import type { AreaKind } from "../../domain/city/area-kind.ts";
import type { Gauge } from "../../domain/city/city.ts";
import type { Conversion } from "../../domain/city/conversions.ts";
import type { Property } from "../../domain/city/property.ts";
import type { AlarmKey, RuleId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { GaugeWindow } from "../../series/gauge-window.ts";

/** Whether a level is raised when the signal rises to its limit or falls to it. */
export type Direction = "above" | "below";

interface AnyCondition {
  readonly direction: Direction;
  /** What the signal is, for titles: `{condition}`. */
  readonly words: BilingualText;
  /** Brings a limit written in the rule's `unit` to the signal's unit; null when the unit does not fit. */
  limitConversion(property: Property | undefined, unit: string | undefined): Conversion | null;
}

interface GaugeCondition extends AnyCondition {
  /** True where limits are compared with the observed value itself, and so can be drawn beside it. */
  readonly comparesValue: boolean;
  /** Unit of the signal where the gauge measures `property`. */
  signalUnit(property: Property): string;
}

/** From the lowest to the highest value, both included. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/** A condition that each observation answers. */
export interface ObservedCondition extends GaugeCondition {
  readonly movedBy: "observation";
  /** How much of the gauge's past the signal needs, ms; 0 when the observation alone is enough. */
  readonly windowMs: number;
  /**
   * The number to compare with the limits, for the observation of `value` at `at`. Pure, and called for every
   * observation of every gauge it applies to.
   *
   * @param window judged observations of the gauge, this one included; newer ones may be there when it is late
   * @returns what the signal is at least; NaN when the window does not show it: the alarm then neither rises nor clears
   */
  signal(at: number, value: number, window: GaugeWindow): number;
  /** Ends that the signal stays within while every observation lies within `span`; left out where there are none to name. */
  signalWithin?(span: Span): Span;
  /** What the signal may be at most, where `signal` knows only part of it; asked while an alarm is raised. */
  ceiling?(at: number, value: number, window: GaugeWindow): number;
  /** Why the signal is what it is, for people. */
  reason?(at: number, value: number, window: GaugeWindow): BilingualText | null;
}

/** A condition that time passing on our clock answers; any word from the gauge ends it. */
export interface ClockCondition extends GaugeCondition {
  readonly movedBy: "clock";
  /** The number to compare with the limits once nothing has been heard for `unheardMs`. */
  signal(unheardMs: number, expectedIntervalMs: number): number;
  /** After how many whole ms unheard the signal reaches `limit`. */
  dueAfterMs(limit: number, expectedIntervalMs: number): number;
}

/** A number known only in part; all three equal where it is known. */
export interface BoundedNumber {
  /** What it is at least: this alone can raise an alarm. */
  readonly low: number;
  /** What it was when everything it depends on was last seen, between low and high. */
  readonly held: number;
  /** What it may be at most. */
  readonly high: number;
}

/** One of the alarms that an alarm is made of. */
export interface AlarmPart {
  readonly alarmKey: AlarmKey;
  /** Which of the rules that the condition names, in the order of `rules`. */
  readonly term: number;
  /** The part is as grave as it was at its worst over so long. */
  readonly lookBackMs: number;
  /** What is counted once, however many parts share it. */
  readonly countsAs: string;
  readonly placeName: BilingualText;
}

/** How grave a part is, as a rank from 0 to 4; low 0 and high 4 where its gauge has not been seen lately. */
export interface PartLevel extends BoundedNumber {
  readonly part: AlarmPart;
}

/** A rule that a condition names. */
export interface NamedRule {
  readonly rule: RuleId;
  /** Where in the condition it stands, for problems. */
  readonly path: readonly (string | number)[];
}

/** Where the alarms lie that one alarm is made of; also what the alarm is about. */
export type PartsAt = "station" | "upstream" | AreaKind;

/**
 * What a condition counts of its parts, kept up to date part by part: in a flood thousands of parts of one area move, and
 * going over all of them each time cost seconds (`npm run bench -- rules`, the flood).
 */
export interface ConditionTally {
  /** @param before null for a part that comes in */
  change(part: AlarmPart, before: BoundedNumber | null, after: BoundedNumber): void;
  /** The number to compare with the limits; null where no part at hand could ever make it hold. */
  signal(): BoundedNumber | null;
}

/** A condition over the alarms of other rules. */
export interface CombinedCondition extends AnyCondition {
  readonly movedBy: "alarms";
  readonly unit: string;
  readonly rules: readonly NamedRule[];
  readonly partsAt: PartsAt;
  readonly countedBy: "gauges" | "stations";
  /** A part is as grave as at its worst over so long; parts upstream over the travel time instead. */
  readonly lookBackMs: number;
  /** Counts of no parts yet. */
  tally(): ConditionTally;
  /** What it is made of, for people. */
  reason(levels: readonly PartLevel[]): BilingualText | null;
}

/** What judges, made out of the `condition` of a rule by its kind. */
export type Condition = ObservedCondition | ClockCondition | CombinedCondition;

/** A threshold of the gauge that a condition itself names. */
export interface ThresholdInCondition {
  /** Within the condition. */
  readonly path: readonly string[];
  readonly threshold: string;
}

/** Makes a condition at one gauge; not where nobody has set the threshold that it lacks there. */
export type ConditionAt = (
  gauge: Gauge,
) =>
  | { readonly ok: true; readonly condition: ObservedCondition }
  | { readonly ok: false; readonly lacks: ThresholdInCondition };
