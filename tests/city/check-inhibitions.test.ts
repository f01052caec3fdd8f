import { afterEach, expect, it } from "vitest";
import { checkCity } from "../../city/check-city.ts";
import { loadCity } from "../../city/load-city.ts";
import { problemText } from "../../yaml/problem.ts";
import { type CityFolder, cityFolder } from "./small-city.ts";

const written: CityFolder[] = [];
afterEach(() => {
  for (const city of written.splice(0)) city.remove();
});

function writeCity(changes: Readonly<Record<string, string>>): string {
  const city = cityFolder(changes);
  written.push(city);
  return city.folder;
}

const words = "    words: { zh: 因, en: cause }\n";

function inhibition(id: string, source: string, target: string, where = "station"): string {
  return `  - id: ${id}\n${words}    source: ${source}\n    target: ${target}\n    where: ${where}\n`;
}

function complaints(...entries: readonly string[]): readonly string[] {
  const folder = writeCity({ "inhibitions.yaml": `inhibitions:\n${entries.join("")}` });
  return checkCity(folder).problems.map((problem) => problemText(problem, "en"));
}

const rows: readonly [string, readonly string[], readonly string[]][] = [
  [
    "a loop, with file, line and the alarms on it",
    [
      inhibition("there", "{ rules: [stage] }", "{ rules: [blind-spot-in-rain] }"),
      inhibition("back", "{ hazards: [blind-spot] }", "{ rules: [stage] }"),
    ],
    [
      "inhibitions.yaml:2:5 inhibitions[0]: wanted inhibitions that lead no alarm round to itself, got a loop through there, back: stage|weir.stage at blue explains blind-spot-in-rain|weir at blue explains stage|weir.stage at blue; narrow a source or target, or keep their levels apart with minLevel and maxLevel",
    ],
  ],
  [
    "a rule nobody knows",
    [inhibition("a", "{ rules: [stag] }", "{ hazards: [blind-spot] }")],
    [
      "inhibitions.yaml:4:23 inhibitions[0].source.rules[0]: wanted the id of a rule of this city, got stag, which is none; did you mean stage?",
    ],
  ],
  [
    "a target that says nothing",
    [inhibition("a", "{ rules: [stage] }", "{ maxLevel: blue }")],
    [
      "inhibitions.yaml:5:13 inhibitions[0].target: wanted at least one of hazards, rules, kinds, tags, areas, stations, got keys maxLevel",
    ],
  ],
  [
    "a place that is none",
    [inhibition("a", "{ rules: [stage] }", "{ hazards: [blind-spot] }", "upstream")],
    ['inhibitions.yaml:6:12 inhibitions[0].where: wanted one of station, device, gateway, downstream, got "upstream"'],
  ],
  [
    "an id twice",
    [
      inhibition("a", "{ rules: [stage] }", "{ hazards: [blind-spot] }"),
      inhibition("a", "{ rules: [stage] }", "{ hazards: [blind-spot] }"),
    ],
    ["inhibitions.yaml:7:9 inhibitions[1].id: wanted each id once, got a again (first at inhibitions.yaml:2:9)"],
  ],
];

it.each(rows)("checkCity() refuses %s", (_name, entries, told) => {
  const got = complaints(...entries);
  expect(got).toHaveLength(told.length);
  for (const [index, line] of told.entries()) expect(got[index]).toContain(line);
});

it("loadCity() takes sound inhibitions, and refuses other rules with which they would lead in a loop", () => {
  const text = `inhibitions:\n${inhibition("own", "{ rules: [stage], minLevel: orange }", "{ rules: [stage], maxLevel: blue }")}`;
  const city = loadCity(writeCity({ "inhibitions.yaml": text }));
  expect(city.inhibitions.map(({ id, where }) => [id, where])).toEqual([["own", "station"]]);
  const kept = city.files.rules.map((file) => ({ ...file, text: file.text.replace("id: stage", "id: other-stage") }));
  const { problems } = city.readRules({ files: kept, problems: [] });
  expect(problems.map((problem) => problemText(problem, "en")).join()).toContain(
    "wanted the id of a rule of this city, got stage",
  );
});
