import { describe, expect, it } from "vitest";
import { markOf, parseMarks, type StationValues } from "../../backtest/marks.ts";
import { gauge } from "../support/alarm-builders.ts";

const measured: StationValues = {
  station: "weir",
  values: Float64Array.of(590, 610, 600, 2000),
  unit: "mm",
  property: "stage",
  gauge: null,
};

const named = {
  ...measured,
  gauge: gauge({ thresholds: { warningStage: { value: 2.5, source: "a test", isDemonstration: true } } }),
};

describe("markOf()", () => {
  it.each([
    ["3", 3],
    ["-3.5", -3.5],
    ["3ft", 914.4],
    ["3 m", 3000],
    ["median", 605],
    ["median+1000", 1605],
    ["median+1m", 1605],
    ["median-0.1m", 505],
    ["weir=7", 7],
  ])("%s is %d mm", (text, wanted) => {
    expect(markOf("--mark", parseMarks("--mark", [text]), measured)).toBe(wanted);
  });

  it("a station's own mark goes before the general one, a later one before an earlier", () => {
    const words = parseMarks("--mark", ["1", "2", "weir=3", "mill=4"]);
    expect(markOf("--mark", words, measured)).toBe(3);
    expect(markOf("--mark", words, { ...measured, station: "ford" })).toBe(2);
    expect(markOf("--mark", parseMarks("--mark", ["mill=4"]), measured)).toBeNull();
  });

  it("names a threshold of the city's gauge", () => {
    expect(markOf("--mark", parseMarks("--mark", ["warningStage-0.5m"]), named)).toBe(2000);
  });

  it.each([
    ["", measured, /must be a number, median\+1/],
    ["high up", measured, /must be a number, median\+1/],
    ["3kg", measured, /unit of stage: got kg/],
    ["warningStage", measured, /weir is no gauge of the city/],
    ["warningStag", named, /did you mean warningStage\?/],
  ])("refuses %o", (text, of, words) => {
    expect(() => markOf("--mark", parseMarks("--mark", [text]), of)).toThrow(words);
  });
});
