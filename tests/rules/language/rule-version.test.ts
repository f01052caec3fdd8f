import { expect, it } from "vitest";
import { versionOf } from "../../../rules/language/rule-version.ts";
import { ruleFrom, ruleText } from "../../support/worlds/rules-world.ts";

const river = { applies: { kind: "river", property: "stage" }, hazard: "river-flood" };
const combined = { applies: { kind: "river" }, unit: undefined };

/**
 * Rules of every kind, with the versions that releases before wrote into alarms and cases: a version names what judged an
 * alarm, so it may not change while the rule file stays as it is.
 */
const versions: readonly (readonly [name: string, changes: Readonly<Record<string, unknown>>, version: string])[] = [
  ["threshold", {}, "1f2ddc1d5df0"],
  [
    "threshold in words of the gauge",
    { ...river, levels: { blue: { raise: "warningStage-0.5", reset: "warningStage-0.7" } } },
    "7a2c985243e5",
  ],
  ["a threshold called like a level", { ...river, levels: { blue: { raise: "red" } } }, "3d6f30b85b96"],
  [
    "rate-of-rise",
    { condition: { kind: "rate-of-rise", window: "10min" }, unit: "cm/h", onDelay: "1min" },
    "1c96f5da1a7d",
  ],
  [
    "accumulation",
    { applies: { kind: "rain", property: "rain" }, condition: { kind: "accumulation", window: "3h" }, unit: "mm" },
    "ce358c661a00",
  ],
  ["peak", { condition: { kind: "peak", window: "1h" } }, "64f86f7885ed"],
  ["silence", { condition: { kind: "silence" }, levels: { blue: { raise: 3 } } }, "424f24c14c24"],
  ["stuck", { condition: { kind: "stuck", tolerance: 0.002, above: 0.05, window: "6h" }, unit: "h" }, "cc4d5e675c1c"],
  [
    "forecast",
    {
      ...river,
      unit: undefined,
      condition: { kind: "forecast", mark: "warningStage+0.5", within: "6h" },
      levels: { blue: { raise: 0.5 } },
    },
    "d61912accbf6",
  ],
  [
    "forecast of a number",
    {
      ...river,
      unit: undefined,
      condition: { kind: "forecast", mark: 3, within: "6h" },
      levels: { blue: { raise: 0.5 } },
    },
    "424c04598f1f",
  ],
  [
    "count-in-area",
    {
      ...combined,
      condition: { kind: "count-in-area", rule: "stage", area: "city", within: "30min" },
      levels: { blue: { raise: 2 } },
    },
    "d589fe963d1d",
  ],
  [
    "upstream",
    {
      ...combined,
      condition: { kind: "upstream", rule: "stage" },
      levels: { blue: { raise: "yellow" }, red: { raise: "red", reset: "orange" } },
    },
    "5bdf59391946",
  ],
  [
    "all",
    {
      ...combined,
      condition: { kind: "all", of: [{ rule: "a" }, { not: { rule: "b", level: "red" } }] },
      levels: { blue: {}, red: {} },
      modes: { emergency: { levels: { blue: { raise: "orange" }, red: { raise: "red" } }, offDelay: "1h" } },
    },
    "945dcee27576",
  ],
  [
    "any",
    {
      ...combined,
      condition: { kind: "any", of: [{ rule: "a" }], over: "district" },
      levels: { blue: { raise: "blue" } },
    },
    "e18277d7439c",
  ],
  [
    "not",
    { ...combined, condition: { kind: "not", of: { any: [{ rule: "a" }, { rule: "b" }] } }, levels: { blue: {} } },
    "f8097efbe4a2",
  ],
];

it.each(versions)("versionOf() of %s stays what it was", (_name, changes, version) => {
  expect(versionOf(ruleFrom(changes))).toBe(version);
});

it("versionOf() is the same for the same rule, whatever the order of its keys", () => {
  const reversed = Object.fromEntries(Object.entries(ruleText()).reverse());
  expect(versionOf(ruleFrom(reversed))).toBe(versionOf(ruleFrom()));
  expect(versionOf(ruleFrom())).toMatch(/^[0-9a-f]{12}$/);
  expect(versionOf(ruleFrom({ deadband: 0.01 }))).not.toBe(versionOf(ruleFrom()));
});
