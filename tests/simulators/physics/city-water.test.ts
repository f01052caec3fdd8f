import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import type { StationId } from "../../../domain/ids.ts";
import type { CityWater, CityWaterOptions, StormCell, WaterEvent } from "../../../simulators/physics/water.ts";
import { chicago, evenly, everyKind, seriesOf, waterCity, waterOf } from "../../support/worlds/water-world.ts";

const zhengzhou = loadCity(join(import.meta.dirname, "../../../cities/zhengzhou")).city;
const at = (id: string): StationId => id as StationId;

/** A cell that crosses the city, so that it rains here and not there. */
const passing: StormCell = {
  hyetograph: chicago(50),
  startsAt: 600,
  centre: { longitude: 113.55, latitude: 34.74 },
  axesKm: [6, 4],
  heading: 80,
  speedKmh: 15,
};

const everything: readonly WaterEvent[] = [
  { kind: "power-cut", areaCode: zhengzhou.code, from: 3600, to: 5400 },
  { kind: "upstream-flood", stationId: at("rv-jinshui-beizhakou"), from: 1800, to: 9000, peakM3s: 90 },
  { kind: "dam-collapse", stationId: at("rd-xionger-1"), from: 5000 },
  { kind: "baseflow-recession", from: 0, to: 90_000, tauDays: 20 },
];

/** Largest of each gauge's values, read every 10 s. */
function peaksOf(water: CityWater, until: number): readonly number[] {
  const peaks = water.gaugeIds.map(() => 0);
  for (let seconds = 0; seconds <= until; seconds += 10) {
    water.advanceTo(seconds);
    water.trueValues().forEach((value, gauge) => {
      peaks[gauge] = Math.max(peaks[gauge]!, value);
    });
  }
  return peaks;
}

describe("balance()", () => {
  test.each<[string, Partial<CityWaterOptions>]>([
    ["a passing storm with all that can happen", { weather: { cells: [passing] }, events: everything }],
    ["July 2021", { weather: { cells: [evenly({ kind: "zhengzhou-2021-07-20", fromHour: 18 })] } }],
    ["a wet city", { weather: { cells: [passing], antecedentWetness: 0.8 } }],
  ])("misses less than 1e-9 in each district and in all, at every step: %s", (_, options) => {
    const water = waterOf({ city: zhengzhou, ...options });
    let worst = 0;
    for (let seconds = 0; seconds <= 3 * 3600; seconds += 10) {
      water.advanceTo(seconds);
      for (const { error } of water.balance()) worst = Math.max(worst, Math.abs(error));
    }
    expect(worst).toBeLessThan(1e-9);
    expect(water.balance().at(-1)?.rain).toBeGreaterThan(1e6);
  });

  test("where all of a city lies in one district, their balances are one", () => {
    const city = waterCity(everyKind.map((place) => ({ ...place, districtCode: "410105" })));
    const water = waterOf({ city, weather: { cells: [evenly(chicago(20))] } });
    water.advanceTo(4 * 3600);
    const [first, second, whole] = water.balance();
    expect([first, second].find(({ areaCode } = whole!) => areaCode === "410105")).toEqual({
      ...whole,
      areaCode: "410105",
    });
  });

  test("rain of the city is that of its districts, and what goes from one to another is no inflow of the city", () => {
    const water = waterOf({ weather: { cells: [evenly(chicago(20))] } });
    water.advanceTo(4 * 3600);
    const city = water.balance().at(-1)!;
    const districts = water.balance().slice(0, -1);
    const sum = (of: (typeof districts)[number][]): number => of.reduce((total, { inflow }) => total + inflow, 0);
    expect(districts.reduce((total, { rain }) => total + rain, 0)).toBeCloseTo(city.rain, 3);
    expect(city.inflow).toBeLessThan(sum([...districts]));
  });
});

