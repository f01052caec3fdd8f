import { describe, expect, it } from "vitest";
import { bindRules } from "../../../rules/binding/bind-rules.ts";
import { noteWords, problemWords } from "../../../rules/binding/binding-words.ts";
import type { Rule } from "../../../rules/language/rule-schema.ts";
import { cityOf, type GaugeSketch, keysOf, ruleFrom } from "../../support/worlds/rules-world.ts";

function bind(sketches: readonly GaugeSketch[], ...rules: readonly Rule[]) {
  const city = cityOf(sketches);
  const { alarms, problems, notes } = bindRules(rules, city, keysOf(city));
  return { alarms, keys: alarms.map((alarm) => alarm.alarmKey), problems, notes };
}

const river = { applies: { kind: "river", property: "stage" }, hazard: "river-flood" };

describe("bindRules()", () => {
  it("serves every gauge that everything in applies fits, with one rule", () => {
    const sketches: readonly GaugeSketch[] = [
      { id: "a", tags: ["underpass", "school"] },
      { id: "b", tags: ["underpass"], areaCode: "410100" },
      { id: "c", kind: "river" },
      { id: "d", property: "voltage" },
    ];
    const applies = { kind: "waterlogging", property: "depth" };
    const keysFor = (more: object) => bind(sketches, ruleFrom({ applies: { ...applies, ...more } })).keys;
    expect(keysFor({})).toEqual(["road-depth|a", "road-depth|b"]);
    expect(keysFor({ kind: ["waterlogging", "river"] })).toEqual(["road-depth|a", "road-depth|b", "road-depth|c"]);
    expect(keysFor({ tags: ["underpass"] })).toEqual(["road-depth|a", "road-depth|b"]);
    expect(keysFor({ tags: ["underpass", "school"] })).toEqual(["road-depth|a"]);
    expect(keysFor({ areas: ["410105"] })).toEqual(["road-depth|a"]);
    expect(keysFor({ areas: ["410100"] })).toEqual(["road-depth|a", "road-depth|b"]);
    expect(keysFor({ ids: ["b"] })).toEqual(["road-depth|b"]);
    expect(keysFor({ ids: ["at-a", "b"] })).toEqual(["road-depth|a", "road-depth|b"]);
  });

  it("lets silence watch gauges of any property", () => {
    const rule = ruleFrom({
      applies: { kind: "waterlogging" },
      condition: { kind: "silence" },
      levels: { blue: { raise: 3 } },
    });
    const { alarms } = bind([{ id: "a" }, { id: "d", property: "voltage" }], rule);
    expect(alarms.map(({ alarmKey, unit }) => [alarmKey, unit])).toEqual([
      ["road-depth|a", "intervals"],
      ["road-depth|d", "intervals"],
    ]);
  });

  it("converts limits and deadband to the canonical unit, without odd last digits", () => {
    const rule = ruleFrom({ unit: "cm", levels: { blue: { raise: 27 }, red: { raise: 40, reset: 22 } }, deadband: 5 });
    expect(bind([{ id: "a" }], rule).alarms[0]?.limits.levels).toEqual([
      { rank: 1, raise: 0.27, reset: 0.22 },
      { rank: 4, raise: 0.4, reset: 0.22 },
    ]);
  });

  it("turns limits round where falling is graver", () => {
    const rule = ruleFrom({
      applies: { kind: "manhole", property: "oxygen" },
      condition: { kind: "threshold", direction: "below" },
      unit: "%vol",
      levels: { yellow: { raise: 19.5 }, red: { raise: 18 } },
      deadband: 0.3,
    });
    const [alarm] = bind([{ id: "a", kind: "manhole", property: "oxygen" }], rule).alarms;
    expect(alarm?.sign).toBe(-1);
    expect(alarm?.limits.levels).toEqual([
      { rank: 2, raise: -19.5, reset: -19.8 },
      { rank: 4, raise: -18, reset: -18.3 },
    ]);
  });

  it("looks up thresholds of each gauge, and leaves out a level that nobody has set", () => {
    const rule = ruleFrom({
      ...river,
      unit: "cm",
      levels: {
        blue: { raise: "warningStage-50" },
        yellow: { raise: "warningStage" },
        orange: { raise: "guaranteedStage" },
      },
      deadband: 10,
    });
    const { alarms, problems, notes } = bind(
      [
        { id: "full", kind: "river", property: "stage", thresholds: { warningStage: 3, guaranteedStage: 4 } },
        { id: "half", kind: "river", property: "stage", thresholds: { warningStage: 5 } },
        { id: "none", kind: "river", property: "stage" },
      ],
      rule,
    );
    expect(
      alarms.map(({ alarmKey, limits }) => [
        alarmKey,
        limits.levels.map((level) => [level.rank, level.raise, level.reset]),
      ]),
    ).toEqual([
      [
        "road-depth|full",
        [
          [1, 2.5, 2.4],
          [2, 3, 2.9],
          [3, 4, 3.9],
        ],
      ],
      [
        "road-depth|half",
        [
          [1, 4.5, 4.4],
          [2, 5, 4.9],
        ],
      ],
    ]);
    expect(problems).toEqual([]);
    expect(notes.map(({ kind, path }) => [kind, path.join(".")])).toEqual([
      ["threshold-unset", "levels.orange.raise"],
      ["threshold-unset", "levels.blue.raise"],
      ["threshold-unset", "levels.yellow.raise"],
      ["threshold-unset", "levels.orange.raise"],
    ]);
    expect(notes.map((note) => noteWords(note).en)[0]).toBe(
      "gauge half has no threshold guaranteedStage, so road-depth never reaches orange there",
    );
  });

  it("takes no name that is merely every object's for a threshold", () => {
    const rule = ruleFrom({ ...river, levels: { blue: { raise: "constructor" } } });
    expect(bind([{ id: "a", kind: "river", property: "stage" }], rule).alarms).toEqual([]);
  });

  it("refuses limits that contradict each other at a gauge", () => {
    const rule = ruleFrom({ ...river, levels: { blue: { raise: "warningStage" }, red: { raise: 4 } } });
    const { alarms, problems } = bind(
      [{ id: "a", kind: "river", property: "stage", thresholds: { warningStage: 5 } }],
      rule,
    );
    expect(alarms).toEqual([]);
    expect(problems).toEqual([
      {
        kind: "limits-contradict",
        ruleId: "road-depth",
        path: ["levels", "red", "raise"],
        target: { kind: "gauge", gaugeId: "a", stationId: "at-a" },
        contradiction: { end: "raise", than: "blue" },
        direction: "above",
        got: 4,
        against: 5,
        unit: "m",
      },
    ]);
    expect(problems.map((problem) => problemWords(problem))).toEqual([
      {
        wanted: { zh: "高于蓝色的 5 m 的触发值（监测项 a）", en: "a raise above the 5 m of blue at gauge a" },
        got: "4 m",
        fix: { zh: "更正限值，或该处的阈值", en: "correct the limit, or the thresholds there" },
      },
    ]);
  });

  it("refuses ids and areas that are nowhere, or that the rest of applies does not fit", () => {
    const applies = { kind: "waterlogging", property: "depth", ids: ["a", "gone", "r"], areas: ["410105", "999999"] };
    const { problems } = bind([{ id: "a" }, { id: "r", kind: "river" }], ruleFrom({ applies }));
    expect(problems).toEqual([
      { kind: "unknown-id", ruleId: "road-depth", path: ["applies", "ids", 1], id: "gone" },
      { kind: "id-out-of-scope", ruleId: "road-depth", path: ["applies", "ids", 2], id: "r" },
      { kind: "unknown-area", ruleId: "road-depth", path: ["applies", "areas", 1], area: "999999" },
    ]);
  });

  it("notes a rule that watches nothing, and refuses a second rule of one id", () => {
    const { problems, notes } = bind([{ id: "a" }], ruleFrom(), ruleFrom(), ruleFrom({ ...river, id: "river" }));
    expect(problems).toEqual([{ kind: "id-repeated", ruleId: "road-depth", path: ["id"], id: "road-depth" }]);
    expect(notes).toEqual([{ kind: "nothing-in-scope", ruleId: "river", path: ["applies"] }]);
  });

  it("needs the key of every gauge it binds", () => {
    expect(() => bindRules([ruleFrom()], cityOf([{ id: "a" }]), new Map())).toThrowError(
      expect.objectContaining({ code: "rules.gauge_without_key" }),
    );
  });
});
