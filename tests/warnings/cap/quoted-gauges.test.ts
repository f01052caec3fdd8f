import { expect, it } from "vitest";
import type { Gauge } from "../../../domain/city/city.ts";
import type { DataClass } from "../../../domain/city/data-class.ts";
import type { WarningSupport } from "../../../domain/governance/warning.ts";
import type { AlarmKey, CaseId, GaugeId, RuleId, StationId } from "../../../domain/ids.ts";
import type { AreaShape } from "../../../warnings/cap/area-shape.ts";
import { capDescription, capParameters } from "../../../warnings/cap/cap-text.ts";
import { aWarning } from "../../support/effects.ts";
import { cityOf } from "../../support/worlds/rules-world.ts";

const base = cityOf([{ id: "road" }]);
const road = base.gauges.get("road" as GaugeId) as Gauge;
const shape: AreaShape = { source: "none", rings: [], hasHoles: false, circle: null };

const support: WarningSupport = {
  caseId: "case-1" as CaseId,
  stationId: "at-road" as StationId,
  alarmKey: "depth|road" as AlarmKey,
  gaugeId: road.id,
  level: "red",
  value: 4711,
  limit: 40,
  unit: "cm",
  ruleId: "depth" as RuleId,
  ruleVersion: "v1",
  at: 0,
};

function published(dataClass: DataClass | undefined, quoted: WarningSupport = support): string {
  const gauge: Gauge = { ...road, ...(dataClass === undefined ? {} : { dataClass }) };
  const city = { ...base, gauges: new Map([[gauge.id, gauge]]) };
  const warning = aWarning({ state: "issued", supports: [quoted] });
  const context = { city, language: "en" } as const;
  return JSON.stringify([capDescription(warning, context), capParameters(warning, { ...context, shape })]);
}

it.each(["public", "internal", undefined] as const)("a bulletin quotes a gauge of class %s", (dataClass) => {
  expect(published(dataClass)).toContain("4711");
});

it("a bulletin quotes no restricted gauge, and no number that may be made of one", () => {
  expect(published("restricted")).not.toContain("4711");
  expect(published("restricted", { ...support, gaugeId: null })).not.toContain("4711");
  expect(published("internal", { ...support, gaugeId: null })).toContain("4711");
});
