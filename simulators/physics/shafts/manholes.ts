import { conversionFor } from "../../../domain/city/units.ts";
import { freshOxygenPercent, gasAfter, pipeHead } from "./gas.ts";

/** Cross section of a shaft, m2, and air in the pipes beside it that breathes with it, m3. */
const shaftM2 = 0.8;
const besideM3 = 3;

/** Air that is left under a closed cover when the water is at it, m3. */
const leastAirM3 = 0.6;

/** How fast the head follows its pipe's load, s. */
const headSeconds = 240;

/** Running water stirs the sludge: gas it gives off at full pipe, over that at rest. */
const stirring = 2.5;

/**
 * What comes with a milligram of hydrogen sulfide from sewer sludge: mg of methane and of carbon monoxide, and %vol of oxygen used up a mg/m3.
 * Proposals: 20 mg/m3 of hydrogen sulfide then go with 9 %LEL and 19.2 %vol of oxygen.
 */
const methanePerSulfide = 150;
const monoxidePerSulfide = 0.4;
const oxygenPerSulfide = 0.083;

/** mg/m3 to %LEL: 100 %LEL is 5 %vol, 1 %vol of methane at 20 degC is 6,668 mg/m3. */
const lelPerMgM3 = 20 / 6668;
const ppmPerSulfide = conversionFor("hydrogenSulfide", "mg/m3")?.scale ?? 1;
const ppmPerMonoxide = conversionFor("carbonMonoxide", "mg/m3")?.scale ?? 1;

/** What stands as it was put is never quite upright; a cover that water pushes up lies askew, degrees. */
export const uprightDegrees = 0.5;
const liftedDegrees = 14;

export interface ManholeSpec {
  /** Number of the pond whose drain runs below it; -1 for a shaft without one. */
  readonly pond: number;
  readonly diameterM: number;
  readonly pipeLengthM: number;
  readonly pipeSlope: number;
  readonly restM: number;
  /** From its bottom to its cover. */
  readonly coverM: number;
  readonly exchangePerHour: number;
  /** Hydrogen sulfide in the end, at rest, mg/m3; and methane of a gas main beside it. */
  readonly sulfideMgM3: number;
  readonly mainGasMgM3: number;
  /** Number of the manhole that its air is pushed into; -1 for the street. */
  readonly neighbour: number;
}

/** Shafts with water below and gas above; flat, by number of the shaft. */
export interface Manholes {
  readonly specs: readonly ManholeSpec[];
  readonly headM: Float64Array;
  readonly airM3: Float64Array;
  readonly sulfideMgM3: Float64Array;
  readonly mainGasMgM3: Float64Array;
  /** Given off at rest, and what events add, mg/s. */
  readonly sulfideMgS: Float64Array;
  readonly mainGasMgS: Float64Array;
  readonly stirredMgS: Float64Array;
  /** As gauges have them. */
  readonly hydrogenSulfidePpm: Float64Array;
  readonly carbonMonoxidePpm: Float64Array;
  readonly methaneLel: Float64Array;
  readonly oxygenPercent: Float64Array;
  readonly tiltDegrees: Float64Array;
}

export function createManholes(specs: readonly ManholeSpec[]): Manholes {
  const airM3 = Float64Array.from(specs, (spec) => airAbove(spec, spec.restM));
  const source = (spec: ManholeSpec, shaft: number, mgM3: number): number =>
    (mgM3 * airM3[shaft]! * spec.exchangePerHour) / 3600;
  const empty = (): Float64Array => new Float64Array(specs.length);
  const manholes: Manholes = {
    specs,
    ...{ headM: Float64Array.from(specs, ({ restM }) => restM), airM3 },
    sulfideMgM3: Float64Array.from(specs, (spec) => spec.sulfideMgM3),
    mainGasMgM3: Float64Array.from(specs, (spec) => spec.mainGasMgM3),
    sulfideMgS: Float64Array.from(specs, (spec, shaft) => source(spec, shaft, spec.sulfideMgM3)),
    mainGasMgS: Float64Array.from(specs, (spec, shaft) => source(spec, shaft, spec.mainGasMgM3)),
    ...{ stirredMgS: empty(), hydrogenSulfidePpm: empty(), carbonMonoxidePpm: empty() },
    ...{
      methaneLel: empty(),
      oxygenPercent: empty(),
      tiltDegrees: new Float64Array(specs.length).fill(uprightDegrees),
    },
  };
  for (let shaft = 0; shaft < specs.length; shaft++) readGas(manholes, shaft);
  return manholes;
}

