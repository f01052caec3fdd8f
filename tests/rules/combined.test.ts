import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import type { RuleEngine } from "../../rules/engine/engine.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import {
  cityOf,
  engineOver,
  type GaugeSketch,
  keysOf,
  observationOf,
  ruleFrom,
} from "../support/worlds/rules-world.ts";

const levels = { blue: { raise: 1 }, yellow: { raise: 2 }, orange: { raise: 3 }, red: { raise: 4 } };

/** A rule over others; they are of water unless it says otherwise. */
function over(condition: object, changes: object = {}): Rule {
  return ruleFrom({
    id: "over",
    applies: { kind: ["waterlogging", "river", "rain"] },
    condition,
    unit: undefined,
    levels: { blue: {}, yellow: {}, orange: {}, red: {} },
    ...changes,
  });
}

/** Moves of the rule `over`, as gauges report `[minute, gauge, value]`. */
function movesOver(sketches: readonly GaugeSketch[], rules: readonly Rule[], settings = {}) {
  const city = cityOf(sketches);
  const keys = keysOf(city);
  const engine: RuleEngine = engineOver(city, rules, settings);
  return (...rows: readonly (readonly [at: number, gauge: string, value: number])[]): readonly string[] =>
    rows.flatMap(([at, id, value]) => {
      const gauge = [...keys].find(([key]) => key === id)?.[1] ?? -1;
      return engine
        .step(observationOf({ gauge, observedAt: at * minuteMs, value }))
        .transitions.filter(({ ruleId }) => ruleId === "over")
        .map((each) => `${each.at / minuteMs}: ${each.from} -> ${each.to}`);
    });
}

const depth = ruleFrom({ id: "depth", levels });
const three: readonly GaugeSketch[] = ["a", "b", "c"].map((id) => ({ id }));

describe("count-in-area", () => {
  const two = { blue: { raise: 2 }, red: { raise: 3 } };
  const count = (more: object = {}) =>
    over({ kind: "count-in-area", rule: "depth", area: "district", ...more }, { levels: two });

  it("counts gauges at the level now, and says how many of how many", () => {
    const city = cityOf(three);
    const engine = engineOver(city, [depth, count()]);
    engine.step(observationOf({ gauge: 0, observedAt: minuteMs, value: 1 }));
    const found = engine.step(observationOf({ gauge: 1, observedAt: 2 * minuteMs, value: 1 }));
    expect(found.transitions.at(-1)).toMatchObject({
      alarmKey: "over|410105",
      target: { kind: "area", areaCode: "410105" },
      signal: 2,
      unit: "gauges",
      limit: 2,
      reason: { en: "2 of 3 gauges, 1 unknown", zh: "3个监测项中有2个，另有1个未知" },
    });
  });

  it("counts from the level asked for on", () => {
    const moves = movesOver(three, [depth, count({ level: "yellow" })]);
    expect(moves([1, "a", 2], [1, "b", 1], [2, "b", 2])).toEqual(["2: null -> blue"]);
  });

  it("goes on counting a gauge for `within` after it was last at the level, to the millisecond", () => {
    const moves = movesOver(three, [depth, count({ within: "5min" })]);
    expect(moves([0, "a", 1], [1, "a", 0], [3, "a", 0], [5, "b", 1])).toEqual(["5: null -> blue"]);
    expect(moves([6, "a", 0], [7, "b", 1])).toEqual(["6: blue -> null"]);
  });

  it("counts a station once, however many of its gauges are wet", () => {
    const one = three.map((sketch) => ({ ...sketch, stationId: sketch.id === "c" ? "two" : "one" }));
    const moves = movesOver(one, [depth, count({ count: "stations" })]);
    expect(moves([0, "a", 1], [0, "b", 1])).toEqual([]);
    expect(moves([1, "c", 1])).toEqual(["1: null -> blue"]);
  });

  it("does not count a gauge out of sight, nor takes it for dry where it was wet", () => {
    const moves = movesOver(three, [depth, count()]);
    expect(moves([0, "a", 1], [0, "b", 1])).toEqual(["0: null -> blue"]);
    // b says nothing more: after three intervals it is not counted as wet, and still holds the alarm up.
    expect(moves([4, "a", 1], [8, "a", 1], [9, "c", 1])).toEqual([]);
    // It speaks again, and is dry.
    expect(moves([10, "c", 0], [10, "b", 0])).toEqual(["10: blue -> null"]);
  });

  it("is not raised by gauges that nobody sees: two wet, one of them out of sight, one newly wet", () => {
    const moves = movesOver(three, [depth, count()], { latenessLimitMs: 0 });
    expect(moves([0, "a", 1], [5, "b", 1], [6, "b", 1])).toEqual([]);
    expect(moves([7, "a", 1])).toEqual(["7: null -> blue"]);
  });

  it("is not held up by a gauge that was dry when it was last seen", () => {
    const moves = movesOver(three, [depth, count()]);
    expect(moves([0, "c", 0], [1, "a", 1], [1, "b", 1])).toEqual(["1: null -> blue"]);
    expect(moves([5, "a", 1], [5, "b", 1], [9, "a", 0], [9, "b", 1])).toEqual(["9: blue -> null"]);
  });
});

