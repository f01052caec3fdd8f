import { chanceToReach } from "./forecast.ts";
import type { ForecastState } from "./forecast-state.ts";

/** Between what two values the highest of a time to come is expected, metres. */
export interface ExpectedSpan {
  readonly withinMs: number;
  /** Reached with a chance of nine in ten. */
  readonly low: number;
  /** Reached with a chance of one in ten. */
  readonly high: number;
}

/** Higher above the newest value nothing is looked for, metres. */
const highestRiseM = 64;

const halvings = 24;

/** Of water that rises; null where it does not, or where the newest value is in doubt. */
export function expectedSpan(state: ForecastState, withinMs: number): ExpectedSpan | null {
  const { valueM, isDoubtful } = state.trend;
  const atOnce = chanceToReach(state, valueM + highestRiseM / 2 ** halvings, withinMs);
  if (isDoubtful || Number.isNaN(atOnce) || atOnce <= 0) return null;
  return { withinMs, low: markOfChance(state, withinMs, 0.9), high: markOfChance(state, withinMs, 0.1) };
}

/** The mark that is reached with a chance: it falls as the mark rises. */
function markOfChance(state: ForecastState, withinMs: number, chance: number): number {
  const { valueM } = state.trend;
  let [low, high] = [0, highestRiseM];
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (chanceToReach(state, valueM + middle, withinMs) >= chance) low = middle;
    else high = middle;
  }
  return Math.round((valueM + low) * 1_000) / 1_000;
}
