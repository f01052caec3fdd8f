import { expect, it } from "vitest";
import { besideTarget } from "../../console/guide/guide-steps.ts";
import { countCity } from "../../console/live/counts.ts";
import { foldCases, isFlood, newOf } from "../../console/screens/cases/queue/fold.ts";
import { riseOf, smallPlot } from "../../console/screens/map/place/small-plot.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeState } from "../../domain/observations/gauge-state.ts";
import { caseSummary } from "./case-summary.ts";

it("a flood is more than ten new cases in ten minutes", () => {
  const now = Date.UTC(2026, 6, 20, 8);
  const opened = (minutesAgo: number) => ({ openedAt: new Date(now - minutesAgo * minuteMs).toISOString() });
  const rows = [...Array.from({ length: 10 }, () => opened(3)), opened(10), opened(90)];
  expect([newOf(rows, now), isFlood(10), isFlood(11)]).toEqual([10, false, true]);
});

it("a flood folds by storm and hazard in the order of what is due first, and no red is folded away", () => {
  const rows = [
    caseSummary({ id: "a", incidentId: "storm", hazard: "waterlogging", level: "blue" }),
    caseSummary({ id: "b", incidentId: "storm", hazard: "waterlogging", level: "red" }),
    caseSummary({ id: "c", incidentId: "storm", hazard: "toxic-gas", level: "orange" }),
    caseSummary({ id: "d", incidentId: "storm", hazard: "waterlogging", level: null }),
    caseSummary({ id: "e", incidentId: "storm", hazard: "waterlogging", level: "blue", isExercise: true }),
  ];
  expect(foldCases(rows).map((group) => group.rows.map(({ id }) => id))).toEqual([["a", "d"], ["b"], ["c"], ["e"]]);
});

it("a rise is told of a gauge that was heard an hour ago and is heard now", () => {
  const now = 10 * hourMs;
  const at = [now - 2 * hourMs, now - hourMs, now - minuteMs];
  expect(riseOf({ at, last: [1, 2, 5] }, now)).toBe(3);
  expect(riseOf({ at, last: [1, null, 5] }, now)).toBeNull();
  expect(riseOf({ at: at.slice(2), last: [5] }, now)).toBeNull();
});

it("a small plot has a gap where nothing was heard, and the next limit above what was reached", () => {
  const at = [0, 5, 10, 60].map((minutes) => minutes * minuteMs);
  const limits = [
    { level: "blue", value: 3 },
    { level: "red", value: 90 },
  ] as const;
  const { line, marks } = smallPlot({ at, last: [1, 2, 2, 2] }, limits, { from: 0, to: hourMs });
  expect(line.match(/[ML]/g)).toEqual(["M", "L", "L", "M"]);
  expect(marks.map(({ level }) => level)).toEqual(["blue"]);
  expect(smallPlot({ at: [], last: [] }, limits, { from: 0, to: hourMs })).toEqual({ line: "", marks: [] });
});

it("the guide's card lies within the page wherever its target is", () => {
  const page = { width: 1440, height: 900 };
  const card = { width: 400, height: 200 };
  const targets = [
    { left: 0, top: 0, width: 600, height: 60 },
    { left: 1100, top: 60, width: 340, height: 840 },
    { left: 0, top: 700, width: 1000, height: 200 },
    { left: 0, top: 0, width: 1440, height: 900 },
    null,
  ];
  for (const target of targets) {
    const { left, top } = besideTarget(target, card, page);
    expect(left >= 0 && top >= 0 && left + card.width <= page.width && top + card.height <= page.height).toBe(true);
  }
});

it("stations of drills are in no count, whatever is up there", () => {
  const states: GaugeState[] = ["live", "silent", "maintenance"];
  const stations = [{}, { isExercise: true as const }, {}];
  const gauges = [0, 0, 1, 2].map((station) => ({ station }));
  const columns = { states: Uint8Array.of(0, 1, 1, 2), stationLevels: Uint8Array.of(2, 4, 0) };
  const counts = countCity(columns, { states, stations, gauges });
  expect(counts).toEqual({ gauges: 3, believed: 1, unknown: 1, stationsByLevel: [1, 0, 1, 0, 0] });
});
