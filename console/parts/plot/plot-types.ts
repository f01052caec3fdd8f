import type { Look } from "../../../locales/looks.ts";

/** Null is a gap; undefined is a moment of another line, which this one passes over. */
type LineValues = readonly (number | null | undefined)[];

/** A line of a plot: one gauge, with the span of its values in each bucket where there is one. */
export interface PlotLine {
  readonly name: string;
  readonly values: LineValues;
  readonly min?: LineValues;
  readonly max?: LineValues;
}

/** Rain that fell in each step, drawn from above; without a scale of its own, its most is said in words. */
export interface PlotRain {
  /** Starts of steps, ms since 1970. */
  readonly at: readonly number[];
  readonly mm: readonly (number | null)[];
  readonly stepMs: number;
}

/** A limit across the plot, in the unit of the values. */
export interface PlotLimit {
  readonly value: number;
  readonly look: Look;
  readonly words: string;
}

/** A moment that is marked by a line from top to bottom. @property at ms since 1970 */
export interface PlotMoment {
  readonly at: number;
  readonly words: string;
}

export interface PlotData {
  /** Ms since 1970, rising; a bucket without a reading is null in the values: a gap is a gap. */
  readonly at: readonly number[];
  readonly lines: readonly PlotLine[];
  readonly unit: string;
  readonly limits: readonly PlotLimit[];
  readonly moments: readonly PlotMoment[];
  readonly rain?: PlotRain;
  /** Moments of readings that quality checks doubt, ms since 1970, marked on the axis. */
  readonly doubtful?: readonly number[];
  /** What is expected: ms since 1970, with the least and greatest. Of now alone. */
  readonly expected?: readonly { readonly at: number; readonly low: number; readonly high: number }[];
  readonly from: number;
  readonly to: number;
  /** True where the axis has to begin at nothing: depth, rain. */
  readonly fromZero: boolean;
}
