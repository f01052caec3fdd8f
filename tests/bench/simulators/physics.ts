import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCity } from "../../../city/load-city.ts";
import { writeCity } from "../../../city-builder/write/write-city.ts";
import type { City } from "../../../domain/city/city.ts";
import { createCityWater } from "../../../simulators/physics/city-water.ts";
import type { StormCell } from "../../../simulators/physics/water.ts";

export interface PhysicsFigures {
  readonly stations: number;
  readonly gauges: number;
  /** Deriving and calibrating the network. */
  readonly createMs: number;
  /** A step of 10 s with the true values of every gauge after it, mean over the run. */
  readonly usPerStep: number;
  readonly usPerReadOut: number;
  /** Simulated seconds a second, true values read every 10 s. */
  readonly timesRealTime: number;
  /** Greatest share of the water that any district's account missed. */
  readonly massError: number;
}

const zhengzhou = join(import.meta.dirname, "../../../cities/zhengzhou");
const stepSeconds = 10;

/** Two cells that cross the city, and the storm of July 2021 over all of it. */
const cells: readonly StormCell[] = [
  cell({ kind: "chicago", returnPeriodYears: 50, minutes: 120, peakAt: 0.4 }, 10),
  cell({ kind: "chicago", returnPeriodYears: 10, minutes: 60, peakAt: 0.4 }, 8),
  cell({ kind: "zhengzhou-2021-07-20", fromHour: 18, hours: 6 }, 60),
];

function cell(hyetograph: StormCell["hyetograph"], axisKm: number): StormCell {
  return { hyetograph, startsAt: 0, axesKm: [axisKm, axisKm * 0.6], heading: 70, speedKmh: 12 };
}

/** How many times faster than real time the water of a city moves on, over hours of heavy rain and those after it. */
export function benchPhysics(stations: number | "as it is"): PhysicsFigures {
  const city = stations === "as it is" ? loadCity(zhengzhou).city : generated(stations);
  const begun = performance.now();
  const water = createCityWater({ city, weather: { cells }, events: [], seed: 1 });
  const createMs = Math.round(performance.now() - begun);
  const seconds = 8 * 3600;
  let readMs = 0;
  let stepMs = 0;
  for (let at = stepSeconds; at <= seconds; at += stepSeconds) {
    const before = performance.now();
    water.advanceTo(at);
    const stepped = performance.now();
    water.trueValues();
    readMs += performance.now() - stepped;
    stepMs += stepped - before;
  }
  const steps = seconds / stepSeconds;
  return {
    ...{ stations: city.stations.size, gauges: city.gauges.size, createMs },
    usPerStep: Math.round((stepMs * 1000) / steps),
    usPerReadOut: Math.round((readMs * 1000) / steps),
    timesRealTime: Math.round((seconds * 1000) / (stepMs + readMs)),
    massError: Math.max(...water.balance().map(({ error }) => Math.abs(error))),
  };
}

export interface RiseFigures {
  readonly underpasses: number;
  /** Of all underpasses and tunnels in the storm of July 2021 over all of the city, s: least, middle, most. */
  readonly dryTo15Cm: readonly number[];
  readonly from15To27Cm: readonly number[];
  readonly from15To40Cm: readonly number[];
}

/** How much time a depth gauge leaves between one mark and the next, however often it reports. */
export function benchRises(stations: number): RiseFigures {
  const city = generated(stations);
  const storm = cell({ kind: "zhengzhou-2021-07-20", fromHour: 19, hours: 3 }, 200);
  const water = createCityWater({ city, weather: { cells: [storm] }, events: [], seed: 1 });
  const gauges = water.gaugeIds.flatMap((id, index) => {
    const gauge = city.gauges.get(id);
    const station = gauge === undefined ? undefined : city.stations.get(gauge.stationId);
    return gauge?.property === "depth" && station?.tags.includes("underpass") === true ? [index] : [];
  });
  const marks = [0.001, 0.15, 0.27, 0.4];
  const reached = gauges.map(() => marks.map(() => Number.NaN));
  for (let at = 0; at <= 3 * 3600; at += stepSeconds) {
    water.advanceTo(at);
    const depths = water.trueValues();
    gauges.forEach((gauge, row) => {
      marks.forEach((mark, column) => {
        if (depths[gauge]! >= mark && Number.isNaN(reached[row]![column]!)) reached[row]![column] = at;
      });
    });
  }
  const between = (from: number, to: number): readonly number[] => {
    const seconds = reached.map((row) => row[to]! - row[from]!).toSorted((a, b) => a - b);
    return [seconds[0]!, seconds[seconds.length >> 1]!, seconds.at(-1)!];
  };
  const [dryTo15Cm, from15To27Cm, from15To40Cm] = [between(0, 1), between(1, 2), between(1, 3)];
  return { underpasses: gauges.length, dryTo15Cm, from15To27Cm, from15To40Cm };
}

function generated(stations: number): City {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-physics-"));
  try {
    writeCity(join(folder, "city"), { like: loadCity(zhengzhou), stations, seed: 1 });
    return loadCity(join(folder, "city")).city;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
