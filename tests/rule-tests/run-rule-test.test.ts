import { describe, expect, it } from "vitest";
import { ruleTestSchema } from "../../rule-tests/rule-test-schema.ts";
import { runRuleTest } from "../../rule-tests/run-rule-test.ts";
import { offsetText, testTime } from "../../rule-tests/test-time.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { cityOf, ruleFrom } from "../support/worlds/rules-world.ts";

const world = {
  city: cityOf([{ id: "g0" }, { id: "g1" }]),
  rules: [
    ruleFrom({ id: "depth", levels: { blue: { raise: 0.15 }, red: { raise: 0.4 } }, deadband: 0.03 }),
    ruleFrom({ id: "silent", hazard: "blind-spot", condition: { kind: "silence" }, levels: { blue: { raise: 3 } } }),
    ruleFrom({
      id: "wary",
      levels: { blue: { raise: 0.3 } },
      modes: { emergency: { levels: { blue: { raise: 0.1 } } } },
    }),
  ],
  settings: rulesSettings.parse({}),
};

const run = (ruleTest: Readonly<Record<string, unknown>>) =>
  runRuleTest(ruleTestSchema.parse({ name: "a rule test", ...ruleTest }), world);

const moves = (ruleTest: Readonly<Record<string, unknown>>) => {
  const start = Date.parse("2026-07-20T16:00:00+08:00");
  return run(ruleTest).moves.map(({ at, alarmKey, what }) => [
    offsetText(at, start),
    alarmKey,
    what.kind === "moved" ? `${what.from} -> ${what.to}` : `missed ${what.level}`,
  ]);
};

describe("runRuleTest()", () => {
  it("takes offsets and instants, spans and ramps, units, and several gauges", () => {
    const readings = {
      g0: { "00:00 to 00:10": "0 cm to 20 cm", "2026-07-20T08:11:00Z": 0.5 },
      g1: { "00:00": 0, "00:03:30": "160 mm" },
    };
    expect(moves({ rules: ["depth"], readings, until: "00:13" })).toEqual([
      ["00:03:30", "depth|g1", "none -> blue"],
      ["00:08", "depth|g0", "none -> blue"],
      ["00:11", "depth|g0", "blue -> red"],
    ]);
  });

  it("silence goes by the rule test's own clock, and only for gauges it names", () => {
    const ruleTest = { rules: ["silent"], readings: { g0: { "00:00 to 00:05": 0 } } };
    expect(moves({ ...ruleTest, until: "00:07" })).toEqual([]);
    expect(moves({ ...ruleTest, until: "00:08" })).toEqual([["00:08", "silent|g0", "none -> blue"]]);
    expect(moves({ rules: ["silent"], readings: { g1: {} }, until: "00:03" })).toEqual([
      ["00:03", "silent|g1", "none -> blue"],
    ]);
  });

  it("a reading that came late shows a missed peak; one flagged 4 shows nothing", () => {
    const late = (flag: number) => ({ "00:00": 0, "01:00": 0, "00:20": { value: 0.2, received: "01:01", flag } });
    expect(moves({ rules: ["depth"], readings: { g0: late(1) } })).toEqual([["00:20", "depth|g0", "missed blue"]]);
    expect(moves({ rules: ["depth"], readings: { g0: late(4) } })).toEqual([]);
  });

  it("a sudden change waits for the next reading or for its time to be up, unless checks are off", () => {
    const wave = { g0: { "00:00 to 00:05": 0, "00:06": 0.2, "00:07 to 00:10": 0 } };
    const last = { g0: { "00:00 to 00:05": 0, "00:06": 0.2 } };
    const raised = [["00:06", "depth|g0", "none -> blue"]];
    expect(moves({ rules: ["depth"], readings: wave })).toEqual([]);
    expect(moves({ rules: ["depth"], readings: wave, quality: "off" })[0]).toEqual(raised[0]);
    expect(moves({ rules: ["depth"], readings: last })).toEqual([]);
    expect(moves({ rules: ["depth"], readings: last, until: "00:08" })).toEqual(raised);
    expect(moves({ rules: ["depth"], readings: last, quality: "off" })).toEqual(raised);
  });

  it("rules have the limits of the mode the city is in", () => {
    const readings = { g0: { "00:00 to 00:10": 0.2 } };
    expect(moves({ rules: ["wary"], readings })).toEqual([]);
    expect(moves({ rules: ["wary"], readings, modes: { "00:04": "emergency" } })).toEqual([
      ["00:04", "wary|g0", "none -> blue"],
    ]);
  });

  it("matches each move once, whatever the order written; a time that is off is reported with what came instead", () => {
    const readings = { g0: { "00:00": 0, "00:01": 0.2, "00:02": 0.5 } };
    const up = { alarm: "depth", to: "blue" };
    const further = { alarm: "depth|g0", from: "blue", to: "red" };
    const failures = (expect: readonly unknown[]) => run({ rules: ["depth"], readings, expect }).failures;
    expect(
      failures([
        { at: "00:02", ...further },
        { at: "00:01", ...up },
      ]),
    ).toEqual([]);
    expect(failures([{ at: "00:01", ...up }])).toMatchObject([{ kind: "unexpected", got: { what: { to: "red" } } }]);
    const twice = [
      { at: "00:01", ...up },
      { at: "00:01", ...up },
      { at: "00:02", ...further },
    ];
    expect(failures(twice)).toMatchObject([{ kind: "missing", path: ["expect", 1], nearest: null }]);
    expect(
      failures([
        { at: "00:05", ...up },
        { at: "00:02", ...further },
      ]),
    ).toMatchObject([{ kind: "missing", path: ["expect", 0], nearest: { what: { to: "blue" } } }]);
    const early = [
      { at: "00:00", ...up },
      { at: "00:02", ...further },
    ];
    expect(failures(early)).toMatchObject([
      { kind: "missing", path: ["expect", 0], nearest: { what: { to: "blue" } } },
    ]);
  });

  it("never and silentUntil fail of themselves", () => {
    const readings = { g0: { "00:00": 0, "00:01 to 00:02": 0.2 } };
    const expectBlue = [{ at: "00:01", alarm: "depth", to: "blue" }];
    const kinds = (changes: object) =>
      run({ rules: ["depth"], readings, expect: expectBlue, ...changes }).failures.map(({ kind }) => kind);
    expect(kinds({ never: ["depth"] })).toEqual(["never"]);
    expect(kinds({ never: [{ alarm: "depth", to: "red" }, "depth|g1"] })).toEqual([]);
    expect(kinds({ silentUntil: "00:02" })).toEqual(["not-silent"]);
    expect(kinds({ silentUntil: "00:01" })).toEqual([]);
  });
});

it("offsetText() is what testTime() reads", () => {
  for (const text of ["00:00", "00:04", "26:30:15", "120:00"])
    expect(offsetText(testTime(text, 1000), 1000)).toBe(text);
  expect(offsetText(0, 60_000)).toBe("-00:01");
});
