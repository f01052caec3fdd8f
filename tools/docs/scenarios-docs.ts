import { secondMs } from "../../domain/clock.ts";
import { durationText } from "../../locales/format/times.ts";
import { readScenarioFile, scenarioNames } from "../../simulators/scenario/read-scenario.ts";
import type { ScenarioFile } from "../../simulators/scenario/scenario-schema.ts";

const begin = "<!-- scenarios: made by `npm run docs` from simulators/scenarios/ -->";
const end = "<!-- end of scenarios -->";

/** docs/scenarios.md with its table of scenarios as the files have them. */
export function withScenarios(page: string): string {
  const rows = scenarioNames().map((name) => rowOf(name, readScenarioFile(name)));
  const table = ["| scenario | lasts | what happens | about |", "| --- | --- | --- | --- |", ...rows].join("\n");
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from === -1 || to === -1) throw new Error(`wanted ${begin} and ${end} in docs/scenarios.md`);
  return `${page.slice(0, from + begin.length)}\n${table}\n${page.slice(to)}`;
}

function rowOf(name: string, file: ScenarioFile): string {
  const lasts = durationText(file.lasts * secondMs).en;
  return `| \`${name}\`<br>${file.title.en} ${file.title.zh} | ${lasts} | ${happeningsOf(file)} | ${file.note.en} |`;
}

function happeningsOf({ weather, events, faults, exercise }: ScenarioFile): string {
  const cells = weather.cells.map(({ rain }) => `rain (${rain.kind})`);
  const kinds = events.map(({ kind }) => kind);
  const named = faults.map(({ fault }) => fault);
  const drills = exercise.map(({ property }) => `exercise (${property})`);
  const parts = [cells, kinds, named.length > 8 ? [`${named.length} kinds of device faults`] : named, drills];
  return parts.flatMap((list) => [...new Set(list)]).join(", ") || "nothing";
}
