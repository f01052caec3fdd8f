import { afterEach, describe, expect, it } from "vitest";
import { checkCity } from "../../city/check-city.ts";
import { loadCity } from "../../city/load-city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { problemText } from "../../yaml/problem.ts";
import { type CityFolder, changed, cityFolder } from "./small-city.ts";

let made: CityFolder | null = null;
afterEach(() => made?.remove());

function folderWith(unit: string, more: string): string {
  made = cityFolder(changed("stations.yaml", "unit: m3/s", `unit: ${unit}\n            ${more}`));
  return made.folder;
}

describe("a gauge that counts", () => {
  it.each([
    ["counter: true", { wrapsAt: null, pulse: 1 }],
    ["counter: { pulse: 0.5, wrapsAt: 65536 }", { wrapsAt: 65536, pulse: 0.5 }],
  ])("is read with `%s`", (text, counter) => {
    const { city } = loadCity(folderWith("m3", text));
    expect(city.gauges.get("weir.flow" as GaugeId)?.counter).toEqual(counter);
  });

  it.each([
    ["m3/s", "counter: true", "unit: wanted a unit that counters of flow count in: m3, l, ft3, got m3/s"],
    ["m3", "counter: true\n            datumOffset: 2", "wanted no datumOffset where the gauge is a counter, got 2"],
    ["m3", "counter: { wrapsAt: 0 }", "counter"],
  ])("is refused in %s with `%s`", (unit, text, words) => {
    const problems = checkCity(folderWith(unit, text)).problems.map((problem) => problemText(problem, "en"));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(words);
  });

  it("is refused where its property cannot be counted", () => {
    made = cityFolder(changed("stations.yaml", "unit: cm", "unit: cm\n            counter: true"));
    const [problem] = checkCity(made.folder).problems.map((each) => problemText(each, "en"));
    expect(problem).toContain("wanted a property that can be counted: rain, flow, got stage");
  });
});
