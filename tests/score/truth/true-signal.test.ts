import fc from "fast-check";
import { expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeId } from "../../../domain/ids.ts";
import { trueEpisodes } from "../../../score/truth/true-episodes.ts";
import { trueSignal } from "../../../score/truth/true-signal.ts";

const id = "g" as GaugeId;
const everyMinute = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, index) => index * minuteMs);
const rain = (totals: readonly number[], windowMinutes: number): readonly number[] => {
  const truth = { times: everyMinute(totals.length), water: new Map([[id, Float64Array.from(totals)]]) };
  return [...(trueSignal(truth, { gaugeId: id, windowMs: windowMinutes * minuteMs, sign: 1 }) ?? [])];
};

it("trueSignal() of rain is what fell in the window before, the time before the scenario dry", () => {
  expect(rain([0, 1, 3, 6, 10], 2)).toEqual([0, 1, 3, 5, 7]);
  expect(rain([0, 1, 3, 6, 10], 1.5)).toEqual([0, 1, 2.5, 4, 5.5]);
  expect(rain([0, 1, 3, 6, 10], 60)).toEqual([0, 1, 3, 6, 10]);
});

it("a longer window never holds less rain", () => {
  const amounts = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), (fallen, window, more) => {
      const totals = fallen.map((_, index) => fallen.slice(0, index + 1).reduce((sum, amount) => sum + amount, 0));
      const short = rain(totals, window);
      const long = rain(totals, window + more);
      expect(long.every((sum, index) => sum >= (short[index] ?? 0) - 1e-9)).toBe(true);
    }),
  );
});

it("trueSignal() turns what is graver when it falls, and is null without a truth", () => {
  const truth = { times: everyMinute(2), water: new Map([[id, Float64Array.of(20.9, 17)]]) };
  expect([...(trueSignal(truth, { gaugeId: id, windowMs: 0, sign: -1 }) ?? [])]).toEqual([-20.9, -17]);
  expect(trueSignal(truth, { gaugeId: "other" as GaugeId, windowMs: 0, sign: 1 })).toBeNull();
});

it("trueEpisodes() ends where nothing is known, and counts how long the limit itself was held", () => {
  const signal = Float64Array.of(0, 2, 1.5, 2, Number.NaN, 2, 2);
  const found = trueEpisodes(everyMinute(7), signal, { raise: 2, reset: 1 });
  expect(found.map(({ from, to, heldMs }) => [from, to, heldMs].map((ms) => ms / minuteMs))).toEqual([
    [1, 3, 1],
    [5, 6, 1],
  ]);
});
