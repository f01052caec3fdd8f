import { afterEach, describe, expect, it } from "vitest";
import { checkCity, cityReportLines } from "../../../hub/city/check-city.ts";
import { type CityFolder, changed, cityFolder } from "./small-city.ts";

let made: CityFolder | null = null;

afterEach(() => made?.remove());

function report(changes: Readonly<Record<string, string | null>> = {}): readonly string[] {
  made?.remove();
  made = cityFolder(changes);
  const { folder } = made;
  return cityReportLines(checkCity(folder)).map((line) => line.replace(folder, "FOLDER"));
}

describe("checkCity()", () => {
  it("counts what is there and notes what is unset", () => {
    expect(report()).toEqual([
      "city FOLDER: ok, areas 3, units 1, stations 1, devices 1, gauges 2, rules 1, alarms 1, endpoints 1",
      "  note: stations.yaml:20:13: weir.stage has unset recordStage",
      "  note: rules.yaml:8:5: rule stage never reaches red at weir.stage: unset recordStage",
    ]);
  });

  it("notes a rule that watches nothing", () => {
    const told = report(changed("rules.yaml", "kind: river,", "kind: rubber-dam,"));
    expect(told).toContain("  note: rules.yaml:2:5: rule stage watches no gauge of this city");
  });

  it("notes empty lists and figures for demonstration", () => {
    const told = report({
      ...changed("stations.yaml", "source: river office }", "source: guess, isDemonstration: true }"),
      "rules.yaml": null,
      "endpoints.yaml": null,
    });
    expect(told.slice(2)).toEqual([
      "  note: no rules: readings are kept and nothing is judged",
      "  note: no endpoints: nobody outside is told",
      "  note: for demonstration and no official figures: 0 rules, 1 thresholds, 0 units; replace before duty",
    ]);
  });

  it("lists mistakes instead of throwing", () => {
    expect(report(changed("stations.yaml", "unit: cm", "unit: kg"))).toEqual([
      "city FOLDER: 1 problem",
      expect.stringContaining("  stations.yaml:15:19 stations[0].devices[0].gauges[0].unit: wanted a unit of stage"),
    ]);
  });
});
