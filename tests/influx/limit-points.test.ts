import { expect, test } from "vitest";
import type { GaugeId, RuleId } from "../../domain/ids.ts";
import type { GaugeLimits } from "../../domain/observations/gauge-limits.ts";
import { ruleLimitPoints } from "../../influx/points/limit-points.ts";
import { placesOf } from "../../influx/points/places.ts";
import { measurements } from "../../influx/schema/measurements.ts";
import { cityOfGauges } from "./copy-city.ts";

const limits: GaugeLimits = {
  ruleId: "underpass-depth" as RuleId,
  gaugeId: "gauge-1" as GaugeId,
  direction: "above",
  raiseAt: { blue: 0.15, yellow: 0.2, orange: 0.27, red: 0.4 },
  advice: {},
  isDemonstration: true,
};
const places = placesOf(cityOfGauges(2));

test("ruleLimitPoints() writes one float a level, with the tags of the gauge and of the rule", () => {
  expect(ruleLimitPoints(places, [limits], 7)).toEqual([
    "rule_limit,district=410105,gauge=gauge-1,property=depth,rule=underpass-depth,station=tunnel blue=0.15,yellow=0.2,orange=0.27,red=0.4,direction=1,demonstration=1 7",
  ]);
});

test("ruleLimitPoints() leaves out levels there are none of, and says when falling is grave", () => {
  const low = { ...limits, direction: "below", raiseAt: { orange: 19.5 }, isDemonstration: false } as const;
  expect(ruleLimitPoints(places, [low], 7)[0]?.split(" ")[1]).toBe("orange=19.5,direction=-1,demonstration=0");
});

test("ruleLimitPoints() writes what the schema says and nothing else", () => {
  const { tags, fields } = measurements.rule_limit;
  const [head = "", set = ""] = ruleLimitPoints(places, [limits], 7)[0]?.split(" ") ?? [];
  const names = (text: string) => text.split(",").map((pair) => pair.split("=")[0]);
  expect(names(head).slice(1)).toEqual(Object.keys(tags));
  expect(names(set)).toEqual(Object.keys(fields));
});