describe("water of a city", () => {
  const waterNames = /depth|stage|flow$/;

  test("more rain never gives less water, anywhere, at any time", () => {
    const storm = fc.record({
      mmPerHour: fc.integer({ min: 5, max: 120 }),
      minutes: fc.integer({ min: 5, max: 120 }),
      factor: fc.double({ min: 1, max: 2, noNaN: true }),
      seed: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(storm, ({ mmPerHour, minutes, factor, seed }) => {
        const rain = (by: number) =>
          waterOf({
            city: waterCity(everyKind.filter(({ kind }) => kind !== "pump-station")),
            seed,
            weather: { cells: [evenly({ kind: "block", mmPerHour: mmPerHour * by, minutes })] },
          });
        const [less, more] = [rain(1), rain(factor)];
        for (let seconds = 0; seconds <= 3 * 3600; seconds += 300) {
          less.advanceTo(seconds);
          more.advanceTo(seconds);
          const [fewer, greater] = [less.trueValues(), more.trueValues()];
          less.gaugeIds.forEach((id, gauge) => {
            // Pumps of underpasses go by turns, so what they give to a river comes earlier or later.
            if (/^(tunnel|underpass|road)/.test(id) && waterNames.test(id))
              expect(greater[gauge]!, `${id} at ${seconds}`).toBeGreaterThanOrEqual(fewer[gauge]! - 1e-9);
          });
          expect(more.balance().at(-1)!.rain).toBeGreaterThanOrEqual(less.balance().at(-1)!.rain * (1 - 1e-12));
        }
      }),
      { numRuns: 15 },
    );
  });

  test("where pumps stand still the water is never lower, and in the end higher", () => {
    const failure: WaterEvent = { kind: "pump-failure", stationId: at("pumps"), from: 0, to: 14_400 };
    const span = { until: 14_400, every: 60 };
    const cells = [evenly(chicago(20))];
    const pumped = seriesOf(waterOf({ weather: { cells } }), "underpass.depth", span);
    const still = seriesOf(waterOf({ weather: { cells }, events: [failure] }), "underpass.depth", span);
    still.forEach((depth, minute) => {
      expect(depth).toBeGreaterThanOrEqual(pumped[minute]!);
    });
    expect(Math.max(...still)).toBeGreaterThan(Math.max(...pumped) + 0.3);
    expect(pumped.at(-1)).toBe(0);
    expect(still.at(-1)).toBeGreaterThan(1);
  });

  test("half the step changes no peak by 2 %", () => {
    const peaks = [10, 5].map((stepSeconds) =>
      peaksOf(waterOf({ city: zhengzhou, weather: { cells: [passing, evenly(chicago(30))] }, stepSeconds }), 4 * 3600),
    );
    peaks[0]!.forEach((peak, gauge) => {
      expect(Math.abs(peak - peaks[1]![gauge]!)).toBeLessThan(0.02 * Math.max(peak, 0.01));
    });
  });

  test("the same seed gives the same bytes, another seed other ponds", () => {
    const bytes = (seed: number): string => {
      const water = waterOf({ city: zhengzhou, seed, weather: { cells: [passing] }, events: everything });
      water.advanceTo(2 * 3600);
      return Buffer.from(water.trueValues().buffer).toString("hex");
    };
    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(8)).not.toBe(bytes(7));
  });

  test("no value is below 0 or missing at any gauge of Zhengzhou, whatever happens", () => {
    const water = waterOf({ city: zhengzhou, weather: { cells: [passing] }, events: everything });
    for (let seconds = 0; seconds <= 6 * 3600; seconds += 60) {
      water.advanceTo(seconds);
      water.trueValues().forEach((value, gauge) => {
        expect(value, `${water.gaugeIds[gauge]} at ${seconds}`).toBeGreaterThanOrEqual(0);
      });
    }
    const simulated = [...zhengzhou.gauges.values()].filter(({ stationId }) => {
      const station = zhengzhou.stations.get(stationId);
      return station?.isExercise !== true && station?.tags.includes("yours") === false;
    });
    expect(water.gaugeIds).toEqual(simulated.map(({ id }) => id));
  });

  test("on a calm day every gauge of Zhengzhou is within its span and clear of what rules raise at", () => {
    const water = waterOf({ city: zhengzhou });
    water.advanceTo(86_400);
    const values = water.trueValues();
    water.gaugeIds.forEach((id, gauge) => {
      const { range, thresholds } = zhengzhou.gauges.get(id)!;
      expect(values[gauge], id).toBeGreaterThanOrEqual(range.min);
      expect(values[gauge], id).toBeLessThanOrEqual(range.max);
      for (const [name, { value }] of Object.entries(thresholds)) {
        if (/^demo/.test(name)) expect(values[gauge], `${id} ${name}`).toBeLessThan(value);
        if (/^(flow|bladder)/.test(name)) expect(values[gauge], `${id} ${name}`).toBeGreaterThan(value);
      }
    });
  });

  test("rain gauges hold what the hyetograph says, and never fall back", () => {
    const series = seriesOf(waterOf({ weather: { cells: [evenly(chicago(50))] } }), "rain.rain", {
      until: 9000,
      every: 60,
    });
    expect(series).toEqual(series.toSorted((a, b) => a - b));
    expect(series.at(-1)).toBeCloseTo(97.5, 1);
  });
});

