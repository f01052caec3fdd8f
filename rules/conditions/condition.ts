import type { Property } from "../../domain/property.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Conversion } from "../../domain/units.ts";
import type { GaugeWindow } from "../gauge-window.ts";

/** Whether a level is raised when the signal rises to its limit or falls to it. */
export type Direction = "above" | "below";

/** What a level's limits may be: numbers alone, or also names of the gauge's thresholds. */
export type LimitWords = "numbers" | "numbers-and-names";

interface AnyCondition {
  readonly direction: Direction;
  readonly limitWords: LimitWords;
  /** What the signal is, for titles: `{condition}`. */
  readonly words: BilingualText;
  /** Unit of the signal where the gauge measures `property`. */
  signalUnit(property: Property): string;
  /** Brings a limit written in the rule's `unit` to the signal's unit; null when the unit does not fit. */
  limitConversion(property: Property | undefined, unit: string | undefined): Conversion | null;
}

/** A condition that each observation answers. */
export interface ObservedCondition extends AnyCondition {
  readonly movedBy: "observation";
  /** How much of the gauge's past the signal needs, ms; 0 when the observation alone is enough. */
  readonly windowMs: number;
  /**
   * The number to compare with the limits, for the observation of `value` at `at`. Pure, and called for every
   * observation of every gauge it applies to.
   *
   * @param window judged observations of the gauge, this one included; newer ones may be there when it is late
   * @returns NaN when the window does not tell; the alarm then neither rises nor clears
   */
  signal(at: number, value: number, window: GaugeWindow): number;
}

/** A condition that time passing on our clock answers; any word from the gauge ends it. */
export interface ClockCondition extends AnyCondition {
  readonly movedBy: "clock";
  /** The number to compare with the limits once nothing has been heard for `unheardMs`. */
  signal(unheardMs: number, expectedIntervalMs: number): number;
  /** After how many whole ms unheard the signal reaches `limit`. */
  dueAfterMs(limit: number, expectedIntervalMs: number): number;
}

/** What each file of this folder makes of the `condition` of a rule. */
export type Condition = ObservedCondition | ClockCondition;
