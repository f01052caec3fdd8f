import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import type { City } from "../../../domain/city/city.ts";
import { HubError } from "../../../domain/errors.ts";
import { faultKinds } from "../../../simulators/fleet/fault.ts";
import { readScenario, scenarioNames } from "../../../simulators/scenario/read-scenario.ts";

const { city } = loadCity(join(import.meta.dirname, "..", "..", "..", "cities", "zhengzhou"));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-scenario-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = `title: { zh: 甲, en: A }
note: { zh: 甲, en: A }
starts: "2026-07-20 08:00"
lasts: 2h
`;

function readText(text: string, of: City = city) {
  const file = join(folder, "mine.yaml");
  writeFileSync(file, head + text);
  return readScenario(file, of);
}

function wordsOf(text: string, of: City = city): string {
  try {
    readText(text, of);
  } catch (error) {
    if (error instanceof HubError) return `${error.code}\n${error.words.en}`;
    throw error;
  }
  return "none";
}

describe("the scenarios that come with the programs", () => {
  it("are the ten, and each fits Zhengzhou", () => {
    expect(scenarioNames()).toEqual([
      "calm-day",
      "dam-failure",
      "device-mayhem",
      "drill",
      "drought",
      "flash-flood",
      "gas-in-a-manhole",
      "ordinary-storm",
      "power-cut",
      "storm-like-2021-07-20",
    ]);
    for (const name of scenarioNames()) expect(readScenario(name, city).seconds, name).toBeGreaterThanOrEqual(7_200);
  });

  it("have every fault in the mayhem, and no fault or event beyond their end", () => {
    expect(new Set(readScenario("device-mayhem", city).faults.map(({ fault }) => fault))).toEqual(new Set(faultKinds));
    for (const name of scenarioNames()) {
      const { events, faults, seconds } = readScenario(name, city);
      for (const each of [...events, ...faults])
        expect("to" in each ? each.to : each.from).toBeLessThanOrEqual(seconds);
    }
  });
});

describe("readScenario()", () => {
  it("takes the start by the clock of the city", () => {
    expect(readText("").startsAt).toBe(Date.parse("2026-07-20T08:00:00+08:00"));
    expect(readText("", { ...city, timeZone: "Europe/Berlin" }).startsAt).toBe(Date.parse("2026-07-20T06:00:00Z"));
  });

  it("chooses places by what they are, the most important first, and never one that a person speaks for or a drill", () => {
    const { events } = readText("events:\n  - { kind: cable-fault, at: { tag: underpass }, from: 1h, to: 2h }\n");
    expect(events.map((event) => "stationId" in event && event.stationId)).toEqual([
      "wl-jingguang-n",
      "wl-zhongyuan-rail",
    ]);
    const [first] = readText(
      "events:\n  - { kind: cable-fault, at: { kind: river, most: 1 }, from: 1h, to: 2h }\n",
    ).events;
    expect(first).toEqual({ kind: "cable-fault", stationId: "rv-jinshui-beizhakou", from: 3_600, to: 7_200 });
  });

  it("cuts the power of the district that a place lies in", () => {
    const [event] = readText(
      "events:\n  - { kind: power-cut, districtOf: { station: wl-jingguang-n }, from: 0s, to: 1h }\n",
    ).events;
    expect(event).toMatchObject({ kind: "power-cut", areaCode: "410105" });
  });

  it("leads the centre of a cell over its places at the time said", () => {
    const cell = "rain: { kind: block, mmPerHour: 20, lasts: 1h }, axesKm: [5, 5], heading: 90, speedKmh: 30";
    const { cells } = readText(
      `weather:\n  cells:\n    - { ${cell}, after: 10min, over: { station: wl-jingguang-n }, overAt: 70min }\n`,
    ).weather;
    // 30 km to the west of 113.637, at 34.788 degrees north.
    const km = (113.637 - (cells[0]?.centre?.longitude ?? 0)) * 111.32 * Math.cos((34.788 * Math.PI) / 180);
    expect(km).toBeCloseTo(30, 6);
    expect(cells[0]?.centre?.latitude).toBeCloseTo(34.788, 9);
  });

  it("says with line and column what a city does not have, and what it has instead", () => {
    const words = wordsOf("events:\n  - { kind: dam-collapse, at: { kind: rubber-dam, tag: bridge }, from: 1h }\n");
    expect(words).toContain("simulators.bad_scenario");
    expect(words).toContain("mine.yaml:6:31 events[0].at");
    expect(words).toMatch(/kinds .*rubber-dam 2.* tags .*underpass 2/);
    expect(words).toContain('"tag":"bridge"');
  });

  it("names every mistake at once, with its place", () => {
    const words = wordsOf(
      "faults:\n  - { fault: spik, share: 0.1, from: 0s, to: 1h }\n  - { fault: dead, from: 0s, to: 1h }\npeople: many\n",
    );
    for (const place of ["mine.yaml:6:", "mine.yaml:7:", "mine.yaml:8:"]) expect(words).toContain(place);
    expect(words).toContain("did you mean spike?");
  });

  it.each([
    ["a fault that ends after the scenario", "faults:\n  - { fault: dead, count: 1, from: 1h, to: 3h }\n", "7200 s"],
    [
      "an event that ends before it begins",
      "events:\n  - { kind: baseflow-recession, from: 1h, to: 1h, tauDays: 9 }\n",
      "from before to",
    ],
    [
      "an exercise outside a drill",
      "exercise:\n  - { property: stage, points: [{ after: 0s, value: 1 }] }\n",
      "drill: true",
    ],
    ["a step that no minute holds", "step: 7s\n", "whole minutes"],
  ])("refuses %s", (_, text, wanted) => {
    expect(wordsOf(text)).toContain(wanted);
  });

  it("refuses a name that there is none of, naming those there are", () => {
    expect(() => readScenario("storm", city)).toThrow(/wanted one of calm-day.*ordinary-storm/);
  });
});
