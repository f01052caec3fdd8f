import type { Gauge } from "../../../domain/city/city.ts";

/** A river bed below a gauge, and how deep the river is there in the flood that its channel is made for. */
export interface StageDatum {
  /** Stage of the bed, m. */
  readonly bedM: number;
  readonly designDepthM: number;
}

/** Where between its lowest and its highest threshold a river stands once in 50 years. */
const designShare = 0.6;

/**
 * Reads bed and design depth off a stage gauge: where its span begins at 0 or below the stage is a depth; otherwise the bed lies below the lowest
 * threshold by six tenths of the way from there to the highest, a metre at least. Without thresholds, shares of the span.
 */
export function stageDatum({ range, thresholds }: Pick<Gauge, "range" | "thresholds">): StageDatum {
  const values = Object.values(thresholds).map(({ value }) => value);
  const isDepth = range.min <= 0;
  if (values.length === 0) {
    const span = range.max - Math.max(0, range.min);
    return { bedM: isDepth ? 0 : range.min + 0.1 * span, designDepthM: Math.min(4, 0.5 * span) };
  }
  const lowest = Math.min(...values);
  const rise = designShare * (Math.max(...values) - lowest);
  const bedM = isDepth ? 0 : lowest - Math.max(1, rise);
  return { bedM, designDepthM: Math.max(0.5, lowest + rise - bedM) };
}
