import { describe, expect, it } from "vitest";
import { ruleSchema } from "../../../rules/language/rule-schema.ts";
import { ruleFrom, ruleText } from "../../support/worlds/rules-world.ts";

function refusals(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const parsed = ruleSchema.safeParse(ruleText(changes));
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

const silence = { kind: "silence" };
const below = { kind: "threshold", direction: "below" };

/** Name of the fault, what the file says, and where and what the refusal says. */
const faults: readonly (readonly [name: string, changes: Readonly<Record<string, unknown>>, refusal: RegExp])[] = [
  ["unknown field", { onDely: "10min" }, /^: .*onDely/],
  ["unknown field of a level", { levels: { blue: { raise: 1, rset: 0 } } }, /^levels\.blue: .*rset/],
  ["unknown field of a condition", { condition: { kind: "silence", window: "1h" } }, /^condition: .*window/],
  ["unknown field of applies", { applies: { kind: "river", property: "stage", tag: "x" } }, /^applies: .*tag/],
  ["unknown condition kind", { condition: { kind: "treshold" } }, /^condition\.kind: /],
  ["unknown station kind", { applies: { kind: "rivver", property: "depth" } }, /^applies\.kind: /],
  ["unknown property", { applies: { kind: "river", property: "stag" } }, /^applies\.property: /],
  ["unknown hazard", { hazard: "flood" }, /^hazard: /],
  ["no source", { source: " " }, /^source: words for people/],
  ["title in one language", { title: { zh: "积水" } }, /^title\.en: /],
  ["unknown placeholder", { title: { zh: "{station}", en: "{place} floods" } }, /^title\.en: .*\{station\}, \{level\}/],
  [
    "no advice for a level",
    { advice: { red: { zh: "停", en: "stop" } } },
    /^advice\.zh: advice for everybody, or for blue/,
  ],
  ["id with capitals", { id: "Road" }, /^id: small letters/],
  ["id with a bar", { id: "a|b" }, /^id: small letters/],
  ["no levels", { levels: {} }, /^levels: at least one/],
  ["unit of another property", { unit: "ppm" }, /^unit: a unit of depth: m, cm, mm, ft, in/],
  ["unit that is every object's", { unit: "constructor" }, /^unit: a unit of depth/],
  ["no unit", { unit: undefined }, /^unit: a unit of depth/],
  ["no property", { applies: { kind: "waterlogging" } }, /^applies\.property: a property/],
  [
    "raise below the milder level",
    { levels: { blue: { raise: 0.3 }, red: { raise: 0.2 } } },
    /^levels\.red\.raise: a raise above the 0.3 of blue/,
  ],
  [
    "raise equal to the milder level",
    { levels: { blue: { raise: 0.3 }, yellow: { raise: 0.3 } } },
    /^levels\.yellow\.raise/,
  ],
  [
    "raise above the milder one, falling",
    { condition: below, levels: { blue: { raise: 19 }, red: { raise: 20 } } },
    /^levels\.red\.raise: a raise below the 19 of blue/,
  ],
  [
    "reset above raise",
    { levels: { blue: { raise: 0.3, reset: 0.4 } } },
    /^levels\.blue\.reset: a reset at or below its raise of 0.3/,
  ],
  [
    "reset below raise, falling",
    { condition: below, levels: { blue: { raise: 19, reset: 18 } } },
    /^levels\.blue\.reset: a reset at or above/,
  ],
  [
    "reset milder than that of the level below",
    { levels: { blue: { raise: 2, reset: 1.8 }, red: { raise: 3, reset: 1 } } },
    /^levels\.red\.reset/,
  ],
  ["negative deadband", { deadband: -0.2 }, /^deadband: a deadband of 0 or more/],
  ["limit that is no number", { levels: { blue: { raise: Number.NaN } } }, /^levels\.blue\.raise/],
  ["endless limit", { levels: { blue: { raise: Number.POSITIVE_INFINITY } } }, /^levels\.blue\.raise/],
  ["limit that is no name", { levels: { blue: { raise: "warning stage" } } }, /^levels\.blue\.raise/],
  ["duration without unit", { onDelay: "10" }, /^onDelay: a duration such as 30s/],
  ["duration as a number", { offDelay: 600 }, /^offDelay/],
  ["negative duration", { offDelay: "-5min" }, /^offDelay: a duration/],
  [
    "window too short",
    { condition: { kind: "rate-of-rise", window: "5s" } },
    /^condition\.window: a window of at least 1min/,
  ],
  [
    "threshold name for a rate",
    { condition: { kind: "rate-of-rise", window: "5min" }, levels: { blue: { raise: "warningStage" } } },
    /^levels\.blue\.raise: a number: rate-of-rise takes no threshold names/,
  ],
  ["silence with a unit", { condition: silence, unit: "min" }, /^unit: no unit, or intervals/],
  [
    "silence with delays",
    { condition: silence, onDelay: "5min", levels: { blue: { raise: 3 } } },
    /^onDelay: nothing here/,
  ],
  [
    "silence with a reset",
    { condition: silence, levels: { blue: { raise: 3, reset: 1 } } },
    /^levels\.blue\.reset: no reset/,
  ],
  [
    "silence within one interval",
    { condition: silence, levels: { blue: { raise: 1 } } },
    /^levels\.blue\.raise: more than 1/,
  ],
  [
    "silence no longer for a graver level",
    { condition: silence, levels: { blue: { raise: 9 }, red: { raise: 3 } } },
    /^levels\.red\.raise: more than the 9 of blue/,
  ],
];

describe("ruleSchema refuses", () => {
  for (const [name, changes, refusal] of faults) {
    it(name, () => expect(refusals(changes).join("\n")).toMatch(new RegExp(refusal.source, "m")));
  }
});

describe("ruleSchema", () => {
  it("fills in what may be left out", () => {
    expect(ruleFrom()).toMatchObject({
      isDemonstration: false,
      applies: { kind: ["waterlogging"], property: "depth" },
      condition: { kind: "threshold", direction: "above" },
      deadband: 0,
      onDelay: 0,
      offDelay: 0,
      opensCase: true,
      draftsWarning: true,
    });
  });

  it("reads durations, lists of kinds and names of thresholds", () => {
    const rule = ruleFrom({
      applies: { kind: ["river", "rubber-dam"], property: "stage" },
      levels: { blue: { raise: "warningStage-0.5" }, yellow: { raise: "warningStage", reset: "warningStage-0.1" } },
      onDelay: "90s",
      offDelay: "1.5h",
    });
    expect(rule.applies.kind).toEqual(["river", "rubber-dam"]);
    expect(rule.levels.blue?.raise).toEqual({ threshold: "warningStage", offset: -0.5 });
    expect(rule.levels.yellow?.reset).toEqual({ threshold: "warningStage", offset: -0.1 });
    expect([rule.onDelay, rule.offDelay]).toEqual([90_000, 5_400_000]);
  });

  it("reads a name as what it stands for in the kind of condition", () => {
    const levels = { blue: { raise: "red" }, red: { raise: "red", reset: "orange" } };
    const gauge = ruleFrom({ levels: { blue: { raise: "red+0.5" } } });
    expect(gauge.levels).toEqual({ blue: { raise: { threshold: "red", offset: 0.5 } } });
    const combined = {
      applies: { kind: "river" },
      condition: { kind: "upstream", rule: "stage" },
      unit: undefined,
      levels: { blue: {}, red: levels.red },
      modes: { emergency: { levels: { blue: { raise: "yellow" } } } },
    };
    const { levels: own, modes } = ruleFrom(combined);
    expect(own).toEqual({ blue: {}, red: { raise: { level: "red" }, reset: { level: "orange" } } });
    expect(modes).toEqual({ emergency: { levels: { blue: { raise: { level: "yellow" } } } } });
    const mark = { kind: "forecast", mark: "warningStage-1", within: "1h" };
    const stage = { applies: { kind: "river", property: "stage" }, unit: undefined, levels: { blue: { raise: 0.5 } } };
    expect(ruleFrom({ ...stage, condition: mark }).condition).toMatchObject({
      mark: { threshold: "warningStage", offset: -1 },
    });
  });

  it("reports a mistake once, at the mode that makes it", () => {
    const upstream = { applies: { kind: "river" }, condition: { kind: "upstream", rule: "a" }, unit: undefined };
    const wanted = "the name of a level: blue, yellow, orange, red";
    expect(
      refusals({ ...upstream, levels: { blue: { raise: "purple" } }, modes: { holiday: { onDelay: "1h" } } }),
    ).toEqual([`levels.blue.raise: ${wanted}`]);
    expect(
      refusals({ ...upstream, levels: { red: {} }, modes: { holiday: { levels: { red: { raise: 3 } } } } }),
    ).toEqual([`modes.holiday.levels.red.raise: ${wanted}`]);
    const rate = { condition: { kind: "rate-of-rise", window: "5min" }, levels: { blue: { raise: "warningStage" } } };
    expect(refusals(rate)).toEqual(["levels.blue.raise: a number: rate-of-rise takes no threshold names"]);
    const silentInMode = { condition: silence, levels: { blue: { raise: 3 } }, modes: { holiday: { onDelay: "1h" } } };
    expect(refusals({ ...silentInMode, unit: undefined })).toEqual([
      "modes.holiday.onDelay: nothing here: the first word from a silent gauge clears it",
    ]);
  });

  it("lets advice be written for each level alone", () => {
    expect(refusals({ advice: { blue: { zh: "巡查", en: "Patrol" } } })).toEqual([]);
  });
});
