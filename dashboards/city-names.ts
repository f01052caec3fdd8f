import type { City, Gauge, Station, StationKind } from "../domain/city/city.ts";
import type { Property } from "../domain/city/property.ts";
import type { Language } from "../domain/text.ts";
import { propertyNames } from "../locales/names.ts";

/** What a series or a cell with this id is called. */
export interface DisplayName {
  readonly id: string;
  readonly name: string;
}

/** Stations in the order of the city folder, all or of one kind. */
export function stationNames(city: City, language: Language, kind?: StationKind): readonly DisplayName[] {
  return [...city.stations.values()]
    .filter((station) => kind === undefined || station.kind === kind)
    .map((station) => ({ id: station.id, name: station.name[language] }));
}

/** Gauges of one property by their station's name, with what tells them apart where a station has several. */
export function gaugeNames(city: City, language: Language, property?: Property): readonly DisplayName[] {
  const gauges = [...city.gauges.values()].filter((gauge) => property === undefined || gauge.property === property);
  const byStation = Map.groupBy(gauges, ({ stationId }) => stationId);
  return gauges.map((gauge) => {
    const station = city.stations.get(gauge.stationId);
    const name = nameOf(station, language) ?? gauge.stationId;
    const own = nameAmong(gauge, byStation.get(gauge.stationId) ?? [], language);
    return { id: gauge.id, name: own === "" ? name : `${name} · ${own}` };
  });
}

/** What it measures; where another at the station measures the same, also its id there. */
function nameAmong(gauge: Gauge, siblings: readonly Gauge[], language: Language): string {
  if (siblings.length < 2) return "";
  const words = propertyNames[gauge.property][language];
  const twins = siblings.filter(({ property }) => property === gauge.property);
  return twins.length < 2 ? words : `${words} ${lastPart(gauge)}`;
}

export function districtNames(city: City, language: Language): readonly DisplayName[] {
  return [...city.areas.values()]
    .filter((area) => area.kind === "district")
    .map((area) => ({ id: area.code, name: area.name[language] }));
}

/** Rest of a WHERE clause that keeps observations of a property to one kind of station; empty where it needs none. */
export function atKind(city: City, property: Property, kind: StationKind): string {
  const stations = [...city.gauges.values()]
    .filter((gauge) => gauge.property === property)
    .map((gauge) => city.stations.get(gauge.stationId))
    .filter((station) => station !== undefined);
  if (stations.every((station) => station.kind === kind)) return "";
  const ids = stations.filter((station) => station.kind === kind).map((station) => RegExp.escape(station.id));
  return ` AND "station" =~ /^(${[...new Set(ids)].join("|")})$/`;
}

function nameOf(station: Station | undefined, language: Language): string | undefined {
  return station?.name[language];
}

function lastPart(gauge: Gauge): string {
  return gauge.id.startsWith(`${gauge.stationId}.`) ? gauge.id.slice(gauge.stationId.length + 1) : gauge.id;
}
