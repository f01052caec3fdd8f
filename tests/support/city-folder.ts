import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface GeneratedCity {
  /** Each station holds one device. */
  readonly stations: number;
  readonly gaugesPerDevice: number;
  /**
   * `four` judges every gauge by two ladders, a rise and a silence; `ladder` by one ladder of four levels; `plumtree` is
   * a gauge in feet with the flood marks 2, 3 and 4 ft.
   */
  readonly rules: "four" | "ladder" | "plumtree";
  /** Where every event goes; signed with the secret in GUANLAN_TEST_SECRET. Null for no endpoint. */
  readonly endpointUrl: string | null;
  readonly expectedInterval?: string;
  /** True where readings are checked as in a real city: a sudden change then waits for the next reading. */
  readonly isChecked?: boolean;
}

export const testSecretVariable = "GUANLAN_TEST_SECRET";
export const testSecret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

export function deviceIdOf(station: number): string {
  return `d${station}`;
}

export function stationIdOf(station: number): string {
  return `s${station}`;
}

export function channelOf(gauge: number): string {
  return `c${gauge}`;
}

export function gaugeIdOf(station: number, gauge: number): string {
  return `${stationIdOf(station)}-c${gauge}`;
}

/** Writes a city folder of as many depth gauges as asked for. JSON is YAML, so the loader reads it as any other. */
export function writeCityFolder(folder: string, city: GeneratedCity): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: unknown): void => {
    writeFileSync(join(folder, name), JSON.stringify(content, null, 1));
  };
  const name = (text: string) => ({ zh: text, en: text });
  write("city.yaml", { code: "410100", name: name("test city"), warningAreaKind: "district" });
  write("areas.yaml", { areas: [{ code: "410105", kind: "district", name: name("district"), parent: "410100" }] });
  write("units.yaml", { units: [{ id: "drainage", name: name("drainage"), isDemonstration: true }] });
  write("stations.yaml", {
    stations: Array.from({ length: city.stations }, (_, station) => ({
      id: stationIdOf(station),
      kind: "waterlogging",
      name: name(`station ${station}`),
      area: "410105",
      position: { longitude: 113.6, latitude: 34.7 },
      unit: "drainage",
      devices: [
        {
          id: deviceIdOf(station),
          gauges: Array.from({ length: city.gaugesPerDevice }, (__, gauge) => ({
            id: gaugeIdOf(station, gauge),
            channel: channelOf(gauge),
            property: "depth",
            unit: city.rules === "plumtree" ? "ft" : "m",
            datum: "local zero",
            range: { min: -1, max: 20 },
            expectedInterval: city.expectedInterval ?? "1min",
            ...(city.isChecked === true ? {} : { quality: "off" }),
          })),
        },
      ],
    })),
  });
  write("rules.yaml", { rules: rulesOf(city.rules) });
  const endpoints = [{ id: "collector", url: city.endpointUrl, events: ["*"], secretEnv: testSecretVariable }];
  write("endpoints.yaml", { endpoints: city.endpointUrl === null ? [] : endpoints });
}

function rulesOf(rules: GeneratedCity["rules"]): readonly object[] {
  switch (rules) {
    case "four":
      return fourRules();
    case "ladder":
      return [ladder("depth", 0)];
    case "plumtree":
      return [
        rule("stage", {
          condition: { kind: "threshold" },
          unit: "ft",
          deadband: 0.2,
          levels: { blue: { raise: 2 }, yellow: { raise: 3 }, orange: { raise: 4 } },
        }),
      ];
  }
}

function rule(id: string, rest: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    id,
    hazard: "waterlogging",
    title: { zh: "积水", en: "water" },
    advice: { zh: "巡查", en: "patrol" },
    source: "generated for a test",
    isDemonstration: true,
    applies: { kind: "waterlogging", property: "depth" },
    ...rest,
  };
}

function ladder(id: string, shiftM: number): Readonly<Record<string, unknown>> {
  return rule(id, {
    condition: { kind: "threshold" },
    unit: "m",
    deadband: 0.02,
    levels: {
      blue: { raise: 0.15 + shiftM },
      yellow: { raise: 0.2 + shiftM },
      orange: { raise: 0.27 + shiftM },
      red: { raise: 0.4 + shiftM },
    },
  });
}

function fourRules(): readonly Readonly<Record<string, unknown>>[] {
  return [
    ladder("depth", 0),
    ladder("depth-deep", 1),
    rule("rise", {
      condition: { kind: "rate-of-rise", window: "10min" },
      unit: "m",
      deadband: 0.5,
      levels: { orange: { raise: 6 } },
    }),
    rule("silent", {
      hazard: "blind-spot",
      condition: { kind: "silence" },
      unit: "intervals",
      levels: { blue: { raise: 30 } },
      draftsWarning: false,
    }),
  ];
}
