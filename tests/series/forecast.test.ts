import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { chanceToReach, forecast } from "../../series/forecast/forecast.ts";
import {
  type ForecastState,
  forecastStateFrom,
  forecastWindowMs,
  stepForecast,
} from "../../series/forecast/forecast-state.ts";

const noon = Date.parse("2026-07-20T12:00:00Z");
const withinMs = 6 * hourMs;

/** Minutes after noon and metres. */
type Row = readonly [minute: number, levelM: number];

function run(rows: readonly Row[]): ForecastState {
  let state: ForecastState | null = null;
  for (const [minute, levelM] of rows) state = stepForecast(state, noon + minute * minuteMs, levelM);
  return state as ForecastState;
}

/** One value every `everyMin` from `from` to `to`, both in minutes. */
function rows(from: number, to: number, everyMin: number, levelAt: (minute: number) => number): Row[] {
  const count = Math.floor((to - from) / everyMin) + 1;
  return Array.from({ length: count }, (_, index) => [from + index * everyMin, levelAt(from + index * everyMin)]);
}

/** Still at 1 m, then 0.2 m an hour from minute 0 on. */
function steadyRise(minute: number): number {
  return 1 + Math.max(0, minute) * (0.2 / 60);
}

/** The same noise on every run, between -1 and 1. */
function noise(minute: number): number {
  return Math.sin(minute * 12.9898 + 4.1) * 0.7 + Math.sin(minute * 78.233) * 0.3;
}

describe("forecast()", () => {
  test("gives minutes, band and reason of a steady rise", () => {
    const answer = forecast(run(rows(-600, 180, 5, steadyRise)), 1.8, withinMs);
    expect(answer?.minutes).toBeCloseTo(60, -1);
    expect(answer?.low).toBeLessThan(60);
    expect(answer?.high).toBeGreaterThan(60);
    expect(answer?.probability).toBeGreaterThan(0.5);
    expect(answer?.reason.en).toMatch(
      /^rising 20 cm\/h, up 60 cm in 3 h; 20 cm more in about 6\d min, 2\d min to 3(\.\d)? h$/,
    );
    expect(answer?.reason.zh).toMatch(
      /^正以每小时20厘米上涨，3小时内已涨60厘米；再涨20厘米约需6\d分钟（2\d分钟至3(\.\d)?小时）$/,
    );
  });

  test("says centimetres a minute of a street that fills", () => {
    const answer = forecast(
      run([...rows(-60, 0, 1, () => 0), ...rows(1, 8, 1, (minute) => minute * 0.03)]),
      0.27,
      withinMs,
    );
    expect(answer?.reason.en).toMatch(/^rising 3 cm\/min, up 24 cm in 8 min; 3 cm more in about \d min/);
    expect(answer?.minutes).toBeLessThan(10);
  });

  test("is null at the mark, on still water and on falling water", () => {
    expect(forecast(run(rows(-600, 180, 5, steadyRise)), 1.6, withinMs)).toBeNull();
    expect(forecast(run(rows(-600, 0, 5, () => 1)), 1.5, withinMs)).toBeNull();
    expect(forecast(run(rows(-600, 0, 5, (minute) => 1 - minute / 6000)), 1.5, withinMs)).toBeNull();
  });
});

