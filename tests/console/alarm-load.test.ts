import { expect, it } from "vitest";
import { loadBars, loadGrade } from "../../console/parts/alarm-load/load-grade.ts";

it("the load of alarms is graded as ISA-18.2 does it", () => {
  expect([1, 1.1, 10, 10.1].map((each) => loadGrade(each, 10))).toEqual(["good", "much", "much", "flood"]);
});

it("a day has a bar for every window; of a longer span a bar is the worst of its windows, and none is lost", () => {
  const day = Array.from({ length: 144 }, (_, at) => at);
  expect(loadBars(day)).toEqual({ bars: day, perBar: 1 });
  const { bars, perBar } = loadBars([...day, 500]);
  expect([perBar, bars.length, bars[0], bars.at(-1)]).toEqual([2, 73, 1, 500]);
});
