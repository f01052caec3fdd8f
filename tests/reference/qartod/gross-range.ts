import type { QualityFlag } from "../../../domain/observations/quality.ts";
import type { Sample } from "../../../quality/qartod/limits.ts";

/** Both ends belong to the span. */
export interface ValueSpan {
  readonly min: number;
  readonly max: number;
}

/**
 * 4 outside the span of the instrument, 3 outside the span of the site, 9 where nothing was measured.
 *
 * @see IOOS QARTOD, test 4 (gross range)
 */
export function grossRange(
  values: readonly Sample[],
  spans: { readonly instrument: ValueSpan; readonly site?: ValueSpan },
): readonly QualityFlag[] {
  return values.map((value) => {
    if (value === null) return 9;
    if (isOutside(value, spans.instrument)) return 4;
    return spans.site !== undefined && isOutside(value, spans.site) ? 3 : 1;
  });
}

function isOutside(value: number, { min, max }: ValueSpan): boolean {
  return value < min || value > max;
}