describe("chanceToReach()", () => {
  const marks = [1.3, 1.6, 2, 3];

  test("falls with the height of the mark and grows with the time looked ahead", () => {
    const state = run(rows(-600, 60, 5, steadyRise));
    const byMark = marks.map((markM) => chanceToReach(state, markM, withinMs));
    expect(byMark).toEqual(byMark.toSorted((left, right) => right - left));
    const byTime = [1, 2, 4, 8].map((hours) => chanceToReach(state, 1.4, hours * hourMs));
    expect(byTime).toEqual(byTime.toSorted((left, right) => left - right));
  });

  test("is 1 at the mark, 0 on still water", () => {
    expect(chanceToReach(run([[0, 2]]), 2, withinMs)).toBe(1);
    expect(chanceToReach(run(rows(-600, 0, 5, () => 1)), 1.3, withinMs)).toBe(0);
  });

  test("is as good as unmoved by noise of 2 cm", () => {
    const clean = run(rows(-600, 120, 5, steadyRise));
    const noisy = run(rows(-600, 120, 5, (minute) => steadyRise(minute) + 0.02 * noise(minute)));
    for (const markM of marks) {
      expect(Math.abs(chanceToReach(noisy, markM, withinMs) - chanceToReach(clean, markM, withinMs))).toBeLessThan(0.1);
    }
  });

  test("never warns of noise of 2 cm or waves of 5 cm on still water 30 cm under the mark", () => {
    let state: ForecastState | null = null;
    let highest = 0;
    for (const [minute, levelM] of rows(-600, 3000, 1, (m) => 1 + 0.02 * noise(m) + 0.05 * Math.sin(m / 3))) {
      state = stepForecast(state, noon + minute * minuteMs, levelM);
      highest = Math.max(highest, chanceToReach(state, 1.3, withinMs));
    }
    expect(highest).toBeLessThan(0.5);
  });

  test("does not take the return from a dip of the instrument for a rise", () => {
    const dip = [...rows(-600, 0, 10, () => 1), [10, -3], [20, -3.1], [30, -3], [40, 1], [50, 1], [60, 1]] as Row[];
    for (let count = 62; count <= dip.length; count++) {
      const chance = chanceToReach(run(dip.slice(0, count)), 1.5, withinMs);
      expect(Number.isNaN(chance) || chance < 0.2).toBe(true);
    }
    // The control: the same four metres without the quiet level before the dip are a rise like any other.
    const rise = [...rows(-600, 30, 10, () => -3), [40, 0], [50, 1]] as Row[];
    expect(chanceToReach(run(rise), 1.5, withinMs)).toBeGreaterThan(0.5);
  });

  test("waits one value over a step out of nothing, then believes it or forgets it", () => {
    const quiet = rows(-600, 0, 10, () => 1);
    expect(chanceToReach(run([...quiet, [10, 1.6]]), 2, withinMs)).toBeNaN();
    expect(chanceToReach(run([...quiet, [10, 1.6], [20, 1.7]]), 2, withinMs)).toBeGreaterThan(0.5);
    const spike = run([...quiet, [10, 1.6], [20, 1]]);
    expect(chanceToReach(spike, 1.2, withinMs)).toBe(0);
    expect(chanceToReach(run([...quiet, [10, 1.6], [20, 1], [30, 1.05], [40, 1.1]]), 1.2, withinMs)).toBeCloseTo(
      chanceToReach(run([...quiet, [30, 1.05], [40, 1.1]]), 1.2, withinMs),
      1,
    );
  });

  test("forgets the rise over a long silence", () => {
    const before = rows(-600, 120, 5, steadyRise);
    const silence = 15 * 60;
    const after = run([...before, [silence, 1.4]]);
    expect(chanceToReach(after, 1.8, withinMs)).toBeLessThan(0.05);
  });

  test("gives the same chance whatever the steps of a straight rise", () => {
    const even = run(rows(-600, 120, 5, steadyRise));
    const uneven = run([
      ...rows(-600, 0, 5, steadyRise),
      ...[1, 3, 17, 18, 44, 45, 90, 99, 120].map((m): Row => [m, steadyRise(m)]),
    ]);
    for (const markM of marks) {
      expect(chanceToReach(uneven, markM, withinMs)).toBeCloseTo(chanceToReach(even, markM, withinMs), 6);
    }
  });

  test("falls by half within two hours of a crest, and the words are gone at once", () => {
    const crest = (minute: number) => (minute < 180 ? steadyRise(minute) : 1.6 * Math.exp((180 - minute) / 2000));
    expect(chanceToReach(run(rows(-600, 180, 5, crest)), 1.7, withinMs)).toBeGreaterThan(0.5);
    expect(chanceToReach(run(rows(-600, 300, 5, crest)), 1.7, withinMs)).toBeLessThan(0.3);
    expect(chanceToReach(run(rows(-600, 480, 5, crest)), 1.7, withinMs)).toBe(0);
    expect(forecast(run(rows(-600, 240, 5, crest)), 1.7, withinMs)).toBeNull();
  });
});

describe("stepForecast()", () => {
  const walk = fc.array(
    fc.record({ stepMin: fc.integer({ min: 1, max: 400 }), riseM: fc.double({ min: -0.5, max: 0.6, noNaN: true }) }),
    { minLength: 2, maxLength: 120 },
  );
  const levels = walk.map((steps) => {
    let minute = 0;
    let levelM = 1;
    return steps.map(({ stepMin, riseM }): Row => {
      minute += stepMin;
      levelM += riseM;
      return [minute, levelM];
    });
  });

  test("knows nothing of what comes later", () => {
    fc.assert(
      fc.property(levels, levels, (past, later) => {
        const end = past[past.length - 1]?.[0] ?? 0;
        const alone = chancesOf(past);
        const followed = chancesOf([...past, ...later.map(([minute, levelM]): Row => [end + minute, levelM])]);
        expect(followed.slice(0, past.length)).toEqual(alone);
      }),
    );
  });

  test("changes nothing for a late or repeated observation", () => {
    const state = run(rows(-60, 60, 5, steadyRise));
    expect(stepForecast(state, noon, 9)).toBe(state);
    expect(stepForecast(state, noon + 60 * minuteMs, 9)).toBe(state);
  });

  test("is the same to the last bit when made again from the window alone", () => {
    fc.assert(
      fc.property(levels, (past) => {
        const times = past.map(([minute]) => noon + minute * minuteMs);
        const values = past.map(([, levelM]) => levelM);
        const since = (times[times.length - 1] as number) - forecastWindowMs;
        const first = times.findIndex((at) => at >= since);
        expect(forecastStateFrom(times, values, first)).toEqual(run(past));
      }),
    );
  });

  test("survives JSON and stays under 2 KB", () => {
    const state = run(rows(-3000, 120, 5, (minute) => steadyRise(minute) + 0.02 * noise(minute)));
    const text = JSON.stringify(state);
    expect(JSON.parse(text)).toEqual(state);
    expect(text.length).toBeLessThan(2048);
  });
});

function chancesOf(past: readonly Row[]): number[] {
  let state: ForecastState | null = null;
  return past.map(([minute, levelM]) => {
    state = stepForecast(state, noon + minute * minuteMs, levelM);
    return chanceToReach(state, 2, withinMs);
  });
}
