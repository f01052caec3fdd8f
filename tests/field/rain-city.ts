import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** How often gauges of the city in the rain should report: long enough for a slow machine to connect all devices in five. */
const intervalMs = 3_000;

/**
 * Rewrites a generated city: station 0 measures rain, all others are underpasses where lives are at risk, each with a
 * depth on `c0`, centimetres, and its supply on `c1`, millivolts. A depth that stands still for 2 s is stuck.
 */
export function writeRainCity(folder: string, stations: number): void {
  const gauge = (station: number, channel: string, rest: object) => ({
    id: `s${station}-${channel}`,
    channel,
    expectedInterval: `${intervalMs}ms`,
    ...rest,
  });
  const still = { spike: { suspect: 5, fail: 9 }, rateOfChange: { suspect: 5, fail: 9, over: "1s" } };
  const flatLine = { after: "2s", tolerance: 0.001, above: 0.001 };
  const depth = { property: "depth", unit: "cm", range: { min: 0, max: 500 }, quality: { ...still, flatLine } };
  const supply = { property: "voltage", unit: "mV", range: { min: 0, max: 20_000 } };
  const rain = { property: "rain", unit: "mm", range: { min: 0, max: 200 } };
  const all = Array.from({ length: stations }, (_, station) => ({
    id: `s${station}`,
    kind: station === 0 ? "rain" : "waterlogging",
    name: { zh: `站点${station}`, en: `station ${station}` },
    area: "410105",
    position: { longitude: 113.6 + station / 10_000, latitude: 34.7 },
    importance: station === 0 ? 1 : 3,
    unit: "drainage",
    devices: [
      {
        id: `d${station}`,
        gauges:
          station === 0 ? [gauge(station, "c0", rain)] : [gauge(station, "c0", depth), gauge(station, "c1", supply)],
      },
    ],
  }));
  writeFileSync(join(folder, "stations.yaml"), JSON.stringify({ stations: all }));
  const rule = (id: string, hazard: string, rest: object) => ({
    ...{ id, hazard, title: { zh: "{station}{level}", en: "{station} {level}" }, advice: { zh: "巡查", en: "patrol" } },
    ...{ source: "generated for a test", draftsWarning: false, ...rest },
  });
  const rules = [
    rule("depth", "waterlogging", {
      applies: { kind: "waterlogging", property: "depth" },
      condition: { kind: "threshold" },
      unit: "cm",
      levels: { red: { raise: 50 } },
    }),
    rule("silence", "blind-spot", {
      applies: { kind: "waterlogging", property: "depth" },
      condition: { kind: "silence" },
      levels: { blue: { raise: 6 } },
    }),
  ];
  writeFileSync(join(folder, "rules.yaml"), JSON.stringify({ rules }));
}
