/**
 * `V = kv h^m`: how much water stands at depth h. m is 1 for a box, 1.5 for a wide dip in a road, 2 to 2.6 where two ramps meet.
 *
 * @see EPA SWMM, functional storage curve
 */
export interface StorageCurve {
  /** kv, m3 at 1 m. */
  readonly atOneMetreM3: number;
  /** m. */
  readonly exponent: number;
}

/** The curve through one point. */
export function curveThrough(depthM: number, volumeM3: number, exponent: number): StorageCurve {
  return { atOneMetreM3: volumeM3 / depthM ** exponent, exponent };
}