describe("upstream", () => {
  const rivers: readonly GaugeSketch[] = [
    { id: "up", kind: "river", property: "stage", stationId: "upper" },
    { id: "down", kind: "river", property: "stage", stationId: "lower", upstream: [["upper", 30]] },
  ];
  const stage = ruleFrom({ id: "stage", applies: { kind: "river", property: "stage" }, levels });
  const coming = over(
    { kind: "upstream", rule: "stage" },
    { levels: { blue: { raise: "yellow" }, red: { raise: "red" } } },
  );

  it("is about the station downstream, raised at once and held for the travel time after", () => {
    const moves = movesOver(rivers, [stage, coming]);
    expect(moves([0, "up", 1], [1, "up", 2], [2, "up", 4.5])).toEqual(["1: null -> blue", "2: blue -> red"]);
    expect(moves([3, "up", 2.5], [4, "up", 0], [33, "up", 0])).toEqual(["33: red -> blue"]);
    expect(moves([40, "up", 0])).toEqual(["34: blue -> null"]);
  });

  it("says from where and how far away", () => {
    const engine = engineOver(cityOf(rivers), [stage, coming]);
    const found = engine.step(observationOf({ gauge: 0, observedAt: 0, value: 4 }));
    expect(found.transitions.at(-1)).toMatchObject({
      alarmKey: "over|lower",
      target: { kind: "station", stationId: "lower" },
      signal: 4,
      unit: "level",
      reason: { en: "red upstream at Jingguang tunnel, about 30 min away" },
    });
  });

  it("makes no alarm at a station that nothing flows to", () => {
    const city = cityOf(rivers.slice(0, 1));
    expect(() => engineOver(city, [stage, coming])).not.toThrow();
    expect(movesOver(rivers.slice(0, 1), [stage, coming])([0, "up", 4])).toEqual([]);
  });
});

