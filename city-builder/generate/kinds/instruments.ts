import type { StationKind } from "../../../domain/city/city.ts";
import type { Chance } from "../chance.ts";
import type { DeviceDraft, GaugeDraft, Site, StationDraft } from "../station-draft.ts";
import { manholeDevices } from "./manhole.ts";
import { pondDevices } from "./pond.ts";
import { rainDevices } from "./rain.ts";
import { riverDevices } from "./river.ts";
import { damDevices, lampDevices, pumpDevices } from "./structures.ts";

/** A station with the instruments that its use asks for. */
export function equipped(site: Site, chance: Chance): StationDraft {
  const { kind, tags, importance } = placeOf(site, chance);
  return { site, kind, tags, importance, upstream: [], devices: devicesAt(site, chance) };
}

function placeOf({ use }: Site, chance: Chance): Pick<StationDraft, "kind" | "tags" | "importance"> {
  switch (use) {
    case "tunnel":
      return { kind: "waterlogging", tags: ["underpass", "tunnel"], importance: 3 };
    case "underpass":
      return { kind: "waterlogging", tags: ["underpass"], importance: chance.happens(40) ? 3 : 2 };
    case "road":
      return { kind: "waterlogging", tags: ["road"], importance: chance.happens(25) ? 2 : 1 };
    case "urban-river":
      return { kind: "river", tags: ["urban-river"], importance: 2 };
    case "river":
      return { kind: "river", tags: ["river"], importance: 2 };
    case "sewer":
    case "gas-main":
      return { kind: "manhole", tags: [use], importance: chance.happens(25) ? 2 : 1 };
    case "street-light":
      return { kind: "power-supply", tags: ["street-light"], importance: chance.happens(30) ? 3 : 2 };
    case "rain":
    case "pump-station":
    case "rubber-dam":
      return { kind: use, tags: [], importance: use === "rain" ? 1 : 2 };
  }
}

function devicesAt({ use, size }: Site, chance: Chance): readonly DeviceDraft[] {
  switch (use) {
    case "tunnel":
    case "underpass":
    case "road":
      return pondDevices(use, chance);
    case "urban-river":
    case "river":
      return riverDevices(size, chance);
    case "rain":
      return rainDevices(chance);
    case "sewer":
    case "gas-main":
      return manholeDevices(use, chance);
    case "pump-station":
      return pumpDevices(chance);
    case "rubber-dam":
      return damDevices(chance);
    case "street-light":
      return lampDevices(chance);
  }
}

/** Supply of a device that runs on a battery or a small panel; what `supplied` adds where gauges are still wanted. */
const supplies: Partial<Record<StationKind, GaugeDraft["unit"]>> = {
  waterlogging: "mV",
  rain: "V",
  river: "V",
  manhole: "mV",
  "rubber-dam": "V",
};

/**
 * Adds a gauge of the supply voltage to stations, in an order drawn by chance, until the city has as many gauges as asked for.
 * Some stations go without where there are enough, and some gauges stay lacking where each has one.
 */
export function supplied(stations: readonly StationDraft[], gauges: number, chance: Chance): readonly StationDraft[] {
  let lacking = gauges - stations.reduce((sum, { devices }) => sum + gaugesOf(devices), 0);
  const drawn = stations.map((station, index) => ({ index, unit: supplies[station.kind], at: chance.next() }));
  const chosen = new Map<number, string>();
  for (const { index, unit } of drawn.toSorted((a, b) => a.at - b.at || a.index - b.index)) {
    if (unit === undefined || lacking <= 0) continue;
    chosen.set(index, unit);
    lacking -= 1;
  }
  return stations.map((station, index) => {
    const unit = chosen.get(index);
    return unit === undefined ? station : { ...station, devices: withSupply(station.devices, unit) };
  });
}

function withSupply([first, ...others]: readonly DeviceDraft[], unit: string): readonly DeviceDraft[] {
  if (first === undefined) return [];
  const expectedInterval = first.gauges[0]?.expectedInterval ?? "15min";
  const supply: GaugeDraft = {
    name: "supply",
    property: "voltage",
    unit,
    datum: "battery of the device",
    range: { min: 0, max: 30 },
    expectedInterval,
  };
  return [{ ...first, gauges: [...first.gauges, supply] }, ...others];
}

function gaugesOf(devices: readonly DeviceDraft[]): number {
  return devices.reduce((sum, { gauges }) => sum + gauges.length, 0);
}
