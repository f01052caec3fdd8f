import { type Catchments, createCatchments, stepCatchments } from "../land/catchments.ts";
import { fallenMm, lengthSeconds } from "../rain/hyetograph.ts";
import type { IdfFormula } from "../rain/idf-formula.ts";
import type { Hyetograph } from "../water.ts";
import { curveThrough, type StorageCurve } from "./storage-curve.ts";

/** Storms that ponds are calibrated to. */
export const designStorm = (returnPeriodYears: number): Hyetograph => ({
  kind: "chicago",
  returnPeriodYears,
  minutes: 120,
  peakAt: 0.4,
});

/** Steps of the calibration, s; ponds of the simulation have finer ones. */
const stepSeconds = 30;

/** How long run-off goes on after the rain, s. */
const tailSeconds = 3600;

/** Run-off of one hectare, m3 a step. */
export type UnitRunOff = Float64Array;

/** What one hectare of a kind of land gives in a storm that falls on all of it alike. */
export function unitRunOff(
  land: { readonly pavedShare: number; readonly reservoirSeconds: number },
  storm: { readonly hyetograph: Hyetograph; readonly idf: IdfFormula },
): UnitRunOff {
  const catchment: Catchments = createCatchments([{ ...land, areaM2: 10_000 }], stepSeconds, 0);
  const steps = Math.ceil((lengthSeconds(storm.hyetograph) + tailSeconds) / stepSeconds);
  const fallenM = new Float64Array(1);
  return Float64Array.from({ length: steps }, (_, step) => {
    const until = fallenMm(storm.hyetograph, storm.idf, (step + 1) * stepSeconds);
    fallenM[0] = (until - fallenMm(storm.hyetograph, storm.idf, step * stepSeconds)) / 1000;
    stepCatchments(catchment, fallenM);
    return catchment.runOffM3[0] ?? 0;
  });
}

/** The most that stands over a drain of `drainM3s` a hectare, m3 a hectare. */
function peakVolume(runOff: UnitRunOff, drainM3s: number): number {
  const capacity = drainM3s * stepSeconds;
  let volume = 0;
  let peak = 0;
  for (const arriving of runOff) {
    volume = Math.max(0, volume + arriving - capacity);
    if (volume > peak) peak = volume;
  }
  return peak;
}

/** A drain, m3/s a hectare, and a storage curve for one hectare. */
export interface CalibratedPond {
  readonly drainM3s: number;
  readonly curve: StorageCurve;
}

/**
 * Finds the drain and the storage curve by which a pond stands at `peak3M` at the peak of the 3-year storm and at `peak50M` at that of the
 * 50-year storm.
 *
 * What stands does not depend on the curve, only on the drain; the greater that is, the smaller the share `V3 / V50`, which has to be
 * `(h3 / h50)^m`. So bisection finds the drain, and the curve goes through (h50, V50).
 */
export function calibratePond(
  marks: { readonly peak3M: number; readonly peak50M: number; readonly exponent: number },
  runOffs: { readonly of3: UnitRunOff; readonly of50: UnitRunOff },
): CalibratedPond {
  const wanted = (marks.peak3M / marks.peak50M) ** marks.exponent;
  let low = 0;
  let high = runOffs.of3.reduce((most, each) => Math.max(most, each), 0) / stepSeconds;
  for (let round = 0; round < 26; round++) {
    const middle = (low + high) / 2;
    if (peakVolume(runOffs.of3, middle) > wanted * peakVolume(runOffs.of50, middle)) low = middle;
    else high = middle;
  }
  return {
    drainM3s: high,
    curve: curveThrough(marks.peak50M, peakVolume(runOffs.of50, high), marks.exponent),
  };
}
