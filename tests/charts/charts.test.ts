import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundRange, timeTicks, valueTicks } from "../../charts/axis-ticks.ts";
import { areaPath, linePath, markPath } from "../../charts/plot-paths.ts";
import { plotScales } from "../../charts/plot-scales.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { zoneOffsetMs } from "../../tools/board-pages/format-value.ts";

const box = { left: 10, right: 110, top: 0, bottom: 50 };
const scales = plotScales(box, { from: 0, to: 100 }, { low: 0, high: 5 });

describe("plotScales()", () => {
  it("puts the span from left to right and the range from bottom to top, in tenths of px", () => {
    expect([scales.x(0), scales.x(100), scales.x(33.333)]).toEqual([10, 110, 43.3]);
    expect([scales.y(0), scales.y(5), scales.y(-1)]).toEqual([50, 0, 60]);
  });
});

describe("roundRange() and valueTicks()", () => {
  it.each([
    [0.13, 4.71, 4, [0, 1, 2, 3, 4, 5]],
    [71.5, 77.5, 4, [70, 72, 74, 76, 78]],
    [-0.2, 0.2, 4, [-0.2, -0.1, 0, 0.1, 0.2]],
    [3, 3, 4, [3, 3.1, 3.2, 3.3]],
    [0, 0, 4, [0, 0.02, 0.04, 0.06, 0.08, 0.1]],
  ])("%d to %d: round values that hold them", (low, high, about, ticks) => {
    expect(valueTicks(roundRange({ low, high }, about), about)).toEqual(ticks);
  });

  it("any range lies within its ticks", () => {
    const value = fc.integer({ min: -1e6, max: 1e6 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = valueTicks(roundRange({ low, high }, 5), 5);
        expect(ticks[0]).toBeLessThanOrEqual(low);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
      }),
    );
  });
});

describe("timeTicks()", () => {
  const midnight = Date.UTC(2026, 6, 20);
  const words = (from: number, to: number, zoneMs: number, most = 10): readonly string[] =>
    timeTicks({ from, to }, { zoneMs, most }).map(({ at, isMidnight }) =>
      isMidnight ? new Date(at + zoneMs).toISOString().slice(5, 10) : new Date(at + zoneMs).toISOString().slice(11, 16),
    );

  it.each([
    [
      "hours, and a midnight as its day",
      -3.5,
      5,
      0,
      ["21:00", "22:00", "23:00", "07-20", "01:00", "02:00", "03:00", "04:00", "05:00"],
    ],
    [
      "round on the clocks of the zone",
      0,
      24,
      5.5,
      ["06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "07-21", "03:00"],
    ],
    ["minutes of a short span", 0, 0.4, 0, ["07-20", "00:05", "00:10", "00:15", "00:20"]],
  ])("%s", (_name, from, to, zoneHours, wanted) => {
    expect(words(midnight + from * hourMs, midnight + to * hourMs, zoneHours * hourMs)).toEqual(wanted);
  });

  it("gives as many as asked for at most, whatever the span", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 400 * 24 * 60 }), (most, minutes) => {
        const ticks = timeTicks({ from: midnight, to: midnight + minutes * minuteMs }, { zoneMs: 0, most });
        expect(ticks.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe("paths", () => {
  const at = (...places: readonly (readonly [number, number])[]) => places.map(([x, value]) => ({ at: x, value }));

  it("linePath() breaks where points are too far apart, and leaves a point alone as a path of no length", () => {
    const points = at([0, 0], [10, 1], [50, 2], [90, 3], [100, 4]);
    expect(linePath(points, scales, 20)).toBe("M10,50L20,40M60,30ZM100,20L110,10");
    expect(linePath(points, scales, Number.POSITIVE_INFINITY)).toBe("M10,50L20,40L60,30L100,20L110,10");
    expect(linePath([], scales, 20)).toBe("");
  });

  it("areaPath() comes back along the foot", () => {
    expect(areaPath(at([0, 1], [100, 2]), scales, 50)).toBe("M10,40L110,30L110,50L10,50Z");
  });

  it("markPath() reaches as far as its radius", () => {
    for (const shape of ["square", "triangle", "star", "cross"] as const) {
      const numbers = markPath(shape, 10).match(/-?\d+(\.\d+)?/g) ?? [];
      const reach = Math.max(...numbers.map(Number).map(Math.abs));
      expect(reach, shape).toBeGreaterThan(6);
      expect(reach, shape).toBeLessThan(21);
    }
    expect(markPath("circle", 10)).toMatch(/^M10,0A10,10/);
  });
});

it("zoneOffsetMs() follows the clocks of a zone, half hours and summer time included", () => {
  const july = Date.UTC(2026, 6, 20);
  const offsets = ["Asia/Shanghai", "Asia/Kolkata", "UTC", "America/New_York"].map((zone) => zoneOffsetMs(july, zone));
  expect(offsets.map((ms) => ms / hourMs)).toEqual([8, 5.5, 0, -4]);
});
