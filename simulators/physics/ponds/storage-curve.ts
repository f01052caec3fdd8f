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

/** Depth at a volume, m. */
export function depthOf(curve: StorageCurve, volumeM3: number): number {
  return volumeM3 <= 0 ? 0 : (volumeM3 / curve.atOneMetreM3) ** (1 / curve.exponent);
}

/** Volume at a depth, m3. */
export function volumeOf(curve: StorageCurve, depthM: number): number {
  return curve.atOneMetreM3 * depthM ** curve.exponent;
}

/** The curve through one point. */
export function curveThrough(depthM: number, volumeM3: number, exponent: number): StorageCurve {
  return { atOneMetreM3: volumeM3 / depthM ** exponent, exponent };
}
