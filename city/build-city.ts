import type { Area, City, Device, Gauge, NamedThreshold, ResponsibleUnit, Station } from "../domain/city/city.ts";
import type { FieldClasses } from "../domain/city/data-class.ts";
import type { AreaCode, DeviceId, GaugeId, StationId, UnitId } from "../domain/ids.ts";
import type { Declaration } from "./city-files.ts";
import type { AreaEntry, CityFile, GaugeEntry, StationEntry, UnitEntry } from "./city-schema.ts";
import { pondingFrom } from "./policies/ponding-schema.ts";
import { cityPartsOf, type GroupDeclarations } from "./policies/read-groups.ts";

/** A gauge with what it hangs on. */
export interface GaugeOnDevice {
  readonly entry: GaugeEntry;
  readonly deviceId: string;
  readonly stationId: string;
}

export interface CityParts {
  readonly city: CityFile;
  readonly areas: ReadonlyMap<string, Declaration<AreaEntry>>;
  readonly units: ReadonlyMap<string, Declaration<UnitEntry>>;
  readonly stations: ReadonlyMap<string, Declaration<StationEntry>>;
  readonly gauges: ReadonlyMap<string, Declaration<GaugeOnDevice>>;
  readonly groups: GroupDeclarations;
}

/** The city as the rooms know it, from entries whose references have been checked. */
export function buildCity(parts: CityParts): City {
  const code = parts.city.code as AreaCode;
  const { name, unit, phone } = parts.city;
  const unitId = unit === undefined ? {} : { unitId: unit as UnitId };
  const root: Area = { code, kind: "city", name, parent: null, ...unitId, ...phoneFrom(phone) };
  return {
    code,
    name: parts.city.name,
    timeZone: parts.city.timeZone,
    ...fieldClassesFrom(parts.city.fieldClasses),
    areas: mapped([root, ...valuesOf(parts.areas).map(areaFrom)], (area) => area.code),
    units: mapped(valuesOf(parts.units).map(unitFrom), (unit) => unit.id),
    stations: mapped(valuesOf(parts.stations).map(stationFrom), (station) => station.id),
    devices: mapped(valuesOf(parts.stations).flatMap(devicesFrom), (device) => device.id),
    gauges: mapped(valuesOf(parts.gauges).map(gaugeFrom), (gauge) => gauge.id),
    ...cityPartsOf(parts.groups, code),
  };
}

function valuesOf<T>(entries: ReadonlyMap<string, Declaration<T>>): readonly T[] {
  return [...entries.values()].map((entry) => entry.value);
}

function mapped<K, V>(values: readonly V[], keyOf: (value: V) => K): ReadonlyMap<K, V> {
  return new Map(values.map((value) => [keyOf(value), value]));
}

function areaFrom({ code, kind, name, parent, unit, phone }: AreaEntry): Area {
  const unitId = unit === undefined ? {} : { unitId: unit as UnitId };
  return { code: code as AreaCode, kind, name, parent: parent as AreaCode, ...unitId, ...phoneFrom(phone) };
}

function unitFrom({ id, name, phone }: UnitEntry): ResponsibleUnit {
  return { id: id as UnitId, name, ...phoneFrom(phone) };
}

function phoneFrom(phone: string | undefined): { readonly phone?: string } {
  return phone === undefined ? {} : { phone };
}

function fieldClassesFrom(given: CityFile["fieldClasses"]): { readonly fieldClasses?: FieldClasses } {
  return given === undefined ? {} : { fieldClasses: given };
}

function stationFrom(entry: StationEntry): Station {
  return {
    id: entry.id as StationId,
    kind: entry.kind,
    name: entry.name,
    areaCode: entry.area as AreaCode,
    longitude: entry.position.longitude,
    latitude: entry.position.latitude,
    tags: entry.tags,
    importance: entry.importance,
    unitId: entry.unit as UnitId,
    ...phoneFrom(entry.phone),
    ...fieldClassesFrom(entry.fieldClasses),
    caseClass: entry.caseClass ?? null,
    ...(entry.isExercise ? { isExercise: true as const } : {}),
    ...(entry.isDemonstration ? { isDemonstration: true as const } : {}),
    upstream: entry.upstream.map(({ station, travelTime }) => ({
      stationId: station as StationId,
      travelTimeMs: travelTime,
    })),
    ...(entry.ponding === undefined ? {} : { ponding: pondingFrom(entry.ponding) }),
  };
}

function devicesFrom({ id, devices }: StationEntry): readonly Device[] {
  return devices.map((device) => ({
    id: device.id as DeviceId,
    stationId: id as StationId,
    ...(device.gateway === undefined ? {} : { gatewayId: device.gateway as DeviceId }),
  }));
}

function gaugeFrom({ entry, deviceId, stationId }: GaugeOnDevice): Gauge {
  return {
    id: entry.id as GaugeId,
    stationId: stationId as StationId,
    deviceId: deviceId as DeviceId,
    channel: entry.channel,
    property: entry.property,
    unit: entry.unit,
    datumOffset: entry.datumOffset,
    datum: entry.datum,
    range: entry.range,
    expectedIntervalMs: entry.expectedInterval,
    thresholds: thresholdsFrom(entry),
    ...counterFrom(entry),
    ...qualityFrom(entry),
    ...(entry.dataClass === "internal" ? {} : { dataClass: entry.dataClass }),
  };
}

function counterFrom({ counter }: GaugeEntry): Pick<Gauge, "counter"> {
  if (counter === undefined) return {};
  const { wrapsAt = null, pulse = 1 } = counter === true ? {} : counter;
  return { counter: { wrapsAt, pulse } };
}

function qualityFrom({ quality }: GaugeEntry): Pick<Gauge, "quality"> {
  if (quality === undefined || quality === "off") return quality === undefined ? {} : { quality };
  const { spike, rateOfChange: rate, flatLine: flat } = quality;
  return {
    quality: {
      ...(spike === undefined ? {} : { spike }),
      ...(rate === undefined ? {} : { rateOfChange: { suspect: rate.suspect, fail: rate.fail, overMs: rate.over } }),
      ...(flat === undefined
        ? {}
        : { flatLine: { suspectMs: flat.after, tolerance: flat.tolerance, above: flat.above ?? null } }),
    },
  };
}

function thresholdsFrom({ thresholds }: GaugeEntry): Readonly<Record<string, NamedThreshold>> {
  const set: Record<string, NamedThreshold> = {};
  for (const [name, threshold] of Object.entries(thresholds)) {
    if (threshold === "unset") continue;
    const { value, source, isDemonstration } = threshold;
    set[name] = { value, source, isDemonstration };
  }
  return set;
}
