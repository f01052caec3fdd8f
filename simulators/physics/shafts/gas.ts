/**
 * Gas in a shaft that is well mixed: `dC/dt = E/V - n C`, over a step in which E, V and n stay: `C = C8 + (C0 - C8) e^(-n t)`, `C8 = E / (n V)`.
 * With V 6 m3, E 0.02 mg/s and n 0.5/h it ends at 24 mg/m3 and is at 5.3 after half an hour.
 *
 * @param concentration mg/m3 at the beginning
 * @returns mg/m3 at the end
 */
export function gasAfter(
  concentration: number,
  shaft: { readonly sourceMgS: number; readonly volumeM3: number; readonly exchangePerS: number },
  seconds: number,
): number {
  const end = shaft.sourceMgS / (shaft.exchangePerS * shaft.volumeM3);
  return end + (concentration - end) * Math.exp(-shaft.exchangePerS * seconds);
}

/** Oxygen in fresh air, %vol. */
export const freshOxygenPercent = 20.9;

/**
 * Head in a manhole by the load of its pipe, m over its bottom. Part full below load 1, as a circular pipe fills by Manning, roughly
 * `D x^0.6`; above it the pipe is under pressure, and friction slope rises with the square of the flow: `D + L S (x^2 - 1)`.
 */
export function pipeHead(
  pipe: { readonly diameterM: number; readonly lengthM: number; readonly slope: number; readonly restM: number },
  load: number,
): number {
  const open = pipe.restM + (pipe.diameterM - pipe.restM) * Math.min(1, load) ** 0.6;
  return load <= 1 ? open : open + pipe.lengthM * pipe.slope * (load * load - 1);
}
