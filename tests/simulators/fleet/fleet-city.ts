import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCity } from "../../../city/load-city.ts";
import type { City } from "../../../domain/city/city.ts";
import type { TrueWater } from "../../../simulators/physics/water.ts";

export const fleetStartsAt = Date.parse("2026-07-20T16:00:00+08:00");

interface GaugeEntry {
  readonly channel: string;
  readonly property: string;
  readonly unit: string;
  readonly range: { readonly min: number; readonly max: number };
  readonly expectedInterval?: string;
  readonly datumOffset?: number;
  readonly counter?: object;
}

/** Each is the device of one station in six, so that every unit, datum and counter is met. */
const kinds: readonly { readonly kind: string; readonly gauges: readonly GaugeEntry[] }[] = [
  {
    kind: "waterlogging",
    gauges: [
      { channel: "depth", property: "depth", unit: "cm", range: { min: 0, max: 5 } },
      { channel: "supply", property: "voltage", unit: "mV", range: { min: 0, max: 30 }, expectedInterval: "5min" },
    ],
  },
  { kind: "rain", gauges: [{ channel: "rain", property: "rain", unit: "mm", range: { min: 0, max: 50 } }] },
  {
    kind: "rain",
    gauges: [
      {
        channel: "tips",
        property: "rain",
        unit: "mm",
        range: { min: 0, max: 50 },
        counter: { pulse: 0.2, wrapsAt: 65_536 },
      },
    ],
  },
  {
    kind: "river",
    gauges: [
      { channel: "stage", property: "stage", unit: "m", range: { min: 60, max: 80 }, datumOffset: 60 },
      { channel: "flow", property: "flow", unit: "m3/s", range: { min: 0, max: 500 } },
    ],
  },
  {
    kind: "manhole",
    gauges: [
      { channel: "h2s", property: "hydrogenSulfide", unit: "mg/m3", range: { min: 0, max: 100 } },
      { channel: "o2", property: "oxygen", unit: "%vol", range: { min: 0, max: 30 } },
      { channel: "air", property: "temperature", unit: "degF", range: { min: -20, max: 60 } },
    ],
  },
  { kind: "waterlogging", gauges: [{ channel: "level", property: "depth", unit: "mm", range: { min: 0, max: 3 } }] },
];

/** Writes a city with a station and a device each, one in three behind a gateway of ten. */
function writeFleetCity(folder: string, stations: number): void {
  mkdirSync(folder, { recursive: true });
  const name = (text: string) => ({ zh: text, en: text });
  const write = (file: string, content: object) => writeFileSync(join(folder, file), JSON.stringify(content));
  write("city.yaml", { code: "410100", name: name("test city"), warningAreaKind: "district" });
  const areas = ["410105", "410103"].map((code) => ({ code, kind: "district", name: name(code), parent: "410100" }));
  write("areas.yaml", { areas });
  write("units.yaml", { units: [{ id: "drainage", name: name("drainage"), isDemonstration: true }] });
  write("rules.yaml", { rules: [] });
  write("stations.yaml", { stations: Array.from({ length: stations }, (_, at) => stationEntry(at)) });
}

function stationEntry(at: number) {
  const { kind, gauges } = kinds[at % kinds.length] ?? { kind: "rain", gauges: [] };
  const entries = gauges.map((gauge) => ({
    ...{ id: `s${at}.${gauge.channel}`, datum: "local zero", expectedInterval: "1min", ...gauge },
  }));
  return {
    ...{ id: `s${at}`, kind, name: { zh: `站${at}`, en: `station ${at}` }, unit: "drainage" },
    area: at % 2 === 0 ? "410105" : "410103",
    position: { longitude: 113.6 + at / 1_000, latitude: 34.7 },
    devices: [{ id: `d${at}`, ...(at % 3 === 0 ? { gateway: `gw${Math.floor(at / 30)}` } : {}), gauges: entries }],
  };
}

export function fleetCity(stations: number): City {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-fleet-"));
  try {
    writeFleetCity(folder, stations);
    return loadCity(folder).city;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Water by formula: rises and falls within an hour, differently at each gauge; nothing is said of air and supply. */
export function formulaWater(city: City): TrueWater {
  const gauges = [...city.gauges.values()];
  let seconds = 0;
  return {
    gaugeIds: gauges.map(({ id }) => id),
    advanceTo(to) {
      if (to < seconds) throw new Error(`water goes no way back: wanted ${seconds} or later, got ${to}`);
      seconds = to;
    },
    trueValues: () =>
      Float64Array.from(gauges, ({ property, range }, at) => {
        const wave = (1 - Math.cos((2 * Math.PI * seconds) / (2_400 + (at % 7) * 300))) / 2;
        if (property === "rain") return (seconds / 3_600) * (5 + (at % 11) * 10);
        return property === "temperature" || property === "voltage"
          ? Number.NaN
          : range.min + (range.max - range.min) * wave * 0.3;
      }),
  };
}
