import type { Language } from "../../domain/text.ts";
import { initTexts } from "../../locales/city-builder/init.ts";

/** What a new city is called. */
export interface NewCity {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** IANA name. */
  readonly timeZone: string;
  /** Of the comments that lead on. */
  readonly language: Language;
}

type Say = (key: keyof typeof initTexts) => string;

/** The files of a new city by name: small, sound, and to be written on. */
export function newCityFiles(city: NewCity): ReadonlyMap<string, string> {
  const say: Say = (key) => initTexts[key][city.language];
  return new Map([
    ["city.yaml", cityYaml(city, say)],
    ["areas.yaml", areasYaml(city, say)],
    ["units.yaml", unitsYaml(say)],
    ["stations.yaml", stationsYaml(city, say)],
    ["rules.yaml", rulesYaml(say)],
  ]);
}

/** Any text as YAML has it in quotes. */
const quoted = (text: string): string => JSON.stringify(text);

function both(key: keyof typeof initTexts): string {
  return `{ zh: ${quoted(initTexts[key].zh)}, en: ${quoted(initTexts[key].en)} }`;
}

/** Code of the one area below the city. */
const areaCodeOf = ({ code }: NewCity): string => `${code.slice(0, 29)}-01`;

function cityYaml({ code, name, timeZone }: NewCity, say: Say): string {
  return `# ${say("city")}

# ${say("city-code")}
code: ${quoted(code)}
name: { zh: ${quoted(name.zh)}, en: ${quoted(name.en)} }

# ${say("city-zone")}
timeZone: ${timeZone}

# ${say("city-warning")}
unit: drainage
warningAreaKind: district

# ${say("city-extent")}
# extent: { west: 112.70, south: 34.25, east: 114.25, north: 35.00 }
`;
}

function areasYaml(city: NewCity, say: Say): string {
  return `# ${say("areas")}

areas:
  - code: ${quoted(areaCodeOf(city))}
    kind: district
    name: ${both("area-name")}
    parent: ${quoted(city.code)}
`;
}

function unitsYaml(say: Say): string {
  return `# ${say("units")}

units:
  - id: drainage
    name: ${both("unit-name")}
    # phone: "0000-0000000"
    isDemonstration: true
`;
}

function stationsYaml(city: NewCity, say: Say): string {
  return `# ${say("stations")}
# ${say("station-units")}
# ${say("station-ids")}

stations:
  # ${say("station-example")}
  - id: wl-example
    kind: waterlogging
    name: ${both("station-name")}
    area: ${quoted(areaCodeOf(city))}
    position: { longitude: 113.6, latitude: 34.7 }
    tags: [underpass]
    importance: 3
    unit: drainage
    devices:
      - id: wl-example-1
        gauges:
          - id: wl-example.depth
            channel: depth
            property: depth
            unit: cm
            datum: road surface at the lowest point
            range: { min: -0.1, max: 5 }
            expectedInterval: 5min
`;
}

function rulesYaml(say: Say): string {
  return `# ${say("rules")}
# ${say("rule-tests")}

rules:
  - id: underpass-depth
    hazard: waterlogging
    applies: { kind: waterlogging, property: depth }
    title: ${both("depth-title")}
    condition: { kind: threshold }
    unit: m
    levels:
      blue: { raise: 0.15, reset: 0.12 }
      orange: { raise: 0.27, reset: 0.22 }
      red: { raise: 0.40, reset: 0.32 }
    onDelay: 0s
    offDelay: 10min
    advice:
      blue: ${both("depth-advice-blue")}
      orange: ${both("depth-advice-orange")}
      red: ${both("depth-advice-red")}
    source: demonstration ladder; 0.15 GB 50014, 0.27 red line painted at Beijing underpasses, 0.40 often quoted and not verified
    isDemonstration: true

  - id: silence
    hazard: blind-spot
    applies: { kind: [waterlogging, river, rain, manhole, pump-station, rubber-dam, power-supply] }
    title: ${both("silence-title")}
    condition: { kind: silence }
    levels:
      blue: { raise: 3 }
      yellow: { raise: 12 }
    draftsWarning: false
    advice: ${both("silence-advice")}
    source: demonstration; 3 and 12 expected intervals
    isDemonstration: true
`;
}
