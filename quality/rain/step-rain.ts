import { minuteMs } from "../../domain/clock.ts";

/** Where the run of equal amounts of one rain gauge stands. A JSON value. */
export interface RainRun {
  /** Observation time of its newest reading. */
  readonly at: number;
  readonly value: number;
  /** How many readings on end had this amount. */
  readonly count: number;
  /** True once it is taken for a running total: until it falls, what comes is one too. */
  readonly isTotal: boolean;
}

/** Rain at gauges nearby within the last hour. */
export interface RainNearby {
  /** False where none of them was heard. */
  readonly isHeard: boolean;
  readonly mm: number;
}

/**
 * `judge`: as it is. `doubt`: judged, in doubt. `hold`: wait for the next reading. `refuse`: no rain, and neither is what is held.
 */
export type RainDecision = "judge" | "doubt" | "hold" | "refuse";

/** At these amounts in a minute a repeat is doubted: no rain that ever fell keeps up the first (docs/standards.md). */
const extremeMmInMinute = 15;
const fastMmInMinute = 6;
/** Amounts of longer times grow slower than the time. */
const extremeExponent = 0.75;
const fastExponent = 0.87;
/** So much rain nearby in an hour, and rain is what it is. */
const enoughRainMm = 1;

/**
 * Takes the next reading of a rain gauge, newer than any before it. Pure. Rain varies from one reading to the next; a total that
 * stands still repeats itself to the last digit. The more one amount would be as rain, the fewer repeats are believed.
 *
 * @param run null while it is dry
 * @param given.sinceAt observation time of the reading before, dry or not
 * @returns the run from now on, and what becomes of the reading
 */
export function stepRain(
  run: RainRun | null,
  { at, value, sinceAt }: { readonly at: number; readonly value: number; readonly sinceAt: number },
  nearby: () => RainNearby,
): { readonly run: RainRun | null; readonly decision: RainDecision } {
  if (value <= 0) return { run: null, decision: "judge" };
  const minutes = Math.max(1, (at - sinceAt) / minuteMs);
  const fast = fastMmInMinute * minutes ** fastExponent;
  if (run?.isTotal === true && value >= run.value && value - run.value <= fast) {
    return { run: { at, value, count: run.count + 1, isTotal: true }, decision: "refuse" };
  }
  const count = run !== null && run.value === value ? run.count + 1 : 1;
  const isExtreme = value >= extremeMmInMinute * minutes ** extremeExponent;
  if (count === 1 && !isExtreme) return { run: { at, value, count, isTotal: false }, decision: "judge" };
  const believed = isExtreme ? repeatsOfExtreme : repeatsBelieved(value / fast, nearby());
  const next = { at, value, count, isTotal: count > believed };
  if (next.isTotal) return { run: next, decision: "refuse" };
  const isDoubted = count >= doubtedFrom && value >= fast / 3;
  return { run: next, decision: isExtreme || count === believed ? "hold" : isDoubted ? "doubt" : "judge" };
}

const repeatsOfExtreme = 1;
const doubtedFrom = 3;

/**
 * How many equal readings on end are believed.
 *
 * @param strength of what would be fast rain
 */
function repeatsBelieved(strength: number, { isHeard, mm }: RainNearby): number {
  if (mm >= enoughRainMm) return Number.POSITIVE_INFINITY;
  if (isHeard && mm === 0 && strength >= 1 / 12) return 2;
  if (strength >= 1) return 3;
  if (strength >= 1 / 3) return 7;
  return strength >= 1 / 10 ? 24 : Number.POSITIVE_INFINITY;
}
