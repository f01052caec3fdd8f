import fc from "fast-check";
import { expect, it } from "vitest";
import { addToWindow, createWindow, firstAtOrAfter, seriesOf, timeAt } from "../../series/gauge-window.ts";

function held(keepMs: number, times: readonly number[]): readonly number[] {
  const window = createWindow(keepMs, 60_000, 180_000);
  for (const at of times) addToWindow(window, at, at);
  const { times: kept, values } = seriesOf(window);
  expect(values).toEqual(kept);
  return kept;
}

it("addToWindow() holds what lies within keepMs of the newest, whatever the order of arrival", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 }),
      fc.integer({ min: 1, max: 90 }),
      (times, keepMs) => {
        const newest = Math.max(...times);
        const wanted = [...new Set(times)].filter((at) => at >= newest - keepMs).sort((a, b) => a - b);
        expect(held(keepMs, times)).toEqual(wanted);
      },
    ),
  );
});

it("addToWindow() does not grow with time", () => {
  const window = createWindow(600, 60_000, 180_000);
  for (let at = 0; at < 100_000; at += 10) addToWindow(window, at, at);
  expect(window.samples.length).toBeLessThan(400);
});

it("firstAtOrAfter() finds the oldest at or after a time", () => {
  const window = createWindow(100, 60_000, 180_000);
  for (const at of [200, 210, 230, 290, 305]) addToWindow(window, at, at);
  const found = [0, 210, 211, 290, 305, 306].map((at) => firstAtOrAfter(window, at));
  expect(found.map((index) => (index < window.end ? timeAt(window, index) : null))).toEqual([
    210,
    210,
    230,
    290,
    305,
    null,
  ]);
});
