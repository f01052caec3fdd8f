/** Most that leaks into water, mA. */
const mostMa = 2000;

/** What a damaged cable leaks when dry, mA; it is that far after `faultRampSeconds`. */
const faultMa = 180;
const faultRampSeconds = 300;

/** A breaker that tripped is closed again once the water has been gone for so long, s. */
const resetSeconds = 3600;

export interface FeederSpec {
  /** Number of the pond whose water reaches it. */
  readonly pond: number;
  /** Residual current where nothing is wrong, mA. */
  readonly restMa: number;
  /** Depth at which water reaches live parts, m, and current for each metre above it, mA/m. */
  readonly wetM: number;
  readonly maPerMetre: number;
  /** Residual current at which its breaker trips, mA; infinite where it only reports. */
  readonly tripMa: number;
  readonly volts: number;
}

/** Feeders that end near water; flat, by number of the feeder. */
export interface Feeders {
  readonly specs: readonly FeederSpec[];
  readonly currentMa: Float64Array;
  readonly volts: Float64Array;
  /** How long its breaker has been open without water, s; below 0 while it is closed. */
  readonly openSeconds: Float64Array;
  readonly powerCuts: Uint8Array;
  /** How long a cable fault has lasted, s; 0 without one. */
  readonly faultSeconds: Float64Array;
  readonly faults: Uint8Array;
}

export function createFeeders(specs: readonly FeederSpec[]): Feeders {
  return {
    specs,
    currentMa: Float64Array.from(specs, ({ restMa }) => restMa),
    volts: Float64Array.from(specs, ({ volts }) => volts),
    openSeconds: new Float64Array(specs.length).fill(-1),
    powerCuts: new Uint8Array(specs.length),
    faultSeconds: new Float64Array(specs.length),
    faults: new Uint8Array(specs.length),
  };
}

/** Residual current by the depth of water at a feeder, mA: `I = I0 + g max(0, h - h0)`, capped, and what a damaged cable adds. */
export function leakageMa(
  spec: Pick<FeederSpec, "restMa" | "wetM" | "maPerMetre">,
  depthM: number,
  faultSeconds: number,
): number {
  const wet = Math.max(0, depthM - spec.wetM);
  const cable = faultMa * Math.min(1, faultSeconds / faultRampSeconds);
  return Math.min(mostMa, spec.restMa + spec.maPerMetre * wet + cable);
}

/** One step: current by the water, breakers that trip and are closed again, power cuts. Without voltage nothing leaks. */
export function stepFeeders(feeders: Feeders, depthM: Float64Array, stepSeconds: number): void {
  feeders.specs.forEach((spec, feeder) => {
    const depth = depthM[spec.pond]!;
    feeders.faultSeconds[feeder] = feeders.faults[feeder] === 0 ? 0 : feeders.faultSeconds[feeder]! + stepSeconds;
    const leaking = leakageMa(spec, depth, feeders.faultSeconds[feeder]!);
    switchBreaker(feeders, feeder, { trips: leaking > spec.tripMa, isDry: depth <= spec.wetM, stepSeconds });
    const isLive = feeders.powerCuts[feeder] === 0 && feeders.openSeconds[feeder]! < 0;
    feeders.currentMa[feeder] = isLive ? leaking : 0;
    feeders.volts[feeder] = isLive ? spec.volts : 0;
  });
}

function switchBreaker(
  feeders: Feeders,
  feeder: number,
  now: { readonly trips: boolean; readonly isDry: boolean; readonly stepSeconds: number },
): void {
  const open = feeders.openSeconds[feeder]!;
  if (open < 0) {
    if (now.trips) feeders.openSeconds[feeder] = 0;
    return;
  }
  const next = now.isDry && !now.trips ? open + now.stepSeconds : 0;
  feeders.openSeconds[feeder] = next >= resetSeconds ? -1 : next;
}
