import { afterEach, describe, expect, it } from "vitest";
import { type LoadedCity, loadCity } from "../../city/load-city.ts";
import { HubError } from "../../domain/errors.ts";
import type { AreaCode, DeviceId, GaugeId, StationId } from "../../domain/ids.ts";
import { expectChinese } from "../support/expect-chinese.ts";
import { type CityFolder, changed, cityFolder, extended } from "./small-city.ts";

const folders: CityFolder[] = [];

afterEach(() => {
  for (const each of folders.splice(0)) each.remove();
});

type Changes = Readonly<Record<string, string | Uint8Array | null>>;

function load(changes: Changes = {}): LoadedCity {
  const made = cityFolder(changes);
  folders.push(made);
  return loadCity(made.folder);
}

function complaints(changes: Changes): readonly string[] {
  try {
    load(changes);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    expect(error.code).toBe("hub.bad_city");
    expectChinese(error);
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

/** A second station like the first, with nothing of its own changed but what the test says. */
const twin = `  - id: weir-2
    kind: river
    name: { zh: 堰二, en: Weir 2 }
    area: 990101001
    position: { longitude: 105, latitude: 25 }
    unit: rivers
    devices:
      - id: weir-2-1
        gauges:
          - { id: weir-2.stage, channel: a, property: stage, unit: m, range: { min: 0, max: 9 }, expectedInterval: 1min, thresholds: { warningStage: unset, recordStage: unset } }
`;

describe("loadCity()", () => {
  it("joins up areas, stations, devices, gauges, rules and endpoints", () => {
    const { city, rules, endpoints, warningAreaKind } = load();
    expect(city.areas.get("990100" as AreaCode)).toMatchObject({ kind: "city", parent: null });
    expect(city.areas.get("990101001" as AreaCode)).toMatchObject({ kind: "street", parent: "990101" });
    expect(city.stations.get("weir" as StationId)).toMatchObject({
      areaCode: "990101001",
      importance: 1,
      tags: [],
      caseClass: { codeSystem: "table", code: "05-06" },
    });
    expect(city.devices.get("weir-1" as DeviceId)).toEqual({ id: "weir-1", stationId: "weir" });
    expect(city.gauges.get("weir.stage" as GaugeId)).toEqual({
      id: "weir.stage",
      stationId: "weir",
      deviceId: "weir-1",
      channel: "level",
      property: "stage",
      unit: "cm",
      datumOffset: 70,
      datum: "height datum",
      range: { min: 70, max: 80 },
      expectedIntervalMs: 300_000,
      thresholds: { warningStage: { value: 75, source: "river office", isDemonstration: false } },
    });
    expect(rules.map((rule) => rule.id)).toEqual(["stage"]);
    expect(endpoints.map((endpoint) => endpoint.id)).toEqual(["dispatch"]);
    expect(warningAreaKind).toBe("district");
  });

  it("knows where each thing is declared", () => {
    const city = load();
    expect(city.sourceOf("gauges", "weir.flow")).toBe("stations.yaml:23:13");
    expect(city.sourceOf("rules", "stage")).toBe("rules.yaml:2:5");
    expect(city.sourceOf("rules", "none")).toBeNull();
  });

  it("reads a list from a folder of files as well", () => {
    const { city } = load({ "stations/more.yaml": `stations:\n${twin}` });
    expect([...city.stations.keys()]).toEqual(["weir", "weir-2"]);
  });

  it("takes a city without rules and endpoints", () => {
    expect(load({ "rules.yaml": null, "endpoints.yaml": null })).toMatchObject({ rules: [], endpoints: [] });
  });

  it("tells mistakes of all files at once", () => {
    const told = complaints({
      ...changed("areas.yaml", "parent: 990101\n", "parent: 990109\n"),
      ...changed("units.yaml", "id: rivers", "id: river"),
      ...changed("stations.yaml", "unit: cm", "unit: kg"),
      ...changed("rules.yaml", "hazard: river-flood", "hazard: flood"),
      ...changed("endpoints.yaml", "https:", "ftp:"),
    });
    expect(told.map((line) => line.split(" ")[0])).toEqual([
      "endpoints.yaml:3:10",
      "rules.yaml:3:13",
      "areas.yaml:9:13",
      "stations.yaml:7:11",
      "stations.yaml:15:19",
    ]);
  });

  it("tells a mistake once, not again where something refers to it", () => {
    expect(complaints(changed("units.yaml", "{ zh: 河道所, en: Rivers }", "Rivers"))).toEqual([
      'units.yaml:3:11 units[0].name: wanted a group of keys, got "Rivers"',
    ]);
    expect(complaints(changed("areas.yaml", "kind: street", "kind: stret"))).toEqual([
      'areas.yaml:7:11 areas[1].kind: wanted one of city, district, street, community, grid, got "stret"; did you mean street?',
    ]);
  });
});

const cases: readonly (readonly [name: string, changes: Changes, told: readonly string[]])[] = [
  [
    "a cycle in the area tree",
    changed("areas.yaml", "parent: 990100", "parent: 990101001"),
    [
      "areas.yaml:3:11 areas[0].kind: wanted a kind narrower than its parent's, street (areas.yaml:7:11), got district; correct the kind or the parent",
      "areas.yaml:5:13 areas[0].parent: wanted areas that lead up to the city, got a circle 990101 -> 990101001 -> 990101; give one of them its true parent",
    ],
  ],
  [
    "an area that is its own parent",
    changed("areas.yaml", "parent: 990101\n", "parent: 990101001\n"),
    [
      "areas.yaml:9:13 areas[1].parent: wanted areas that lead up to the city, got a circle 990101001 -> 990101001; give one of them its true parent",
    ],
  ],
  [
    "another city",
    extended("areas.yaml", "  - { code: 990200, kind: city, name: { zh: 二城, en: S }, parent: 990100 }\n"),
    [
      "areas.yaml:10:27 areas[2].kind: wanted one of district, street, community, grid, got city; the city itself stands in city.yaml alone",
    ],
  ],
  [
    "text without quotes that YAML reads as a number",
    changed("stations.yaml", "id: weir-1\n", "id: 12\n"),
    [
      "stations.yaml:10:13 stations[0].devices[0].id: wanted text matching /^[A-Za-z0-9_.:-]{1,64}$/, got 12; put it in quotes",
    ],
  ],
  [
    "a parent that is no area",
    changed("areas.yaml", "parent: 990101\n", "parent: 990111\n"),
    [
      "areas.yaml:9:13 areas[1].parent: wanted the id of an area of this city, got 990111, which is none; did you mean 990101?",
    ],
  ],
  [
    "an area code twice",
    changed("areas.yaml", "code: 990101001", "code: 990101"),
    [
      "areas.yaml:6:11 areas[1].code: wanted each code once, got 990101 again (first at areas.yaml:2:11); rename or remove one",
      "stations.yaml:5:11 stations[0].area: wanted the id of an area of this city, got 990101001, which is none; did you mean 990101?",
    ],
  ],
  [
    "the city a second time",
    extended("areas.yaml", "  - { code: 990100, kind: city, name: { zh: 小城, en: S }, parent: 990100 }\n"),
    [
      "areas.yaml:10:13 areas[2].code: wanted each code once, got 990100 again (first at city.yaml:1:7); remove it here",
    ],
  ],
  [
    "a station id twice",
    extended("stations.yaml", twin.replace("id: weir-2\n", "id: weir\n")),
    [
      "stations.yaml:29:9 stations[1].id: wanted each id once, got weir again (first at stations.yaml:2:9); rename or remove one",
    ],
  ],
  [
    "a device id twice",
    extended("stations.yaml", twin.replace("id: weir-2-1", "id: weir-1")),
    [
      "stations.yaml:36:13 stations[1].devices[0].id: wanted each id once, got weir-1 again (first at stations.yaml:10:13); rename or remove one",
    ],
  ],
  [
    "a gauge id twice, in two files",
    { "stations/more.yaml": `stations:\n${twin.replace("id: weir-2.stage", "id: weir.stage")}` },
    [
      "stations/more.yaml:11:19 stations[0].devices[0].gauges[0].id: wanted each id once, got weir.stage again (first at stations.yaml:12:17); rename or remove one",
    ],
  ],
  [
    "a unit id twice",
    extended("units.yaml", "  - { id: rivers, name: { zh: 二, en: Two } }\n"),
    [
      "units.yaml:4:11 units[1].id: wanted each id once, got rivers again (first at units.yaml:2:9); rename or remove one",
    ],
  ],
  [
    "an endpoint id twice",
    extended("endpoints.yaml", '  - { id: dispatch, url: "https://b.example", events: ["*"], secretEnv: B }\n'),
    [
      "endpoints.yaml:6:11 endpoints[1].id: wanted each id once, got dispatch again (first at endpoints.yaml:2:9); rename or remove one",
    ],
  ],
  [
    "a rule naming a missing gauge",
    changed("rules.yaml", "property: stage }", "property: stage, ids: [weir.stag] }"),
    [
      "rules.yaml:4:52 rules[0].applies.ids[0]: wanted a gauge or station of the city, got weir.stag; did you mean weir.stage?",
    ],
  ],
  [
    "a rule naming a missing area",
    changed("rules.yaml", "property: stage }", 'property: stage, areas: ["990199"] }'),
    ["rules.yaml:4:54 rules[0].applies.areas[0]: wanted an area of the city, got 990199"],
  ],
  [
    "a rule naming a threshold no gauge has",
    changed("rules.yaml", "raise: warningStage", "raise: waringStage"),
    [
      "rules.yaml:9:24 rules[0].levels.yellow.raise: wanted a threshold of a gauge it watches: warningStage, recordStage, got waringStage; did you mean warningStage?",
    ],
  ],
  [
    "a rule in a unit that does not fit",
    changed("rules.yaml", "unit: m", "unit: mm/h"),
    ['rules.yaml:7:11 rules[0].unit: wanted a unit of stage: m, cm, mm, ft, in, got "mm/h"'],
  ],
  [
    "a station in an unknown area",
    changed("stations.yaml", "area: 990101001", "area: 880101001"),
    [
      "stations.yaml:5:11 stations[0].area: wanted the id of an area of this city, got 880101001, which is none; did you mean 990101001?",
    ],
  ],
  [
    "a station of an unknown unit",
    changed("stations.yaml", "unit: rivers", "unit: roads"),
    ["stations.yaml:7:11 stations[0].unit: wanted the id of a unit of this city, got roads, which is none"],
  ],
  [
    "a case class of an unknown table",
    changed("stations.yaml", "codeSystem: table", "codeSystem: tables"),
    [
      "stations.yaml:8:30 stations[0].caseClass.codeSystem: wanted the id of a case code system of this city, got tables, which is none; did you mean table?",
    ],
  ],
  [
    "a gauge unit that does not fit the property",
    changed("stations.yaml", "unit: cm", "unit: ppm"),
    [
      "stations.yaml:15:19 stations[0].devices[0].gauges[0].unit: wanted a unit of stage: m, cm, mm, ft, in, got ppm; correct the unit or the property",
    ],
  ],
  [
    "two gauges on one channel",
    changed("stations.yaml", "channel: flow", "channel: level"),
    [
      "stations.yaml:24:22 stations[0].devices[0].gauges[1].channel: wanted each channel of weir-1 once, got level again (first at stations.yaml:13:22); give each gauge its own channel",
    ],
  ],
  [
    "swapped coordinates",
    changed("stations.yaml", "longitude: 105, latitude: 25", "longitude: 25, latitude: 105"),
    [
      "stations.yaml:6:15 stations[0].position: wanted longitude 100 to 110 and latitude 20 to 30, got longitude 25 and latitude 105; longitude and latitude are swapped",
    ],
  ],
  [
    "coordinates outside the city",
    changed("stations.yaml", "longitude: 105", "longitude: 15"),
    [
      "stations.yaml:6:15 stations[0].position: wanted longitude 100 to 110 and latitude 20 to 30, got longitude 15 and latitude 25; correct the position, or extent in city.yaml",
    ],
  ],
  [
    "coordinates off the globe",
    {
      ...changed("city.yaml", "extent: { west: 100, south: 20, east: 110, north: 30 }\n", ""),
      ...changed("stations.yaml", "latitude: 25", "latitude: 95"),
    },
    [
      "stations.yaml:6:15 stations[0].position: wanted longitude -180 to 180 and latitude -90 to 90, got longitude 105 and latitude 95; write degrees",
    ],
  ],
  [
    "a threshold without a source",
    changed("stations.yaml", "{ value: 75, source: river office }", "{ value: 75 }"),
    ["stations.yaml:21:29 stations[0].devices[0].gauges[0].thresholds.warningStage.source: wanted text, got nothing"],
  ],
  [
    "a threshold that is a bare number",
    changed("stations.yaml", "{ value: 75, source: river office }", "75"),
    [
      "stations.yaml:21:29 stations[0].devices[0].gauges[0].thresholds.warningStage: wanted unset or a group of keys, got 75",
    ],
  ],
  [
    "a threshold name that rules could not write",
    changed("stations.yaml", "recordStage:", "record-stage:"),
    [
      'stations.yaml:22:15 stations[0].devices[0].gauges[0].thresholds.record-stage: wanted a threshold name in camelCase, such as warningStage, got "record-stage"',
    ],
  ],
  [
    "a range upside down",
    changed("stations.yaml", "{ min: 70, max: 80 }", "{ min: 80, max: 70 }"),
    ["stations.yaml:18:20 stations[0].devices[0].gauges[0].range: wanted min below max, got keys min, max"],
  ],
  [
    "an interval that is no time",
    changed(
      "stations.yaml",
      "expectedInterval: 5min\n            thresholds",
      "expectedInterval: 300\n            thresholds",
    ),
    [
      "stations.yaml:19:31 stations[0].devices[0].gauges[0].expectedInterval: wanted text matching /^(\\d+(?:\\.\\d+)?)(ms|s|min|h|d)$/, got 300",
    ],
  ],
  [
    "a device id that no client may have",
    changed("stations.yaml", "id: weir-1\n", "id: weir/1\n"),
    [
      'stations.yaml:10:13 stations[0].devices[0].id: wanted a device id of up to 64 letters, digits, dots, colons, hyphens and underscores, got "weir/1"',
    ],
  ],
  [
    "an unknown key",
    changed("stations.yaml", "kind: river", "kinds: river"),
    [
      "stations.yaml:2:5 stations[0].kind: wanted one of waterlogging, river, rain, manhole, pump-station, rubber-dam, power-supply, got nothing",
      "stations.yaml:3:5 stations[0].kinds: wanted one of the keys id, kind, name, area, position, tags, importance, unit, phone, fieldClasses, caseClass, upstream, ponding, isExercise, isDemonstration, devices, note, got unknown key kinds; did you mean kind?",
    ],
  ],
  [
    "a name cut by a comma",
    changed("stations.yaml", "en: Weir }", "en: Weir, North }"),
    [
      "stations.yaml:4:30 stations[0].name.North: wanted one of the keys zh, en, got unknown key North; put text that holds a comma in quotes",
    ],
  ],
  [
    "a secret that would look like a misspelt setting",
    changed("endpoints.yaml", "DISPATCH_KEY", "GUANLAN_DISPATCH_KEY"),
    [
      "endpoints.yaml:5:16 endpoints[0].secretEnv: wanted a name that ends in _SECRET, or does not begin with GUANLAN_, got GUANLAN_DISPATCH_KEY; write GUANLAN_DISPATCH_KEY_SECRET",
    ],
  ],
  [
    "a key twice",
    changed("stations.yaml", "    unit: rivers\n", "    unit: rivers\n    kind: rain\n"),
    ["stations.yaml:8:5: wanted each key once, got kind again (first at stations.yaml:3:5); remove one"],
  ],
  [
    "a tab",
    changed("stations.yaml", "    kind: river", "\tkind: river"),
    ["stations.yaml:3:1: wanted spaces for indentation, got a tab; replace tabs with two spaces"],
  ],
  [
    "text with a colon",
    changed("rules.yaml", "source: made up", "source: made: up"),
    [
      "rules.yaml:12:13: wanted one value on a line, got a second `key: value` on it; put text that holds a colon in quotes, or start a new line",
    ],
  ],
  [
    "a file in GBK",
    {
      "units.yaml": Buffer.concat([
        Buffer.from("units:\n  # "),
        Buffer.from([0xba, 0xd3, 0xb5, 0xc0]),
        Buffer.from("\n"),
      ]),
    },
    ["units.yaml:2: wanted UTF-8 text, got bytes that look like GBK; save the file as UTF-8"],
  ],
  [
    "a file that is missing",
    { "units.yaml": null },
    ["units.yaml: wanted a file, got none there; create it or correct the path"],
  ],
  [
    "a misspelt file",
    { "endpoint.yaml": "endpoints: []\n" },
    [
      "endpoint.yaml: wanted city.yaml, areas.yaml, units.yaml, stations.yaml, rules.yaml, inhibitions.yaml, endpoints.yaml, posts.yaml, ladders.yaml, alert-sources.yaml or a file ending in .yaml in a folder areas, units, stations, rules, inhibitions, endpoints, posts, ladders, alert-sources, got a file the hub would not read; did you mean endpoints.yaml?",
    ],
  ],
  [
    "an empty file",
    { "areas.yaml": "" },
    [
      "areas.yaml:1:1 areas: wanted a list under the key areas, got nothing; begin the file with `areas:` and put `- ` before each entry",
    ],
  ],
  [
    "a list under another key",
    { "rules.yaml": "rule:\n  - id: x\n" },
    ["rules.yaml:1:1 rule: wanted the key rules alone, got unknown key rule; did you mean rules?"],
  ],
];

describe("loadCity() refuses", () => {
  it("a broken station once, and no rule that names it", () => {
    const told = complaints({
      ...changed("stations.yaml", "kind: river", "kind: rivr"),
      ...changed("rules.yaml", "property: stage }", "property: stage, ids: [weir] }"),
    });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("stations.yaml:3:11 stations[0].kind");
  });

  it("an endpoint URL with a password, without showing it", () => {
    const told = complaints(changed("endpoints.yaml", "https://", "https://me:hush@"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("endpoints.yaml:3:10 endpoints[0].url: wanted an http or https URL without user name");
    expect(told[0]).not.toContain("hush");
  });

  it.each(cases)("%s", (_name, changes, told) => {
    const got = complaints(changes);
    expect(got).toHaveLength(told.length);
    for (const [index, line] of told.entries()) expect(got[index]).toContain(line);
  });

  it("a bomb of aliases, quickly", () => {
    const rows = ["areas:", "  - &a0 { x: x }"];
    for (let row = 1; row < 12; row++) {
      rows.push(`  - &a${row} { ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((key) => `k${key}: *a${row - 1}`).join(", ")} }`);
    }
    expect(complaints({ "areas.yaml": `${rows.join("\n")}\n` })[0]).toContain(
      "areas.yaml:1:1: wanted a file that unfolds to its own size",
    );
  });

  it("a folder that is not there", () => {
    expect(() => loadCity("/nowhere/at/all")).toThrow(/wanted a city folder, got none there/);
  });
});
