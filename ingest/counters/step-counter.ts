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

/** Where a counter stood before a total that may be wrong, and how much it had counted just before. */
export interface Suspended {
  /** Observation time of its total. */
  readonly at: number;
  readonly total: number;
  /** What it counted in an expected interval. */
  readonly rate: number;
  /** True where the total fell, false where it rose by more than can be counted. */
  readonly hasFallen: boolean;
  /** How many totals have been taken since. */
  readonly totalsSince: number;
  /** What they added. */
  readonly gainedSince: number;
}

/** Where a counter stands. Never changed in place. */
export interface CounterState {
  /** Observation time of its newest total. */
  readonly at: number;
  readonly total: number;
  /** What the newest total added. */
  readonly gained: number;
  /** The same in an expected interval. */
  readonly rate: number;
  /** Set where a total fell, or rose by more than can be counted: the next ones say whether it was wrong. Newest first. */
  readonly suspended: readonly Suspended[];
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
  /** False where the total says nothing of what was counted since the one before: an amount of 0 that is not dry. */
  readonly isKnown: boolean;
}

/** After so many expected intervals without a total, when its amount fell is not known: up to two lost totals are no gap. */
const gapIntervals = 3;
/**
 * A counter that was wrong for more totals than this is taken for set back. A logger that starts sends zeros until it has read its
 * memory; who comes back later may have counted on from 0 (docs/decisions/0018).
 */
const mostWrongTotals = 6;
/**
 * Up to so many times what it counted before, what a counter shows after a fall, or then adds, is the same rain going on. Between 2
 * and 5 little depends on it (docs/decisions/0018).
 */
const inLine = 3;
/** A total that lies so close above an earlier one, as a share of its rise, got there by chance one time in twenty. */
const byChance = 1 / 20;
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
    const gain = { amount: 0, sinceAt: at, parts: 1, checks: checks.counterReset, isPossible: true, isKnown: false };
    return { state: { at, total, gained: 0, rate: 0, suspended: [] }, gain };
  }
  if (at < state.at || (at === state.at && total <= state.total)) return { state, gain: null };
  const intervals = intervalsBetween(limits, state.at, at);
  const { amount, kind, most, suspended } = amountOf(limits, state, { at, total, intervals });
  const parts = amount === 0 || intervals <= gapIntervals ? 1 : Math.min(mostParts, intervals);
  const isPossible = amount <= most;
  const hasFallen = kind === "fallen" || kind === "unknown";
  const gained = isPossible ? amount : 0;
  const kept = suspended.map((each) => ({ ...each, gainedSince: exact(each.gainedSince + gained) }));
  const before = { at: state.at, total: state.total, rate: state.rate, hasFallen, totalsSince: 0, gainedSince: gained };
  const next: CounterState = {
    at,
    total: kind === "stands" ? state.total : total,
    gained,
    rate: gained / intervals,
    suspended: hasFallen || !isPossible ? [before, ...kept] : kept,
  };
  const isDoubtful = hasFallen || kind === "back" || !isPossible;
  const gain = {
    amount,
    sinceAt: state.at,
    parts,
    checks: (isDoubtful ? checks.counterReset : 0) | (parts > 1 ? checks.spreadOverGap : 0),
    isPossible,
    isKnown: kind !== "unknown",
  };
  return { state: next, gain };
}

interface Amount {
  readonly amount: number;
  /**
   * `counted`: went on, or wrapped. `stands`: fell by noise alone, so the higher total goes on counting. `fallen`: was set back,
   * and shows what it counted since. `unknown`: was set back, and does not. `back`: goes on from where it was before wrong totals.
   */
  readonly kind: "counted" | "stands" | "fallen" | "unknown" | "back";
  /** More than this cannot have been counted. */
  readonly most: number;
  /** What may still be gone back to. */
  readonly suspended: readonly Suspended[];
}

/** A total as it comes: `intervals` after the one before. */
interface NextTotal {
  readonly at: number;
  readonly total: number;
  readonly intervals: number;
}

function amountOf(limits: CounterLimits, state: CounterState, next: NextTotal): Amount {
  const { wrapsAt, mostAtOnce, errorAtRest } = limits;
  const { total: before, rate } = state;
  const { at, total, intervals } = next;
  const suspended = state.suspended
    .map((each) => ({ ...each, totalsSince: each.totalsSince + 1 }))
    .filter(({ totalsSince }) => totalsSince <= mostWrongTotals);
  const found = suspended.findIndex((each) => isBack(limits, state, each, next));
  const wasAt = suspended[found];
  if (wasAt !== undefined) {
    const most = mostAtOnce * intervalsBetween(limits, wasAt.at, at);
    // What the totals between added is counted already: a bit that is set wrong adds to each of them, and they rise with the rain.
    const amount = Math.max(0, exact(total - wasAt.total - wasAt.gainedSince));
    return { amount, kind: "back", most, suspended: suspended.slice(found + 1) };
  }
  const most = mostAtOnce * intervals;
  const rise = exact(total - before);
  if (rise >= 0) return { amount: rise, kind: "counted", most, suspended };
  if (-rise <= errorAtRest) return { amount: 0, kind: "stands", most, suspended };
  const wrapped = wrapsAt === null || before > wrapsAt ? Number.POSITIVE_INFINITY : exact(rise + wrapsAt);
  if (wrapped <= most) return { amount: wrapped, kind: "counted", most, suspended };
  // Set to 0 it shows what it counted since: nearer to 0 than to where it was, or what the rain before comes to. Anything else may be
  // what it had saved an hour ago, or of another counter. Zero is dry where it was dry before.
  const isNearZero = total <= before - total;
  const isSince = total === 0 ? rate === 0 : isNearZero || total <= inLine * rate * intervals;
  return isSince ? { amount: total, kind: "fallen", most, suspended } : { amount: 0, kind: "unknown", most, suspended };
}

/** Whether a total goes on from an earlier one, so that those between were wrong. */
function isBack(
  limits: CounterLimits,
  state: CounterState,
  wasAt: Suspended,
  { at, total, intervals }: NextTotal,
): boolean {
  const since = exact(total - wasAt.total);
  const rise = exact(total - state.total);
  const intervalsSince = intervalsBetween(limits, wasAt.at, at);
  if (since < 0 || since > limits.mostAtOnce * intervalsSince) return false;
  if (!wasAt.hasFallen) return rise < 0;
  // More than can have been counted on from the lower total: only the higher is left.
  if (rise > limits.mostAtOnce * intervals) return true;
  // A counter that was set to 0 gets back there by rain alone: as it rained before, and since.
  if (rise <= inLine * Math.max(wasAt.rate, state.rate)) return false;
  return since <= Math.max(wasAt.rate * intervalsSince, rise * byChance);
}

function intervalsBetween({ intervalMs }: CounterLimits, from: number, to: number): number {
  return Math.max(1, Math.ceil((to - from) / intervalMs));
}

/** A difference of decimals without the digits that binary fractions make up. */
function exact(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
