import { expect, it } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import { hourMs } from "../../../domain/clock.ts";
import { marksOf } from "../../../score/marks/marks-of-city.ts";

const { city, rules } = loadCity("cities/zhengzhou");
const marks = marksOf(city, rules);

it("marksOf() gives each level of what is, with the rule's own limits", () => {
  const underpass = [...city.stations.values()].find(({ tags }) => tags.includes("underpass"));
  const gauge = [...city.gauges.values()].find(({ stationId }) => stationId === underpass?.id);
  const own = marks.filter(({ gaugeId, ruleId }) => gaugeId === gauge?.id && ruleId === "underpass-depth");
  expect(own.map(({ level, limit, reset }) => [level, limit, reset])).toEqual([
    ["blue", 0.15, 0.12],
    ["yellow", 0.2, 0.16],
    ["orange", 0.27, 0.22],
    ["red", 0.4, 0.32],
  ]);
  expect(own[0]).toMatchObject({ hazard: "waterlogging", sign: 1, windowMs: 0, error: 0.02 });
});

it("marksOf() adds rain up over the rule's window, and lets oxygen fall to its limit", () => {
  const rain = marks.find(({ ruleId, level }) => ruleId === "rain-3h" && level === "red");
  expect(rain).toMatchObject({ limit: 100, windowMs: 3 * hourMs, sign: 1 });
  const oxygen = marks.find(({ hazard }) => hazard === "oxygen-deficiency");
  expect(oxygen?.sign).toBe(-1);
  expect(oxygen!.limit).toBeLessThan(oxygen!.reset);
  expect(oxygen!.limit).toBeGreaterThan(0);
});

it("marksOf() has none of what foretells or is made of other alarms", () => {
  const named = new Set<string>(marks.map(({ ruleId }) => ruleId));
  const others = ["underpass-rise", "underpass-forecast", "ponding-many", "silence", "river-from-upstream"];
  expect(others.filter((id) => named.has(id))).toEqual([]);
});
