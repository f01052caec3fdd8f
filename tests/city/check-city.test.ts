import { afterEach, describe, expect, it } from "vitest";
import { type CityReport, checkCity } from "../../city/check-city.ts";
import { problemText } from "../../yaml/problem.ts";
import { type CityFolder, changed, cityFolder, smallCity } from "./small-city.ts";

let made: CityFolder | null = null;

afterEach(() => made?.remove());

function report(changes: Readonly<Record<string, string | null>> = {}): CityReport {
  made = cityFolder(changes);
  return checkCity(made.folder);
}

describe("checkCity()", () => {
  it("counts what is there and notes what is unset", () => {
    const { notes, endpoints, ...rest } = report();
    expect(endpoints.map(({ id }) => id)).toEqual(["dispatch"]);
    expect(rest).toEqual({
      isSound: true,
      counts: { areas: 3, units: 1, stations: 1, devices: 1, gauges: 2, rules: 1, alarms: 1, endpoints: 1 },
      problems: [],
    });
    expect(notes).toEqual([
      {
        zh: "stations.yaml:20:13：weir.stage 未设置 recordStage",
        en: "stations.yaml:20:13: weir.stage: unset recordStage",
      },
      {
        zh: "rules.yaml:8:5：规则 stage 在 weir.stage 永远达不到红色：未设置 recordStage",
        en: "rules.yaml:8:5: rule stage never reaches red at weir.stage: unset recordStage",
      },
      {
        zh: "1 个监测项没有规则判断其数值：weir.flow",
        en: "1 gauge has values that no rule judges: weir.flow",
      },
      { zh: "1 个其他站点没有失联规则：weir", en: "1 other station has no silence rule: weir" },
      {
        zh: "单位 rivers 没有值班电话：推送和预警里没有可拨打的号码；在 units.yaml 写 phone",
        en: "units rivers have no duty telephone, so that events carry nobody to ring: write phone in units.yaml",
      },
    ]);
  });

  it("notes a rule that watches nothing", () => {
    const { notes } = report(changed("rules.yaml", "kind: river,", "kind: rubber-dam,"));
    expect(notes.map(({ en }) => en)).toContain("rules.yaml:2:5: rule stage watches no gauge of this city");
  });

  it("notes level gauges without room below zero, which a drifting zero point would silence", () => {
    const { notes } = report(changed("stations.yaml", "min: 70,", "min: 0,"));
    expect(notes.map(({ en }) => en)).toContainEqual(expect.stringContaining("1 gauge of depth or stage has `min: 0`"));
  });

  it("notes every level that a gauge cannot reach within its span, its own thresholds and modes included", () => {
    const beyond = (rules: string): readonly string[] => {
      made?.remove();
      const levels =
        "condition: { kind: threshold }\n    unit: m\n    levels:\n      yellow: { raise: warningStage }\n";
      const { notes, problems } = report({
        ...changed("stations.yaml", "recordStage: unset", "recordStage: { value: 80.5, source: made up }"),
        ...changed("rules.yaml", `${levels}      red: { raise: recordStage }\n`, rules),
      });
      expect(problems).toEqual([]);
      return notes.flatMap(({ en }) => (en.includes("span") ? [en.replace(/: the limit lies.*/, "")] : []));
    };
    const threshold = (levels: string, direction = "above") =>
      `condition: { kind: threshold, direction: ${direction} }\n    unit: m\n    levels: { ${levels} }\n`;
    const at = (levels: string, limits: string) =>
      `rules.yaml:8:5: rule stage never reaches ${levels} at weir.stage (${limits})`;
    expect(beyond(threshold("yellow: { raise: warningStage }, red: { raise: recordStage }"))).toEqual([
      at("red", "80.5 > 80 m"),
    ]);
    expect(beyond(threshold("blue: { raise: 79 }, yellow: { raise: 80 }"))).toEqual([]);
    expect(beyond(threshold("blue: { raise: 79 }, yellow: { raise: 80.1 }, red: { raise: 81 }"))).toEqual([
      at("yellow, red", "80.1, 81 > 80 m"),
    ]);
    expect(beyond(threshold("yellow: { raise: 70 }, red: { raise: 69.9 }", "below"))).toEqual([
      at("red", "69.9 < 70 m"),
    ]);
    const peak = "condition: { kind: peak, window: 1h }\n    unit: cm\n    levels: { blue: { raise: 8001 } }\n";
    expect(beyond(peak)).toEqual([at("blue", "80.01 > 80 m")]);
    const rise = (raise: number) =>
      `condition: { kind: rate-of-rise, window: 1h }\n    unit: m/h\n    levels: { blue: { raise: ${raise} } }\n`;
    expect(beyond(rise(20))).toEqual([]);
    expect(beyond(rise(21))).toEqual([at("blue", "21 > 20 m/h")]);
    const inFlood = "    modes: { emergency: { levels: { yellow: { raise: 82 } } } }\n";
    expect(beyond(threshold("yellow: { raise: 75 }") + inFlood)).toEqual([
      expect.stringMatching(/^rules\.yaml:9:\d+: rule stage never reaches yellow at weir\.stage \(82 > 80 m\)$/),
    ]);
  });

  it("notes an important station whose silence nobody would hear, until a rule listens for it", () => {
    const important = changed("stations.yaml", "unit: rivers\n", "unit: rivers\n    importance: 3\n");
    const unheard = (changes: Readonly<Record<string, string | null>>): readonly string[] =>
      report(changes).notes.flatMap(({ en }) => (en.includes("silence rule") ? [en] : []));
    expect(unheard(important)).toEqual([expect.stringContaining("1 important stations have no silence rule")]);
    made?.remove();
    const listening = `
  - id: quiet
    hazard: blind-spot
    applies: { kind: river }
    title: { zh: "{station}", en: "{station}" }
    condition: { kind: silence }
    levels: { yellow: { raise: 12 } }
    advice: { zh: 查看, en: Look }
    source: made up
`;
    expect(unheard({ ...important, "rules.yaml": smallCity["rules.yaml"] + listening.slice(1) })).toEqual([]);
    made?.remove();
    const onTrial = listening.replace("    source", "    shadow: true\n    source").slice(1);
    expect(unheard({ ...important, "rules.yaml": smallCity["rules.yaml"] + onTrial })).toHaveLength(1);
  });

  it("notes empty lists and figures for demonstration", () => {
    const { notes } = report({
      ...changed("stations.yaml", "source: river office }", "source: guess, isDemonstration: true }"),
      "rules.yaml": null,
      "endpoints.yaml": null,
    });
    expect(notes.slice(1).map(({ en }) => en)).toEqual([
      "no rules: readings are kept and nothing is judged",
      "no endpoints: nobody outside is told",
      expect.stringContaining("units rivers have no duty telephone"),
      "for demonstration and no official figures: 0 rules, 1 thresholds, 0 units; replace before duty",
    ]);
  });

  it("lists mistakes instead of throwing", () => {
    const { isSound, counts, problems } = report(changed("stations.yaml", "unit: cm", "unit: kg"));
    expect({ isSound, counts }).toEqual({ isSound: false, counts: {} });
    expect(problems.map((problem) => problemText(problem, "en"))).toEqual([
      expect.stringContaining("stations.yaml:15:19 stations[0].devices[0].gauges[0].unit: wanted a unit of stage"),
    ]);
  });
});
