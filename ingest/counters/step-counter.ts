import { checks } from "../../domain/observations/quality.ts";

/** What one counter is judged by; canonical unit of what it counts. */
export interface CounterLimits {
  /** The total at which it starts again from 0; null where it never does by itself. */
  readonly wrapsAt: number | null;
  /** More than this cannot be counted in an expected interval: the upper end of the gauge's span. */
  readonly mostAtOnce: number;
  /** A total that falls by no more than this stands still. */
  readonly errorAtRest: number;
  readonly intervalMs: number;
}

/** Where a counter stood before a total that may be wrong, and what it had counted just before. */
export interface Suspended {
  readonly total: number;
  readonly gained: number;
  /** True where the total fell, false where it rose by more than can be counted. */
  readonly hasFallen: boolean;
}

/** Where a counter stands. Never changed in place. */
export interface CounterState {
  /** Observation time of its newest total. */
  readonly at: number;
  readonly total: number;
  /** What the newest total added. */
  readonly gained: number;
  /** Set where the newest total fell, or rose by more than can be counted: the next says whether it was wrong. */
  readonly suspended: Suspended | null;
}

/** What a total adds to the one before it. */
export interface CounterGain {
  readonly amount: number;
  /** Observation time of the total before. */
  readonly sinceAt: number;
  /** How many readings it stands for: more than one after a gap, each with an equal share. */
  readonly parts: number;
  /** Bit set of failed checks. */
  readonly checks: number;
  /** False where so much cannot have been counted: the counter is another, or was set. */
  readonly isPossible: boolean;
}

/** After so many expected intervals without a total, when its amount fell is not known. */
const gapIntervals = 3;
/** Most shares of an amount over a gap: a message stays a bounded multiple of itself. */
const mostParts = 12;

/**
 * Takes the next total of a counter. Pure.
 *
 * A total that comes after a newer one adds nothing: it would only say how the amount that is counted already was divided.
 * One that comes again adds nothing either, so a counter cannot be doubled. Where the total falls the counter has wrapped, or
 * was set back: then it counted at least what it shows now, and what it had counted before is hidden.
 *
 * @param state null before the first total: what it counted until then is not known
 * @returns the same state and no gain where the total says nothing new
 */
export function stepCounter(
  limits: CounterLimits,
  state: CounterState | null,
  at: number,
  total: number,
): { readonly state: CounterState; readonly gain: CounterGain | null } {
  if (state === null) {
    const gain = { amount: 0, sinceAt: at, parts: 1, checks: checks.counterReset, isPossible: true };
    return { state: { at, total, gained: 0, suspended: null }, gain };
  }
  if (at < state.at || (at === state.at && total <= state.total)) return { state, gain: null };
  const intervals = Math.max(1, Math.ceil((at - state.at) / limits.intervalMs));
  const most = limits.mostAtOnce * intervals;
  const { amount, kind } = amountOf(limits, state, { total, most });
  const parts = amount === 0 || intervals <= gapIntervals ? 1 : Math.min(mostParts, intervals);
  const isPossible = amount <= most;
  const isSuspended = kind === "fallen" || !isPossible;
  const next: CounterState = {
    at,
    total: kind === "stands" ? state.total : total,
    gained: isPossible ? amount : 0,
    suspended: isSuspended ? { total: state.total, gained: state.gained, hasFallen: kind === "fallen" } : null,
  };
  const failed = kind === "fallen" || kind === "back" || !isPossible ? checks.counterReset : 0;
  const gain = {
    amount,
    sinceAt: state.at,
    parts,
    checks: failed | (parts > 1 ? checks.spreadOverGap : 0),
    isPossible,
  };
  return { state: next, gain };
}

interface Amount {
  readonly amount: number;
  /**
   * `counted`: went on, or wrapped. `stands`: fell by noise alone, so the higher total goes on counting. `fallen`: was set back.
   * `back`: goes on from where it was before one wrong total.
   */
  readonly kind: "counted" | "stands" | "fallen" | "back";
}

function amountOf(
  { wrapsAt, mostAtOnce, errorAtRest }: CounterLimits,
  { total: before, suspended }: CounterState,
  { total, most }: { readonly total: number; readonly most: number },
): Amount {
  if (suspended !== null) {
    const since = exact(total - suspended.total);
    // What rains on between a wrong total and the next is little; a counter that was set to 0 takes long to get back there.
    const mostSince = suspended.hasFallen ? 2 * suspended.gained : 2 * mostAtOnce;
    if (since >= 0 && since <= mostSince) return { amount: since, kind: "back" };
  }
  const rise = exact(total - before);
  if (rise >= 0) return { amount: rise, kind: "counted" };
  if (-rise <= errorAtRest) return { amount: 0, kind: "stands" };
  const wrapped = wrapsAt === null || before > wrapsAt ? Number.POSITIVE_INFINITY : exact(rise + wrapsAt);
  if (wrapped <= most) return { amount: wrapped, kind: "counted" };
  // Set to anything but about zero it may show what another counter counted.
  return { amount: total <= before / 2 ? total : 0, kind: "fallen" };
}

/** A difference of decimals without the digits that binary fractions make up. */
function exact(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
