import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The smallest city with everything in it: one district, one street, one weir, one rule, one endpoint. */
export const smallCity = {
  "city.yaml": `code: 990100
name: { zh: 小城, en: Smallville }
extent: { west: 100, south: 20, east: 110, north: 30 }
caseCodeSystems:
  table: { title: Table, source: made up }
`,
  "areas.yaml": `areas:
  - code: 990101
    kind: district
    name: { zh: 东区, en: East }
    parent: 990100
  - code: 990101001
    kind: street
    name: { zh: 堰街, en: Weir Street }
    parent: 990101
`,
  "units.yaml": `units:
  - id: rivers
    name: { zh: 河道所, en: Rivers }
`,
  "stations.yaml": `stations:
  - id: weir
    kind: river
    name: { zh: 堰, en: Weir }
    area: 990101001
    position: { longitude: 105, latitude: 25 }
    unit: rivers
    caseClass: { codeSystem: table, code: "05-06" }
    devices:
      - id: weir-1
        gauges:
          - id: weir.stage
            channel: level
            property: stage
            unit: cm
            datumOffset: 70
            datum: height datum
            range: { min: 70, max: 80 }
            expectedInterval: 5min
            thresholds:
              warningStage: { value: 75, source: river office }
              recordStage: unset
          - id: weir.flow
            channel: flow
            property: flow
            unit: m3/s
            range: { min: 0, max: 100 }
            expectedInterval: 5min
`,
  "rules.yaml": `rules:
  - id: stage
    hazard: river-flood
    applies: { kind: river, property: stage }
    title: { zh: "{station}", en: "{station}" }
    condition: { kind: threshold }
    unit: m
    levels:
      yellow: { raise: warningStage }
      red: { raise: recordStage }
    advice: { zh: 撤离, en: Leave }
    source: made up
`,
  "endpoints.yaml": `endpoints:
  - id: dispatch
    url: https://dispatch.example/hook
    events: ["*"]
    secretEnv: DISPATCH_KEY
`,
} as const;

export type SmallCityFile = keyof typeof smallCity;

export interface CityFolder {
  readonly folder: string;
  remove(): void;
}

/** Writes the small city to a temporary folder; `changes` replaces, adds, or with null leaves out files. */
export function cityFolder(changes: Readonly<Record<string, string | Uint8Array | null>> = {}): CityFolder {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-city-"));
  for (const [name, text] of Object.entries({ ...smallCity, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** One file of the small city with a passage changed; throws when the passage is not there. */
export function changed(file: SmallCityFile, from: string, to: string): Readonly<Record<string, string>> {
  const text: string = smallCity[file];
  if (!text.includes(from)) throw new Error(`${file} of the small city holds no ${JSON.stringify(from)}`);
  return { [file]: text.replace(from, () => to) };
}

/** One file with something put at its end. */
export function extended(file: SmallCityFile, more: string): Readonly<Record<string, string>> {
  return { [file]: smallCity[file] + more };
}
