/** Step of rivers, s. Ponds have a finer one: below 2KX Muskingum's first coefficient is negative, and a river dips before it rises. */
export const riverStepSeconds = 300;

/** Weight of the inflow in a reach's storage: 0 a reservoir, 0.5 no flattening at all. */
const weight = 0.2;

/** Travel time of one part of a long reach, s. With it `2 K X <= dt <= 2 K (1 - X)`: 240 <= 300 <= 960. */
const partSeconds = 600;

/** Travel times of a part that the condition on dt allows, s. */
export const leastPartSeconds = riverStepSeconds / (2 * (1 - weight));
export const mostPartSeconds = riverStepSeconds / (2 * weight);

/** Parts of a reach, in a row: each takes what the one before it gives. Flat, by number of the part. */
export interface ReachParts {
  readonly count: number;
  readonly travelSeconds: Float64Array;
  readonly inflowM3s: Float64Array;
  readonly outflowM3s: Float64Array;
  /** What it held at the beginning, m3. */
  readonly startM3: Float64Array;
}

/** How many parts a reach of a travel time is cut into; 0 where the water is there within the step. */
export function partsOf(travelSeconds: number): number {
  if (travelSeconds < riverStepSeconds) return 0;
  return Math.max(Math.round(travelSeconds / partSeconds), Math.ceil(travelSeconds / mostPartSeconds));
}

/** Travel time of each part of a reach, s: together they are the reach's. */
export function partTravelSeconds(travelSeconds: number): number {
  return travelSeconds / partsOf(travelSeconds);
}

export function createReachParts(travelSeconds: readonly number[]): ReachParts {
  const count = travelSeconds.length;
  return {
    count,
    travelSeconds: Float64Array.from(travelSeconds),
    inflowM3s: new Float64Array(count),
    outflowM3s: new Float64Array(count),
    startM3: new Float64Array(count),
  };
}

/** Sets a part to a steady flow. */
export function settlePart(parts: ReachParts, index: number, flowM3s: number): void {
  parts.inflowM3s[index] = flowM3s;
  parts.outflowM3s[index] = flowM3s;
  parts.startM3[index] = partHeldM3(parts, index);
}

/**
 * One step of a part: `O2 = C0 I2 + C1 I1 + C2 O1`, from `S = K (X I + (1-X) O)` and `S2 - S1 = dt (I1 + I2 - O1 - O2) / 2`. No coefficient is
 * negative, so no outflow is.
 *
 * @returns its outflow at the end of the step, m3/s
 * @see McCarthy 1938; Cunge 1969
 */
export function stepPart(parts: ReachParts, index: number, inflowM3s: number): number {
  const k = parts.travelSeconds[index]!;
  const dt = riverStepSeconds;
  const whole = 2 * k * (1 - weight) + dt;
  const outflow =
    ((dt - 2 * k * weight) * inflowM3s +
      (dt + 2 * k * weight) * parts.inflowM3s[index]! +
      (2 * k * (1 - weight) - dt) * parts.outflowM3s[index]!) /
    whole;
  parts.inflowM3s[index] = inflowM3s;
  parts.outflowM3s[index] = outflow;
  return outflow;
}

/** What a part holds, m3. */
export function partHeldM3(parts: ReachParts, index: number): number {
  return parts.travelSeconds[index]! * (weight * parts.inflowM3s[index]! + (1 - weight) * parts.outflowM3s[index]!);
}