test("a cell that passes rains at the gauge on its way first, on the next one later, and beside it not at all", () => {
  const rain = (id: string, at: readonly [number, number]) => ({ id, kind: "rain", at, gauges: { rain: {} } }) as const;
  const city = waterCity([
    ...everyKind.filter(({ kind }) => kind !== "rain"),
    rain("near", [-10, 0]),
    rain("next", [10, 0]),
    rain("beside", [0, 45]),
  ]);
  const cell: StormCell = {
    hyetograph: { kind: "block", mmPerHour: 40, minutes: 180 },
    startsAt: 0,
    centre: { longitude: 113.65 - 20 / 91.3, latitude: 34.76 },
    axesKm: [5, 5],
    heading: 90,
    speedKmh: 20,
  };
  const totals = (id: string) =>
    seriesOf(waterOf({ city, weather: { cells: [cell] } }), id, { until: 10_800, every: 60 });
  const halfway = (series: readonly number[]): number => series.findIndex((mm) => mm > series.at(-1)! / 2);
  expect(halfway(totals("near.rain"))).toBeCloseTo(30, -1);
  expect(halfway(totals("next.rain"))).toBeCloseTo(90, -1);
  expect(totals("beside.rain").at(-1)).toBe(0);
});

describe("events", () => {
  test("a dam that collapses loses its water within minutes, and the river below gets it", () => {
    const span = { until: 7200, every: 60 };
    const events: readonly WaterEvent[] = [{ kind: "dam-collapse", stationId: at("dam"), from: 1800 }];
    const behind = seriesOf(waterOf({ events }), "dam.stage", span);
    const bladder = seriesOf(waterOf({ events }), "dam.pressure", span);
    const below = seriesOf(waterOf({ events }), "upper.stage", span);
    expect(behind[29]! - behind[40]!).toBeGreaterThan(0.3);
    expect(bladder[29]).toBeGreaterThan(18);
    expect(bladder[33]).toBe(0);
    expect(Math.max(...below)).toBeGreaterThan(below[0]! + 0.5);
    expect(below.indexOf(Math.max(...below))).toBeGreaterThan(30);
    // One wave, no swinging: up once and down once.
    const turns = below.filter(
      (stage, i) => i > 1 && (stage - below[i - 1]!) * (below[i - 1]! - below[i - 2]!) < -1e-9,
    );
    expect(turns).toHaveLength(1);
  });

  test("a flood from upstream passes the station first and the one downstream by its travel time later, flatter", () => {
    const events: readonly WaterEvent[] = [
      { kind: "upstream-flood", stationId: at("upper"), from: 0, to: 7200, peakM3s: 150 },
    ];
    const span = { until: 12 * 3600, every: 300 };
    const upper = seriesOf(waterOf({ events }), "upper.flow", span);
    const lower = seriesOf(waterOf({ events }), "lower.flow", span);
    const peakAt = (flows: readonly number[]): number => flows.indexOf(Math.max(...flows)) * 300;
    expect(peakAt(lower) - peakAt(upper)).toBeGreaterThan(140 * 60);
    expect(peakAt(lower) - peakAt(upper)).toBeLessThan(200 * 60);
    expect(Math.max(...lower)).toBeLessThan(Math.max(...upper) + lower[0]!);
    expect(Math.max(...lower)).toBeGreaterThan(50);
  });

  test("in a drought rivers fall as their base flow does", () => {
    const tauDays = 30;
    const events: readonly WaterEvent[] = [{ kind: "baseflow-recession", from: 0, to: 20 * 86_400, tauDays }];
    const flows = seriesOf(waterOf({ events }), "side.flow", { until: 15 * 86_400, every: 86_400 });
    expect(flows.at(-1)! / flows[0]!).toBeCloseTo(Math.exp(-15 / tauDays), 2);
  });

  test("a power cut stops pumps and feeders of its district alone", () => {
    const events: readonly WaterEvent[] = [
      { kind: "power-cut", areaCode: waterCity(everyKind).stations.get(at("road"))!.areaCode, from: 0, to: 9000 },
    ];
    const elsewhere = waterOf({ events });
    elsewhere.advanceTo(600);
    const volts = seriesOf(waterOf({ events }), "lamp.voltage", { until: 600, every: 600 });
    expect(volts).toEqual([220, 220]);
    const here = [{ ...events[0]!, areaCode: waterCity(everyKind).code }] as readonly WaterEvent[];
    expect(seriesOf(waterOf({ events: here }), "lamp.voltage", { until: 9600, every: 4800 })).toEqual([220, 0, 220]);
  });

  test("stirred sludge makes a manhole deadly and a damaged cable leak; both end", () => {
    const events: readonly WaterEvent[] = [
      { kind: "sludge-stirred", stationId: at("manhole"), from: 600, to: 4200, hydrogenSulfideMgS: 0.1 },
      { kind: "cable-fault", stationId: at("lamp"), from: 600, to: 1800 },
    ];
    const span = { until: 86_400, every: 1200 };
    const sulfide = seriesOf(waterOf({ events }), "manhole.hydrogenSulfide", span);
    expect(Math.max(...sulfide)).toBeGreaterThan(7);
    expect(sulfide.at(-1)).toBeCloseTo(sulfide[0]!, 2);
    const oxygen = seriesOf(waterOf({ events }), "manhole.oxygen", span);
    expect(Math.min(...oxygen)).toBeLessThan(20.5);
    const current = seriesOf(waterOf({ events }), "lamp.current", { until: 1500, every: 300 });
    expect(current.slice(0, 3).every((ma) => ma < 10)).toBe(true);
    expect(current[3]).toBeGreaterThan(100);
    expect(current[5]).toBeGreaterThan(150);
    expect(seriesOf(waterOf({ events }), "lamp.current", { until: 3000, every: 3000 })[1]).toBeLessThan(10);
  });

  test.each<WaterEvent>([
    { kind: "pump-failure", stationId: at("road"), from: 0, to: 1 },
    { kind: "dam-collapse", stationId: at("upper"), from: 0 },
    { kind: "upstream-flood", stationId: at("nowhere"), from: 0, to: 1, peakM3s: 1 },
  ])("$kind at a place of another kind is refused by name", (event) => {
    expect(() => waterOf({ events: [event] })).toThrow(expect.objectContaining({ code: "simulators.event_misplaced" }));
  });
});

test("a step that does not divide that of rivers is refused", () => {
  for (const stepSeconds of [0, -10, 7, 600])
    expect(() => waterOf({ stepSeconds })).toThrow(expect.objectContaining({ code: "simulators.step_invalid" }));
});
