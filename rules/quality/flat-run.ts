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
}

export interface FlatLimits {
  readonly suspectMs: number;
  readonly tolerance: number;
}

/** A flat line is told to within one of these parts of `suspectMs`. */
const slotsInLine = 4;
/** Always this object while there is none, by which a closed flat slot is known. */
export const noPast: FlatRun["past"] = [];
/** Unlike Infinity, JSON carries it. */
const moved = Number.MAX_VALUE;

/** How much of a gauge's past `newest` depends on. */
export function flatSlotMs({ suspectMs }: FlatLimits): number {
  return Number.isFinite(suspectMs) ? suspectMs / slotsInLine : 0;
}

/** @param isAfterGap true when too long passed since the sample before: nobody saw it stand still */
export function stepFlatRun(
  run: FlatRun | null,
  at: number,
  value: number,
  { suspectMs, tolerance }: FlatLimits,
  isAfterGap: boolean,
): FlatRun {
  const number = Math.floor((at * slotsInLine) / suspectMs);
  if (run === null || isAfterGap) return { newest: { number, from: at, low: value, high: value }, past: noPast };
  const { newest } = run;
  if (number !== newest.number) {
    const hasMoved = newest.high === moved;
    const past = hasMoved ? noPast : [...run.past.slice(-slotsInLine), newest];
    return { newest: { number, from: at, low: value, high: value }, past };
  }
  if (newest.high === moved || (value >= newest.low && value <= newest.high)) return run;
  const low = Math.min(newest.low, value);
  const high = Math.max(newest.high, value);
  return { newest: { ...newest, low, high: high - low < tolerance ? high : moved }, past: run.past };
}

/** For how long, at least, the value has not moved by the tolerance, ms up to `at`. */
export function flatForMs({ newest, past }: FlatRun, at: number, { tolerance }: FlatLimits): number {
  let { low, high, from } = newest;
  if (high === moved) return 0;
  for (let index = past.length - 1; index >= 0; index--) {
    const slot = past[index] as Slot;
    low = Math.min(low, slot.low);
    high = Math.max(high, slot.high);
    if (high - low >= tolerance) break;
    from = slot.from;
  }
  return at - from;
}