/**
 * One step: the head follows the load of the pipe; rising water pushes air out into the next manhole, falling water draws fresh air in; then gas is
 * given off and blown out (`gasAfter`). A head over the cover lifts it.
 *
 * @param load of each pond's drain
 */
export function stepManholes(manholes: Manholes, load: Float64Array, stepSeconds: number): void {
  const follow = 1 - Math.exp(-stepSeconds / headSeconds);
  manholes.specs.forEach((spec, shaft) => {
    const pipeLoad = spec.pond < 0 ? 0 : load[spec.pond]!;
    moveWater(manholes, shaft, follow * (wantedHead(spec, pipeLoad) - manholes.headM[shaft]!));
    const shaftNow = { volumeM3: manholes.airM3[shaft]!, exchangePerS: spec.exchangePerHour / 3600 };
    const stirred = manholes.sulfideMgS[shaft]! * (1 + (stirring - 1) * Math.min(1, pipeLoad));
    const sourceMgS = stirred + manholes.stirredMgS[shaft]!;
    manholes.sulfideMgM3[shaft] = gasAfter(manholes.sulfideMgM3[shaft]!, { ...shaftNow, sourceMgS }, stepSeconds);
    const main = { ...shaftNow, sourceMgS: manholes.mainGasMgS[shaft]! };
    manholes.mainGasMgM3[shaft] = gasAfter(manholes.mainGasMgM3[shaft]!, main, stepSeconds);
    readGas(manholes, shaft);
  });
}

/** Water that stands over the cover runs off in the street. */
function wantedHead(spec: ManholeSpec, load: number): number {
  const pipe = { diameterM: spec.diameterM, lengthM: spec.pipeLengthM, slope: spec.pipeSlope, restM: spec.restM };
  return Math.min(spec.coverM + 0.1, pipeHead(pipe, load));
}

function moveWater(manholes: Manholes, shaft: number, riseM: number): void {
  const spec = manholes.specs[shaft]!;
  const head = manholes.headM[shaft]! + riseM;
  const before = manholes.airM3[shaft]!;
  const after = airAbove(spec, head);
  manholes.headM[shaft] = head;
  manholes.airM3[shaft] = after;
  if (head > spec.coverM) manholes.tiltDegrees[shaft] = liftedDegrees;
  if (after >= before) dilute(manholes, shaft, before / after);
  else if (spec.neighbour >= 0) pushInto(manholes, { from: shaft, to: spec.neighbour }, before - after);
}

function dilute(manholes: Manholes, shaft: number, share: number): void {
  manholes.sulfideMgM3[shaft]! *= share;
  manholes.mainGasMgM3[shaft]! *= share;
}

/** The pushed air takes the place of as much of the neighbour's. */
function pushInto(
  manholes: Manholes,
  { from, to }: { readonly from: number; readonly to: number },
  airM3: number,
): void {
  const share = Math.min(1, airM3 / manholes.airM3[to]!);
  for (const gas of [manholes.sulfideMgM3, manholes.mainGasMgM3]) gas[to]! += (gas[from]! - gas[to]!) * share;
}

function airAbove(spec: ManholeSpec, headM: number): number {
  const beside = besideM3 * Math.max(0, 1 - headM / spec.diameterM);
  return Math.max(leastAirM3, shaftM2 * (spec.coverM - headM) + beside);
}

function readGas(manholes: Manholes, shaft: number): void {
  const sulfide = manholes.sulfideMgM3[shaft]!;
  const methaneMgM3 = methanePerSulfide * sulfide + manholes.mainGasMgM3[shaft]!;
  const methaneLel = Math.min(2000, methaneMgM3 * lelPerMgM3);
  manholes.hydrogenSulfidePpm[shaft] = sulfide * ppmPerSulfide;
  manholes.carbonMonoxidePpm[shaft] = (1 + monoxidePerSulfide * sulfide) * ppmPerMonoxide;
  manholes.methaneLel[shaft] = methaneLel;
  // Methane takes the place of air: 1 %LEL is 0.05 %vol.
  const air = 1 - methaneLel / 2000;
  manholes.oxygenPercent[shaft] = Math.max(0, freshOxygenPercent - oxygenPerSulfide * sulfide) * air;
}
