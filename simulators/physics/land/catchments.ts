/** What is paved holds so much before it runs off, m. */
const depressionStorageM = 0.002;

/** What stands in depressions dries up and seeps away, m/s: half a millimetre an hour. */
const dryingMs = 0.0005 / 3600;

/** Horton's infiltration of green ground, dry and after long rain, m/s: 75 and 7 mm/h. */
const dryInfiltrationMs = 0.075 / 3600;
const wetInfiltrationMs = 0.007 / 3600;

/** How fast infiltration falls in rain and comes back without, 1/s: 2 and 0.05 an hour. */
const wettingPerS = 2 / 3600;
const recoveryPerS = 0.05 / 3600;

export interface CatchmentSpec {
  readonly areaM2: number;
  /** 0 to 1. */
  readonly pavedShare: number;
  /** k of each of the two linear reservoirs, s. */
  readonly reservoirSeconds: number;
}

/** Land that drains to one place each; flat, by number of the catchment. */
export interface Catchments {
  readonly count: number;
  readonly areaM2: Float64Array;
  readonly pavedShare: Float64Array;
  /** e^(-dt/k). */
  readonly reservoirDecay: Float64Array;
  readonly reservoirSeconds: Float64Array;
  /** Water in depressions of the paved part, m. */
  readonly depressionM: Float64Array;
  /** Infiltration that the green part can take now, m/s. */
  readonly infiltrationMs: Float64Array;
  /** In the two reservoirs, m3. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Of the last step, m3. */
  readonly rainM3: Float64Array;
  readonly infiltratedM3: Float64Array;
  readonly runOffM3: Float64Array;
  readonly stepSeconds: number;
}

/** @param antecedentWetness share of depression and soil storage already full, 0 to 1 */
export function createCatchments(
  specs: readonly CatchmentSpec[],
  stepSeconds: number,
  antecedentWetness: number,
): Catchments {
  const count = specs.length;
  const spread = dryInfiltrationMs - wetInfiltrationMs;
  return {
    count,
    areaM2: Float64Array.from(specs, ({ areaM2 }) => areaM2),
    pavedShare: Float64Array.from(specs, ({ pavedShare }) => pavedShare),
    reservoirDecay: Float64Array.from(specs, ({ reservoirSeconds }) => Math.exp(-stepSeconds / reservoirSeconds)),
    reservoirSeconds: Float64Array.from(specs, ({ reservoirSeconds }) => reservoirSeconds),
    depressionM: new Float64Array(count).fill(depressionStorageM * antecedentWetness),
    infiltrationMs: new Float64Array(count).fill(wetInfiltrationMs + spread * (1 - antecedentWetness)),
    first: new Float64Array(count),
    second: new Float64Array(count),
    rainM3: new Float64Array(count),
    infiltratedM3: new Float64Array(count),
    runOffM3: new Float64Array(count),
    stepSeconds,
  };
}

/**
 * Rain of one step becomes loss and run-off.
 *
 * Paved: depression storage of 2 mm is filled first. Green: Horton, `f = fc + (f0 - fc) e^(-kt)` while it rains, its mean over the step. The rest
 * goes through two linear reservoirs in series, `q = S / k`, each solved exactly by `e^(-dt/k)` for an inflow that is even over the step.
 *
 * @param fallenM rain of the step at each catchment, m
 * @see EPA SWMM Reference Manual I (depression storage, Horton); Nash 1957 (cascade)
 */
export function stepCatchments(catchments: Catchments, fallenM: Float64Array): void {
  const { stepSeconds: dt } = catchments;
  const wetting = Math.exp(-wettingPerS * dt);
  const meanWetting = (1 - wetting) / (wettingPerS * dt);
  const recovery = Math.exp(-recoveryPerS * dt);
  for (let index = 0; index < catchments.count; index++) {
    const fallen = fallenM[index]!;
    const area = catchments.areaM2[index]!;
    const paved = catchments.pavedShare[index]!;
    const f = catchments.infiltrationMs[index]!;
    // Paved.
    const held = catchments.depressionM[index]! + fallen;
    const overflow = Math.max(0, held - depressionStorageM);
    const dried = Math.min(held - overflow, dryingMs * dt);
    catchments.depressionM[index] = held - overflow - dried;
    // Green.
    const infiltrated = Math.min(fallen, (wetInfiltrationMs + (f - wetInfiltrationMs) * meanWetting) * dt);
    catchments.infiltrationMs[index] =
      fallen > 0
        ? wetInfiltrationMs + (f - wetInfiltrationMs) * wetting
        : dryInfiltrationMs - (dryInfiltrationMs - f) * recovery;
    catchments.rainM3[index] = area * fallen;
    catchments.infiltratedM3[index] = area * (paved * dried + (1 - paved) * infiltrated);
    routeRunOff(catchments, index, area * (paved * overflow + (1 - paved) * (fallen - infiltrated)));
  }
}

function routeRunOff(catchments: Catchments, index: number, excessM3: number): void {
  const decay = catchments.reservoirDecay[index]!;
  // S' = I - S/k with I even over the step: S(dt) = S e + I k (1 - e).
  const filling = (catchments.reservoirSeconds[index]! * (1 - decay)) / catchments.stepSeconds;
  const first = catchments.first[index]!;
  const firstAfter = first * decay + excessM3 * filling;
  const between = first + excessM3 - firstAfter;
  const second = catchments.second[index]!;
  const secondAfter = second * decay + between * filling;
  catchments.first[index] = firstAfter;
  catchments.second[index] = secondAfter;
  catchments.runOffM3[index] = Math.max(0, second + between - secondAfter);
}

/** Water that a catchment holds, m3. */
export function heldM3(catchments: Catchments, index: number): number {
  const inDepressions = catchments.areaM2[index]! * catchments.pavedShare[index]! * catchments.depressionM[index]!;
  return inDepressions + catchments.first[index]! + catchments.second[index]!;
}
