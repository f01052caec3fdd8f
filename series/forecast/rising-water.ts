import { hourMs, minuteMs } from "../../domain/clock.ts";

/**
 * What the forecast takes for granted about rising water, the same for a river and a street. Lengths in metres, times
 * in ms. docs/forecast.md says what each means and how little the skill moves when it is changed by a third.
 */
export const risingWater = {
  /** Memory of the means the level is held against: what is happening, the rise so far, and the longer rise. */
  nowMs: 20 * minuteMs,
  shortMs: 80 * minuteMs,
  longMs: 160 * minuteMs,
  /** A rise of r has even odds to go on for this many times r. */
  furtherPerRise: 4,
  /** Waves and the instrument's step: a rise must go this far past the mark. */
  wavesM: 0.05,
  /** A rise no larger than this counts as none. */
  smallestRiseM: 0.01,
  /** How sharply the chance drops when the mark is further off in time than the rule looks ahead. */
  lookAheadPower: 3,
  /** Water that leaves faster than this, per minute, is a dip of the instrument; its return is no rise. */
  fastestFallMPerMinute: 0.005,
  /** A single step up by more than this, and by this many times the rise before it, waits for the next value. */
  doubtfulStepM: 0.2,
  doubtfulStepPerRise: 4,
  /** A step that has gone back by this part at the next value was a spike: it never was. */
  spikeReturn: 0.7,
  /** The band around the minutes to a mark; docs/skill.md counts how often the water came within it. */
  lowPerMinute: 0.4,
  highPerMinute: 3,
  /** Only this and the run before it are remembered, so that a forecast can be made again from the journal. */
  runMs: 12 * hourMs,
} as const;
