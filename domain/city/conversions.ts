/** canonical = sent * scale + offset */
export interface Conversion {
  readonly scale: number;
  readonly offset: number;
}

/** A factor alone: both units have the same zero. */
export function scaledBy(scale: number): Conversion {
  return { scale, offset: 0 };
}

/**
 * Units in which observations are kept, each with the units that may be sent instead, itself first. A property whose unit
 * is not here does not compile (`property.ts`).
 */
export const conversionsByCanonicalUnit = {
  m: { m: scaledBy(1), cm: scaledBy(0.01), mm: scaledBy(0.001), ft: scaledBy(0.3048), in: scaledBy(0.0254) },
  mm: { mm: scaledBy(1), cm: scaledBy(10), in: scaledBy(25.4) },
  "m3/s": { "m3/s": scaledBy(1), "m3/h": scaledBy(1 / 3600), "l/s": scaledBy(0.001), cfs: scaledBy(0.028316846592) },
  "m/s": { "m/s": scaledBy(1), "cm/s": scaledBy(0.01) },
  "%vol": { "%vol": scaledBy(1) },
  "%lel": { "%lel": scaledBy(1) },
  ppm: { ppm: scaledBy(1) },
  mA: { mA: scaledBy(1), A: scaledBy(1000) },
  kPa: { kPa: scaledBy(1), MPa: scaledBy(1000), Pa: scaledBy(0.001), bar: scaledBy(100) },
  deg: { deg: scaledBy(1) },
  degC: { degC: scaledBy(1), degF: { scale: 5 / 9, offset: -160 / 9 } },
  V: { V: scaledBy(1), mV: scaledBy(0.001) },
  "1": { "1": scaledBy(1) },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Conversion>>>>;

export type CanonicalUnit = keyof typeof conversionsByCanonicalUnit;
