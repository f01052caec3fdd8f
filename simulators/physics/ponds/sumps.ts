/** Pumps of one sump; more are none. */
export const mostPumps = 8;

/** A lead pump starts and stops at these levels over the sump's floor; each further one higher by its step, m. */
const startM = 2;
const startStepM = 0.4;
const stopM = 0.8;
const stopStepM = 0.2;

/** Where the sump is full and the drain into it stands. */
const fullM = 6.5;

/** Level at the beginning of a scenario. */
const restM = 1.2;

export interface SumpSpec {
  readonly pumps: number;
  /** Of all pumps together, m3/s. */
  readonly capacityM3s: number;
  /** Groundwater that seeps in at all times, m3/s. */
  readonly seepageM3s: number;
}

/** Pump sumps below underpasses and of pump stations; flat, by number of the sump. */
export interface Sumps {
  readonly count: number;
  readonly areaM2: Float64Array;
  readonly pumps: Uint8Array;
  readonly pumpM3s: Float64Array;
  readonly seepageM3s: Float64Array;
  readonly volumeM3: Float64Array;
  readonly startVolumeM3: Float64Array;
  /** 1 where a pump runs, `mostPumps` a sump. */
  readonly running: Float64Array;
  /** Events in force: more than 0 keeps all pumps of the sump still. */
  readonly failures: Uint8Array;
  readonly powerCuts: Uint8Array;
  /** Of the last step, m3. */
  readonly pumpedM3: Float64Array;
  readonly seepedM3: Float64Array;
  readonly levelM: Float64Array;
  /** m3/s. */
  readonly dischargeM3s: Float64Array;
  /** 1 with mains, 0 without. */
  readonly supply: Float64Array;
}

export function createSumps(specs: readonly SumpSpec[]): Sumps {
  const count = specs.length;
  // A hundred seconds of all pumps a metre: a pump runs for some minutes each time.
  const areaM2 = Float64Array.from(specs, ({ capacityM3s }) => Math.max(8, 100 * capacityM3s));
  const volumeM3 = areaM2.map((area) => area * restM);
  return {
    count,
    areaM2,
    pumps: Uint8Array.from(specs, ({ pumps }) => Math.min(mostPumps, pumps)),
    pumpM3s: Float64Array.from(specs, ({ pumps, capacityM3s }) => capacityM3s / Math.min(mostPumps, pumps)),
    seepageM3s: Float64Array.from(specs, ({ seepageM3s }) => seepageM3s),
    volumeM3,
    startVolumeM3: volumeM3.slice(),
    running: new Float64Array(count * mostPumps),
    failures: new Uint8Array(count),
    powerCuts: new Uint8Array(count),
    pumpedM3: new Float64Array(count),
    seepedM3: new Float64Array(count),
    levelM: new Float64Array(count).fill(restM),
    dischargeM3s: new Float64Array(count),
    supply: new Float64Array(count).fill(1),
  };
}

/** Room for what the drain brings, m3. */
export function roomM3(sumps: Sumps, index: number): number {
  return Math.max(0, sumps.areaM2[index]! * fullM - sumps.volumeM3[index]!);
}

/** Seepage and pumps of one step; what the drain brought is in already. Start and stop levels lie apart, so that pumps do not chatter. */
export function stepSumps(sumps: Sumps, stepSeconds: number): void {
  for (let index = 0; index < sumps.count; index++) {
    const seeped = Math.min(sumps.seepageM3s[index]! * stepSeconds, roomM3(sumps, index));
    sumps.seepedM3[index] = seeped;
    const held = sumps.volumeM3[index]! + seeped;
    const running = switchPumps(sumps, index, held / sumps.areaM2[index]!);
    const pumped = Math.min(held, running * sumps.pumpM3s[index]! * stepSeconds);
    sumps.pumpedM3[index] = pumped;
    sumps.dischargeM3s[index] = pumped / stepSeconds;
    sumps.volumeM3[index] = held - pumped;
    sumps.supply[index] = sumps.powerCuts[index] === 0 ? 1 : 0;
    sumps.levelM[index] = (held - pumped) / sumps.areaM2[index]!;
  }
}

/** @returns how many run now */
function switchPumps(sumps: Sumps, index: number, levelM: number): number {
  const canRun = sumps.failures[index] === 0 && sumps.powerCuts[index] === 0;
  let running = 0;
  for (let pump = 0; pump < sumps.pumps[index]!; pump++) {
    const slot = index * mostPumps + pump;
    if (!canRun || levelM <= stopM + pump * stopStepM) sumps.running[slot] = 0;
    else if (levelM >= startM + pump * startStepM) sumps.running[slot] = 1;
    running += sumps.running[slot]!;
  }
  return running;
}
