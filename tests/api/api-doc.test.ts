import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { root } from "../support/architecture/rooms.ts";

it("the stations, gauges and devices that docs/api.md asks for are those of the demonstration city", () => {
  const { city } = loadCity(join(root, "cities/zhengzhou"));
  const examples = [...readFileSync(join(root, "docs/api.md"), "utf8").matchAll(/^```sh$(.*?)^```$/gms)].join("");
  const asked = (pattern: RegExp): readonly string[] => [...examples.matchAll(pattern)].map(([, id]) => id as string);
  const stations = asked(/(?:\/stations\/|stationId=|"stationIds":\[")([\w.-]+)/g);
  const gauges = asked(/(?:\/gauges\/|"gaugeId":")([\w.%-]+)/g);
  const devices = asked(/(?:\/devices\/|"deviceId":")([\w.-]+)/g);
  expect([stations, gauges, devices].every(({ length }) => length > 0)).toBe(true);
  const known = new Set<string>([...city.stations.keys(), ...city.gauges.keys(), ...city.devices.keys()]);
  expect([...stations, ...gauges, ...devices].filter((id) => !known.has(id))).toEqual([]);
});
