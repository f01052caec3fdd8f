import type { GaugeKey } from "../../domain/ids.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import { flagOf } from "../qualify.ts";
import type { CountedTotal, Counter } from "./counter.ts";
import type { CounterGain } from "./step-counter.ts";

/** One total as it was sent: all of an observation but what the counter makes of it. */
export interface SentTotal extends Pick<Observation, "observedAt" | "receivedAt" | "deviceTime" | "seq"> {
  readonly gauge: GaugeKey;
  /** Canonical unit. */
  readonly total: number;
  /** Bit set of the checks its time fails. */
  readonly timeCheck: number;
  /** False for a total that another of the same message stands for. */
  readonly isCounted: boolean;
}

/**
 * Puts a total into `into`: the total as a row of its own, and what it adds as observations of the gauge, one or, after a gap,
 * equal shares of it evenly over the gap.
 *
 * @returns how to take it back; null where it adds nothing
 */
export function countReading(counter: Counter, sent: SentTotal, into: Observation[]): CountedTotal | null {
  const { total: value, timeCheck, observedAt, receivedAt, deviceTime, seq, isCounted } = sent;
  const times = { observedAt, receivedAt, deviceTime, seq };
  into.push({ ...times, gauge: counter.totalKey, value, flag: flagOf(timeCheck), checks: timeCheck });
  if (!isCounted) return null;
  const { gain, counted } = counter.count(observedAt, value);
  if (gain !== null) addGain(counter, sent, gain, into);
  return counted;
}

function addGain(counter: Counter, sent: SentTotal, gain: CounterGain, into: Observation[]): void {
  const { gauge, timeCheck, observedAt, receivedAt, deviceTime, seq } = sent;
  const { parts, sinceAt, isPossible, isKnown } = gain;
  const failed = timeCheck | gain.checks | (isPossible ? 0 : checks.grossRange);
  const gapMs = observedAt - sinceAt;
  const shares = sharesOf(counter, gain, gapMs);
  for (let part = 1; part <= parts; part++) {
    const isLast = part === parts;
    // Only the last share is of the reading itself: its time and count are no other's.
    const bits = isLast ? failed : failed & ~checks.untimed;
    into.push({
      receivedAt,
      gauge,
      observedAt: observedAt - Math.round((gapMs * (parts - part)) / parts),
      value: isLast ? shares.last : shares.each,
      // What is not known is judged by no rule: a reading of 0 would be dry.
      flag: isKnown ? flagOf(bits) : 4,
      checks: bits,
      deviceTime: isLast ? deviceTime : null,
      seq: isLast ? seq : null,
    });
  }
}

/** Shares that add up to the amount to the last digit; a rate is the same in all of them. */
function sharesOf(
  { isPerSecond, limits }: Counter,
  { amount, parts }: CounterGain,
  gapMs: number,
): { readonly each: number; readonly last: number } {
  if (isPerSecond) {
    const rate = rounded((amount * 1000) / (gapMs > 0 ? gapMs : limits.intervalMs));
    return { each: rate, last: rate };
  }
  const each = rounded(amount / parts);
  return { each, last: rounded(amount - each * (parts - 1)) };
}

function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
