import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { City } from "../../domain/city/city.ts";
import { HubError } from "../../domain/errors.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { scenarioTexts } from "../../locales/simulation/scenarios.ts";
import { checkShape } from "../../yaml/check-shape.ts";
import { type ConfigProblem, problemsError } from "../../yaml/problem.ts";
import { readYaml, type YamlSource } from "../../yaml/read-yaml.ts";
import { bindScenario } from "./bind-scenario.ts";
import type { Scenario } from "./scenario.ts";
import { type ScenarioFile, scenarioFile } from "./scenario-schema.ts";

const folder = join(import.meta.dirname, "..", "scenarios");
const ending = ".yaml";

/** Names of the scenarios that come with the programs, in the order of the alphabet. */
export function scenarioNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => basename(file, ending))
    .toSorted();
}

/**
 * Reads a scenario and binds it to a city.
 *
 * @param nameOrFile one of `scenarioNames`, or the path of a file that ends in `.yaml`
 * @throws {HubError} `simulators.scenario_unknown`; `simulators.bad_scenario` naming every mistake with its place
 */
export function readScenario(nameOrFile: string, city: City): Scenario {
  const { name, file, source, problems } = readFile(nameOrFile);
  const bound = bindScenario(file, { name, city, source });
  const all = [...problems, ...bound.problems];
  if (all.length > 0) throw badScenario(nameOrFile, all);
  return bound.scenario;
}

/** The same, where a city that lacks what is asked for does without it. @throws {HubError} as `readScenario` for the rest */
export function readScenarioAsFits(nameOrFile: string, city: City): Scenario {
  const { name, file, source } = readFile(nameOrFile);
  return bindScenario(file, { name, city, source }).scenario;
}

/** What a scenario says, whatever the city. @throws {HubError} as `readScenario` */
export function readScenarioFile(nameOrFile: string): ScenarioFile {
  return readFile(nameOrFile).file;
}

interface ReadFile {
  readonly name: string;
  readonly file: ScenarioFile;
  readonly source: YamlSource;
  readonly problems: readonly ConfigProblem[];
}

function readFile(nameOrFile: string): ReadFile {
  const path = pathOf(nameOrFile);
  const name = basename(path, ending);
  const { source, problems } = readYaml(path, basename(path));
  if (source === null) throw badScenario(nameOrFile, problems);
  const checked = checkShape(scenarioFile, source.value, source.placeOf);
  if (!checked.ok) throw badScenario(nameOrFile, [...problems, ...checked.problems]);
  return { name, file: checked.value, source, problems };
}

function pathOf(nameOrFile: string): string {
  if (nameOrFile.endsWith(ending)) return nameOrFile;
  const names = scenarioNames();
  if (names.includes(nameOrFile)) return join(folder, nameOrFile + ending);
  const words = fill(scenarioTexts.unknown, { name: nameOrFile, names: enumerated(names) });
  throw new HubError("simulators.scenario_unknown", words);
}

function badScenario(file: string, problems: readonly ConfigProblem[]): HubError {
  return problemsError("simulators.bad_scenario", fill(scenarioTexts["bad-scenario"], { file }), problems);
}
