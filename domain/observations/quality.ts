import type { GaugeId, GaugeKey } from "../ids.ts";

/**
 * Quality flag of an observation: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing.
 *
 * @see IOOS QARTOD flags
 */
export type QualityFlag = 1 | 2 | 3 | 4 | 9;

/** The checks that can lower a flag, as bits so that a journal row keeps all that failed. */
export const checks = {
  grossRange: 1,
  /** The device's clock is wrong: the reading is kept under our estimate of its time, and `deviceTime` is what it said. */
  clockWrong: 2,
  /** No time in the reading: kept under the time we received it. */
  untimed: 4,
  /** Older than the archive-only limit, or of a backlog or the first old word of a device whose clock is not known: never judged. */
  tooOld: 8,
  rateOfChange: 16,
  spike: 32,
  flatLine: 64,
  jump: 128,
  /** Another value of the gauge is kept under the time that the device gave: this one is under ours. */
  sameMoment: 256,
  /** Below the instrument's span by no more than the property's noise: kept at the lower end. */
  belowFloor: 512,
  /** A counter was set back, or moved by more than its gauge can measure: what it counted since is not known. */
  counterReset: 1024,
  /** One of several readings of its gauge in one message whose times do not tell them apart, and not the last: kept, never judged. */
  untimedSeries: 2048,
  /** A share of what a counter counted over a gap, spread evenly over it: how much is known, when is not. */
  spreadOverGap: 4096,
  /** Above the instrument's span by no more than the property's noise: kept at the upper end. */
  aboveCeiling: 8192,
  /** A rain gauge sends one amount again and again, or only ever more: it looks like a running total. */
  runningTotal: 16384,
  /** Its count had come before, again and again at the pace of readings: the count does not move and identifies nothing. */
  repeatedCount: 32768,
  /** Put in from a recording by a person: history alone, that no step is given and that ends no silence. */
  archived: 1_048_576,
} as const;

export type Check = keyof typeof checks;

/** Names of the checks in a bit set. */
export function checksIn(bits: number): readonly Check[] {
  return (Object.keys(checks) as Check[]).filter((name) => (bits & checks[name]) !== 0);
}

/** Flags that live rules judge; 4 and 9 are kept for the record only. */
export function isJudged(flag: QualityFlag): boolean {
  return flag <= 3;
}

/** What rules made of one observation's quality after the journal had it: its flag and failed checks from now on. */
export interface FlagChange {
  /** Its number in the journal that is open, for what is looked up in memory. */
  readonly gauge: GaugeKey;
  /** What it is kept under. */
  readonly gaugeId: GaugeId;
  readonly observedAt: number;
  /** 4 means that no rule was given it. */
  readonly flag: QualityFlag;
  /** Bit set of failed checks. */
  readonly checks: number;
}

/** Above `suspect` a change is doubted, above `fail` nothing but another reading speaks for it. */
export interface QualityLimits {
  readonly suspect: number;
  readonly fail: number;
}

/** What a city says of the checks of one gauge, canonical unit; whatever is left out is as for its property. */
export interface QualityOverrides {
  /** How far one reading may stand out, at the gauge's own interval. */
  readonly spike?: QualityLimits;
  /** How far the value may move within `overMs`. */
  readonly rateOfChange?: QualityLimits & { readonly overMs: number };
  /** For how long the value may move by less than `tolerance`; only above `above`, null for anywhere. */
  readonly flatLine?: { readonly suspectMs: number; readonly tolerance: number; readonly above: number | null };
}
