import type { QualityFlag } from "../../../domain/observations/quality.ts";

export interface ClockLimits {
  /** A device clock further ahead of ours than this is wrong, ms. */
  readonly aheadMs: number;
  /** A reading older than this is for the archive alone, ms. */
  readonly oldMs: number;
}

/**
 * Whether a sample's own time can be believed: 4 ahead of our clock by more than the limit, 3 at or before the time of
 * the sample before it in order of arrival, 2 too old to say anything about now, else 1.
 *
 * @param observedAt device clock, ms since 1970, in order of arrival
 * @param receivedAt our clock, ms since 1970
 * @see IOOS QARTOD, test 1 (timing and gap)
 */
export function clock(
  observedAt: readonly number[],
  receivedAt: readonly number[],
  { aheadMs, oldMs }: ClockLimits,
): readonly QualityFlag[] {
  return observedAt.map((at, index) => {
    const delayMs = (receivedAt[index] as number) - at;
    if (delayMs < -aheadMs) return 4;
    if (delayMs > oldMs) return 2;
    return index > 0 && at <= (observedAt[index - 1] as number) ? 3 : 1;
  });
}
