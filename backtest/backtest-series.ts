import type { City } from "../domain/city/city.ts";
import type { GaugeId } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";

/** One gauge's record: times rise, one value a time, in the canonical unit of its property. */
export interface BacktestSeries {
  /** A gauge of `BacktestWorld.city`. */
  readonly gaugeId: GaugeId;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Usual step between two observations, ms. */
  readonly intervalMs: number;
  /** The mark that makes an event, and the one below it; canonical unit. */
  readonly mark: number;
  readonly lowerMark: number;
  /**
   * The rows as the hub took them in, in journal order, where the record is its own history: rules then judge what came
   * late and in doubt as they did. Null where all was received as it was observed.
   */
  readonly received: readonly JournalledObservation[] | null;
}

/** Records, and the city whose gauges they are of. */
export interface BacktestWorld {
  readonly city: City;
  readonly series: readonly BacktestSeries[];
}

/** Median step of rising times, ms; 0 below two. */
export function usualStepMs(times: Float64Array): number {
  if (times.length < 2) return 0;
  const steps = new Float64Array(times.length - 1);
  for (let index = 1; index < times.length; index++)
    steps[index - 1] = (times[index] as number) - (times[index - 1] as number);
  return medianOf(steps);
}

/** NaN of nothing; the mean of the two in the middle where they are even. */
export function medianOf(values: Float64Array): number {
  const sorted = values.toSorted();
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;
}
