/** Of a broad, round crest such as a rubber dam's, m^0.5/s. */
const weirCoefficient = 1.7;

/** Villemonte's exponent. */
const submergence = 0.385;

/**
 * Flow over a crest, m3/s: `Q = Cw L h^1.5`, and where the water below stands above the crest too, less by `(1 - (hd/hu)^1.5)^0.385`.
 *
 * @param headM upstream level over the crest, m
 * @param tailM downstream level over the crest, m; below 0 where it is free
 * @see Villemonte 1947, Submerged-weir discharge studies
 */
export function weirFlow(lengthM: number, headM: number, tailM: number): number {
  if (headM <= 0 || tailM >= headM) return 0;
  const free = weirCoefficient * lengthM * headM ** 1.5;
  return tailM <= 0 ? free : free * (1 - (tailM / headM) ** 1.5) ** submergence;
}

/** Head that a flow needs to pass a free crest, m. */
export function headOf(lengthM: number, flowM3s: number): number {
  return (flowM3s / (weirCoefficient * lengthM)) ** (2 / 3);
}
