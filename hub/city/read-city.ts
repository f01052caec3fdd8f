import { statSync } from "node:fs";
import type { City } from "../../domain/city.ts";
import { type Rule, ruleSchema } from "../../rules/rule-schema.ts";
import { type Endpoint, endpointSchema } from "../../webhooks/endpoint-schema.ts";
import type { Problem } from "../yaml/problem.ts";
import { buildCity, type CityParts, type GaugeInPlace } from "./build-city.ts";
import { checkAreas } from "./check-areas.ts";
import { checkEndpoint } from "./check-endpoints.ts";
import { checkRules } from "./check-rules.ts";
import { checkGauge, checkStation } from "./check-stations.ts";
import { type Placed, part, readGroup, readList, strayFiles } from "./city-files.ts";
import {
  areaEntry,
  type CityFile,
  cityFile,
  type DeviceEntry,
  type StationEntry,
  stationEntry,
  unitEntry,
} from "./city-schema.ts";
import { knownIds } from "./references.ts";
import { byId } from "./unique-ids.ts";

/** All that a city folder declares, by id, each thing with its place. */
export interface CityDeclarations extends Omit<CityParts, "city"> {
  readonly city: Placed<CityFile>;
  readonly devices: ReadonlyMap<string, Placed<DeviceEntry>>;
  readonly rules: ReadonlyMap<string, Placed<Rule>>;
  readonly endpoints: ReadonlyMap<string, Placed<Endpoint>>;
}

export interface CityReading {
  /** Null when there are problems. */
  readonly city: City | null;
  readonly declared: CityDeclarations | null;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly alarms: number;
}

/** Reads and joins up a city folder; tells every mistake at once, and each once. */
export function readCity(folder: string): CityReading {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    const got = "none there";
    return failed([{ where: folder, path: "", wanted: "a city folder", got, fix: "correct hub.city in the settings" }]);
  }
  const city = readGroup(folder, "city.yaml", cityFile);
  const areaList = readList(folder, "areas", areaEntry);
  const unitList = readList(folder, "units", unitEntry);
  const stationList = readList(folder, "stations", stationEntry);
  const ruleList = readList(folder, "rules", ruleSchema);
  const endpointList = readList(folder, "endpoints", endpointSchema);

  const areas = byId(areaList.entries, "code", (area) => area.code);
  const units = byId(unitList.entries, "id", (unit) => unit.id);
  const stations = byId(stationList.entries, "id", (station) => station.id);
  const devices = byId(stationList.entries.flatMap(devicesOf), "id", (device) => device.id);
  const gauges = byId(stationList.entries.flatMap(gaugesOf), "id", ({ entry }) => entry.id);
  const rules = byId(ruleList.entries, "id", (rule) => rule.id);
  const endpoints = byId(endpointList.entries, "id", (endpoint) => endpoint.id);

  const areaCodes = [...areas.entries.keys(), ...(city.entry === null ? [] : [city.entry.value.code])];
  const areasRead = knownIds("an area", areaList, areaCodes, "code");
  const known = {
    areas: { ...areasRead, isWhole: areasRead.isWhole && city.entry !== null },
    units: knownIds("a unit", unitList, units.entries.keys()),
  };
  const problems: Problem[] = [
    ...strayFiles(folder),
    ...city.problems,
    ...[areaList, unitList, stationList, ruleList, endpointList].flatMap((list) => list.problems),
    ...[areas, units, stations, devices, gauges, rules, endpoints].flatMap((each) => each.problems),
    ...checkAreas(city.entry, areas.entries, known.areas),
    ...stationList.entries.flatMap((station) => checkStation(station, city.entry, known)),
    ...[...gauges.entries.values()].flatMap((gauge) => checkGauge(gaugeAlone(gauge))),
    ...endpointList.entries.flatMap(checkEndpoint),
  ];
  if (city.entry === null) return failed(problems);
  const declared: CityDeclarations = {
    city: city.entry,
    areas: areas.entries,
    units: units.entries,
    stations: stations.entries,
    devices: devices.entries,
    gauges: gauges.entries,
    rules: rules.entries,
    endpoints: endpoints.entries,
  };
  const isWhole = [areaList, stationList].every((list) => list.isWhole && list.broken.length === 0);
  const joined = buildCity({ ...declared, city: city.entry.value });
  // Rules are bound only to a city that is all there: else each would name what a broken entry holds.
  const bound = isWhole ? checkRules(rules.entries, joined, gauges.entries) : { problems: [], notes: [], alarms: 0 };
  problems.push(...bound.problems);
  if (problems.length > 0) return failed(problems);
  return { city: joined, declared, problems, notes: bound.notes, alarms: bound.alarms };
}

function failed(problems: readonly Problem[]): CityReading {
  return { city: null, declared: null, problems, notes: [], alarms: 0 };
}

function devicesOf(station: Placed<StationEntry>): readonly Placed<DeviceEntry>[] {
  return station.value.devices.map((device, index) => part(station, ["devices", index], device));
}

function gaugesOf(station: Placed<StationEntry>): readonly Placed<GaugeInPlace>[] {
  return devicesOf(station).flatMap((device) =>
    device.value.gauges.map((entry, index) =>
      part(device, ["gauges", index], { entry, deviceId: device.value.id, stationId: station.value.id }),
    ),
  );
}

function gaugeAlone(gauge: Placed<GaugeInPlace>): Placed<GaugeInPlace["entry"]> {
  return { ...gauge, value: gauge.value.entry };
}
