/** Values of one slot of time: from its first sample on, lowest and highest; `high` is `moved` once they have. */
interface Slot {
  readonly number: number;
  readonly from: number;
  readonly low: number;
  readonly high: number;
}

/** The last slots of a gauge, newest last; a window of single samples would cost far more. */
export interface FlatRun {
  readonly newest: Slot;
  /** Slots before it without a gap; none once the value moved. */
  readonly past: readonly Slot[];
  /** Since when, at least, the value has not moved by the tolerance; beyond all time when it has in the newest slot. */
  readonly since: number;
}

export interface FlatLimits {
  readonly suspectMs: number;
  readonly tolerance: number;
}

/** The length of a flat line is known to within one of these parts of `suspectMs`. */
const slotsInLine = 4;
/** Always this object while there is none, by which a closed flat slot is known. */
export const noPast: FlatRun["past"] = [];
/** Unlike Infinity, JSON can hold it. */
const moved = Number.MAX_VALUE;

/** How much of a gauge's past `newest` depends on. */
export function flatSlotMs({ suspectMs }: FlatLimits): number {
  return Number.isFinite(suspectMs) ? suspectMs / slotsInLine : 0;
}

/**
 * @param isAfterGap true when too long passed since the sample before: it is not known to have stood still
 * @returns the same run where nothing changed
 */
export function stepFlatRun(
  run: FlatRun | null,
  at: number,
  value: number,
  limits: FlatLimits,
  isAfterGap: boolean,
): FlatRun {
  const number = Math.floor((at * slotsInLine) / limits.suspectMs);
  if (run === null || isAfterGap) return runOf(slotFrom(number, at, value), noPast, limits);
  const { newest, past } = run;
  if (number !== newest.number) {
    const closed = newest.high === moved ? noPast : [...past.slice(-slotsInLine), newest];
    return runOf(slotFrom(number, at, value), closed, limits);
  }
  if (newest.high === moved || (value >= newest.low && value <= newest.high)) return run;
  const low = Math.min(newest.low, value);
  const high = Math.max(newest.high, value);
  return runOf({ ...newest, low, high: high - low < limits.tolerance ? high : moved }, past, limits);
}

/** The run as a restart without a note of closed slots finds it: there were none. */
export function withoutPast({ newest }: FlatRun, limits: FlatLimits): FlatRun {
  return runOf(newest, noPast, limits);
}

function slotFrom(number: number, from: number, value: number): Slot {
  return { number, from, low: value, high: value };
}

function runOf(newest: Slot, past: FlatRun["past"], { tolerance }: FlatLimits): FlatRun {
  let { low, high, from: since } = newest;
  if (high === moved) return { newest, past, since: moved };
  for (let index = past.length - 1; index >= 0; index--) {
    const slot = past[index] as Slot;
    low = Math.min(low, slot.low);
    high = Math.max(high, slot.high);
    if (high - low >= tolerance) break;
    since = slot.from;
  }
  return { newest, past, since };
}