describe("all, any, not", () => {
  const both: readonly GaugeSketch[] = [
    { id: "d", stationId: "one" },
    { id: "q", stationId: "one", property: "flow" },
  ];
  const flow = ruleFrom({ id: "flow", applies: { kind: "waterlogging", property: "flow" }, unit: "m3/s", levels });
  const rules = (condition: object, changes: object = {}) => [depth, flow, over(condition, changes)];

  it("all is as grave as its mildest part; a part with a level is reached or not", () => {
    const moves = movesOver(both, rules({ kind: "all", of: [{ rule: "depth" }, { rule: "flow", level: "yellow" }] }));
    expect(moves([0, "d", 3], [0, "q", 1])).toEqual([]);
    expect(moves([1, "d", 3], [1, "q", 2], [2, "d", 4], [2, "q", 2])).toEqual([
      "1: null -> orange",
      "2: orange -> red",
    ]);
    expect(moves([3, "d", 1], [3, "q", 2], [4, "q", 1], [4, "d", 1])).toEqual(["3: red -> blue", "4: blue -> null"]);
  });

  it("any is as grave as its gravest part, also when the other is out of sight", () => {
    const moves = movesOver(both, rules({ kind: "any", of: [{ rule: "depth" }, { rule: "flow" }] }));
    expect(moves([0, "d", 1])).toEqual(["0: null -> blue"]);
    expect(moves([1, "q", 3], [2, "d", 0], [2, "q", 0])).toEqual(["1: blue -> orange", "2: orange -> null"]);
  });

  it("all does not rise on a part out of sight, and does not clear with it", () => {
    const moves = movesOver(both, rules({ kind: "all", of: [{ rule: "depth" }, { rule: "flow" }] }));
    expect(moves([0, "q", 2], [4, "d", 2])).toEqual([]);
    expect(moves([5, "q", 2])).toEqual(["5: null -> yellow"]);
    expect(moves([6, "d", 2], [9, "d", 2], [12, "d", 2])).toEqual([]);
    expect(moves([13, "d", 0])).toEqual(["13: yellow -> null"]);
  });

  it("not holds only where it is certain, and ends when it no longer is so", () => {
    const moves = movesOver(both, rules({ kind: "not", of: { rule: "flow" } }, { levels: { blue: {} } }));
    expect(moves([0, "q", 0])).toEqual(["0: null -> blue"]);
    expect(moves([1, "q", 1])).toEqual(["1: blue -> null"]);
    expect(moves([8, "d", 0], [9, "d", 0])).toEqual([]);
    const unseen = movesOver(both, rules({ kind: "not", of: { rule: "flow" } }, { levels: { blue: {} } }));
    expect(unseen([0, "d", 0], [1, "d", 0])).toEqual([]);
  });

  it("a part that nobody measures there is neither true nor false", () => {
    const alone = both.slice(0, 1);
    expect(movesOver(alone, rules({ kind: "any", of: [{ rule: "flow" }, { rule: "depth" }] }))([0, "d", 2])).toEqual([
      "0: null -> yellow",
    ]);
    expect(movesOver(alone, rules({ kind: "any", of: [{ not: { rule: "flow" } }] }))([0, "d", 0])).toEqual([]);
    expect(movesOver(alone, rules({ kind: "all", of: [{ rule: "depth" }, { rule: "flow" }] }))([0, "d", 4])).toEqual(
      [],
    );
  });

  it("delays of its own are kept to the moment, whichever of its gauges speaks next", () => {
    const condition = { kind: "any", of: [{ rule: "depth" }, { rule: "flow" }] };
    const moves = movesOver(both, rules(condition, { onDelay: "90s", levels: { blue: {} } }));
    expect(moves([0, "d", 1], [1, "d", 1], [2, "q", 0])).toEqual(["1.5: null -> blue"]);
  });

  it("looks at gauges of a whole area where its condition says so", () => {
    const apart = [{ id: "d" }, { id: "q", property: "flow" as const }];
    const condition = { kind: "all", of: [{ rule: "depth" }, { rule: "flow" }], over: "district" };
    expect(movesOver(apart, rules(condition))([0, "d", 2], [0, "q", 3])).toEqual(["0: null -> yellow"]);
    expect(movesOver(apart, rules({ ...condition, over: "station" }))([0, "d", 2], [0, "q", 3])).toEqual([]);
  });

  it("works on a rule that is made of others, and on silence", () => {
    const silent = ruleFrom({
      id: "silent",
      hazard: "blind-spot",
      applies: { kind: "waterlogging", property: "flow" },
      condition: { kind: "silence" },
      levels: { red: { raise: 3 } },
    });
    const deep = over({ kind: "all", of: [{ rule: "depth", level: "yellow" }] }, { id: "deep" });
    const blind = over({ kind: "all", of: [{ rule: "silent" }, { rule: "deep" }] }, { levels: { red: {} } });
    const moves = movesOver(both, [depth, silent, deep, blind]);
    expect(moves([0, "q", 0], [1, "d", 2], [2, "d", 2])).toEqual([]);
    expect(moves([4, "d", 2])).toEqual(["3: null -> red"]);
    expect(moves([5, "q", 0])).toEqual(["5: red -> null"]);
  });
});
