import { describe, expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { dayMs } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import { expectChinese } from "../support/expect-chinese.ts";
import { cityFolder, smallCity } from "./small-city.ts";

/** What the loader says of rules, one line each. */
function complaints(rules: string, more: { readonly stations?: string; readonly keepDays?: number } = {}): string[] {
  const { stations = smallCity["stations.yaml"], keepDays = 400 } = more;
  const { folder, remove } = cityFolder({ "rules.yaml": `rules:\n${rules}`, "stations.yaml": stations });
  try {
    loadCity(folder, null, keepDays * dayMs);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    expectChinese(error);
    const [, ...lines] = error.message.split("\n");
    return lines.map((line) => line.trim());
  } finally {
    remove();
  }
  return [];
}

interface RuleLines {
  readonly id?: string;
  readonly applies?: string;
  readonly condition?: string;
  readonly rest?: string;
}

/** A rule of seven lines and what `rest` says from its eighth on. */
function rule({ id = "stage", applies = "{ kind: river, property: stage }", ...more }: RuleLines): string {
  const { condition = "{ kind: threshold }", rest = "    unit: m\n    levels: { yellow: { raise: 2 } }\n" } = more;
  return `  - id: ${id}
    hazard: river-flood
    applies: ${applies}
    title: { zh: 水, en: water }
    advice: { zh: 撤离, en: Leave }
    source: made up
    condition: ${condition}
${rest}`;
}

const flow = "{ kind: river, property: flow }";
const plain = rule({});
const over = (id: string, condition: string): string =>
  rule({ id, applies: "{ kind: river }", condition, rest: "    levels: { red: {} }\n" });

/** Two more stations: one with no thresholds, and the water of each comes from the other. */
const station = (id: string, upstream: string, thresholds: string): string => `  - id: ${id}
    kind: river
    name: { zh: 站, en: Station }
    area: 990101001
    position: { longitude: 105, latitude: 25 }
    unit: rivers
    upstream: [${upstream}]
    devices:
      - id: ${id}-1
        gauges:
          - { id: ${id}.stage, channel: a, property: stage, unit: m, range: { min: 0, max: 9 }, expectedInterval: 1min${thresholds} }
`;

const bad: readonly (readonly [name: string, rules: string, told: readonly string[], more?: object])[] = [
  [
    "unknown field",
    rule({ rest: "    unit: m\n    onDealy: 5min\n    levels: { yellow: { raise: 2 } }\n" }),
    ["rules.yaml:10:5 rules[0].onDealy: wanted one of the keys id,"],
  ],
  [
    "unknown field of a condition",
    rule({
      applies: flow,
      condition: "{ kind: peak, windw: 1h }",
      rest: "    unit: m3/s\n    levels: { red: { raise: 9 } }\n",
    }),
    ["rules.yaml:8:16 rules[0].condition.window", "rules.yaml:8:30 rules[0].condition.windw"],
  ],
  [
    "unit mismatch",
    rule({ rest: "    unit: mm/h\n    levels: { yellow: { raise: 2 } }\n" }),
    ['rules.yaml:9:11 rules[0].unit: wanted a unit of stage: m, cm, mm, ft, in, got "mm/h"'],
  ],
  [
    "rain added up in minutes",
    rule({
      applies: "{ kind: rain, property: rain }",
      condition: "{ kind: accumulation, window: 1h }",
      rest: "    unit: min\n    levels: { yellow: { raise: 2 } }\n",
    }),
    ['rules.yaml:9:11 rules[0].unit: wanted a unit of rain: mm, cm, in, got "min"'],
  ],
  [
    "a stage added up",
    rule({ condition: "{ kind: accumulation, window: 1h }" }),
    ['rules.yaml:4:39 rules[0].applies.property: wanted rain: nothing else adds up, got "stage"'],
  ],
  [
    "raise below reset",
    rule({ rest: "    unit: m\n    levels: { yellow: { raise: 2, reset: 2.5 } }\n" }),
    ["rules.yaml:10:42 rules[0].levels.yellow.reset: wanted a reset at or below its raise of 2, got 2.5"],
  ],
  [
    "raise below reset in a mode",
    rule({
      rest: "    unit: m\n    levels: { yellow: { raise: 2 } }\n    modes: { emergency: { levels: { yellow: { raise: 2, reset: 3 } } } }\n",
    }),
    ["rules.yaml:11:64 rules[0].modes.emergency.levels.yellow.reset: wanted a reset at or below its raise of 2, got 3"],
  ],
  [
    "negative deadband",
    rule({ rest: "    unit: m\n    deadband: -0.2\n    levels: { yellow: { raise: 2 } }\n" }),
    ["rules.yaml:10:15 rules[0].deadband: wanted a deadband of 0 or more, got -0.2"],
  ],
  [
    "missing threshold on a station",
    rule({ rest: "    unit: m\n    levels: { yellow: { raise: warningStage } }\n" }),
    [
      "rules.yaml:10:32 rules[0].levels.yellow.raise: wanted the threshold warningStage at every gauge it watches, got none at mill.stage",
    ],
    { stations: smallCity["stations.yaml"] + station("mill", "", "") },
  ],
  [
    "missing threshold for a forecast",
    rule({
      condition: "{ kind: forecast, mark: alarmStage, within: 1h }",
      rest: "    levels: { yellow: { raise: 0.5 } }\n",
    }),
    [
      "rules.yaml:8:40 rules[0].condition.mark: wanted a threshold of a gauge it watches: warningStage, recordStage, got alarmStage",
    ],
  ],
  [
    "cycle in upstream links",
    plain,
    [
      "stations.yaml:35:27 stations[1].upstream[0].station: wanted a station that this one's water does not lead back to, got b, whose own water comes from a",
      "stations.yaml:46:27 stations[2].upstream[0].station: wanted a station that this one's water does not lead back to, got a, whose own water comes from b",
    ],
    {
      stations:
        smallCity["stations.yaml"] +
        station("a", "{ station: b, travelTime: 1h }", "") +
        station("b", "{ station: a, travelTime: 1h }", ""),
    },
  ],
  [
    "an upstream station that is not there",
    plain,
    [
      "stations.yaml:35:27 stations[1].upstream[0].station: wanted the id of a station of this city, got wear, which is none; did you mean weir?",
    ],
    { stations: smallCity["stations.yaml"] + station("a", "{ station: wear, travelTime: 1h }", "") },
  ],
  [
    "window longer than retention",
    rule({ condition: "{ kind: peak, window: 3d }" }),
    [
      "rules.yaml:8:38 rules[0].condition.window: wanted less than the 2 d that observations are kept (store.keepObservationsDays), got a look back over 3 d",
    ],
    { keepDays: 2 },
  ],
  [
    "a count that goes back further than what is kept",
    plain +
      rule({
        id: "many",
        applies: "{ kind: river }",
        condition: "{ kind: count-in-area, rule: stage, area: city, within: 24h }",
        rest: "    levels: { red: { raise: 1 } }\n",
      }),
    [
      "rules.yaml:17:72 rules[1].condition.within: wanted less than the 0.5 d that observations are kept (store.keepObservationsDays), got a look back over 1 d",
    ],
    { keepDays: 0.5 },
  ],
  [
    "a forecast that needs more than what is kept, which no key shortens",
    rule({
      condition: "{ kind: forecast, mark: 3, within: 1h }",
      rest: "    levels: { yellow: { raise: 0.5 } }\n",
    }),
    ["rules.yaml:8:16 rules[0].condition: wanted less than the 0.02 d that observations are kept"],
    { keepDays: 0.02 },
  ],
  [
    "thresholds of a gauge in another order than the levels",
    rule({ rest: "    unit: cm\n    levels: { yellow: { raise: warningStage }, red: { raise: 120 } }\n" }),
    [
      "rules.yaml:10:62 rules[0].levels.red.raise: wanted a raise above the 75 m of yellow at gauge weir.stage, got 1.2 m; correct the limit, or the thresholds there",
    ],
  ],
  [
    "a misspelt gauge, whose like is also the name of a rule",
    rule({ id: "weir-stag", applies: "{ kind: river, property: stage, ids: [weir.stag] }" }),
    [
      "rules.yaml:4:52 rules[0].applies.ids[0]: wanted a gauge or station of the city, got weir.stag; did you mean weir.stage?",
    ],
  ],
  [
    "two rules with one id",
    plain + plain,
    ["rules.yaml:11:9 rules[1].id: wanted each id once, got stage again (first at rules.yaml:2:9)"],
  ],
  [
    "a rule referring to a rule that is not there",
    plain + over("both", "{ kind: all, of: [{ rule: stage }, { not: { rule: stagge } }] }"),
    ["rules.yaml:17:66 rules[1].condition.of[1].not.rule: wanted the id of a rule, got stagge; did you mean stage?"],
  ],
  [
    "reference loop between rules",
    over("a", "{ kind: any, of: [{ rule: b }] }") + over("b", "{ kind: upstream, rule: a }"),
    [
      "rules.yaml:16:40 rules[1].condition.rule: wanted a rule that does not lead back to itself, got a in a -> b -> a; remove one of these references",
    ],
  ],
  [
    "the name of a level where there is none of that name",
    plain +
      rule({
        id: "both",
        applies: "{ kind: river }",
        condition: "{ kind: all, of: [{ rule: stage }] }",
        rest: "    levels: { red: { raise: purple } }\n",
      }),
    ['rules.yaml:18:29 rules[1].levels.red.raise: wanted the name of a level: blue, yellow, orange, red, got "purple"'],
  ],
  [
    "levels of other rules out of order",
    plain +
      rule({
        id: "both",
        applies: "{ kind: river }",
        condition: "{ kind: all, of: [{ rule: stage }] }",
        rest: "    levels: { blue: { raise: orange }, red: { raise: yellow } }\n",
      }),
    ['rules.yaml:18:54 rules[1].levels.red.raise: wanted a raise above that of blue, got "yellow"'],
  ],
  [
    "a chance of more than 1",
    rule({ condition: "{ kind: forecast, mark: 3, within: 1h }", rest: "    levels: { yellow: { raise: 50 } }\n" }),
    ["rules.yaml:9:32 rules[0].levels.yellow.raise: wanted a chance above 0, 1 at most, got 50"],
  ],
  [
    "a stuck value for longer than it looks back",
    rule({
      condition: "{ kind: stuck, window: 2h, tolerance: 0 }",
      rest: "    unit: h\n    levels: { blue: { raise: 3 } }\n",
    }),
    ["rules.yaml:10:30 rules[0].levels.blue.raise: wanted a time above 0, no longer than the window, got 3"],
  ],
  [
    "no limit where a number is compared",
    rule({ rest: "    unit: m\n    levels: { yellow: {} }\n" }),
    ["rules.yaml:10:23 rules[0].levels.yellow.raise: wanted a limit: threshold compares numbers, got nothing"],
  ],
];

describe("loadCity() refuses bad rules with file, line, wanted and got:", () => {
  for (const [name, rules, told, more] of bad) {
    it(name, () => {
      const got = complaints(rules, more);
      expect(got).toHaveLength(told.length);
      for (const [index, line] of told.entries()) expect(got[index]).toContain(line);
    });
  }

  it("and takes the sound rule that all of them are made of", () => {
    expect(complaints(plain)).toEqual([]);
  });
});
