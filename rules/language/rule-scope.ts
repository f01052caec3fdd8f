import type { City, Gauge, Station } from "../../domain/city/city.ts";
import type { AreaCode, GaugeId, StationId } from "../../domain/ids.ts";
import type { Rule } from "./rule-schema.ts";

/** Gauges of the city that everything in the rule's `applies` fits, in the city's order. */
export function gaugesInScope({ applies }: Rule, city: City): readonly Gauge[] {
  const found: Gauge[] = [];
  for (const gauge of city.gauges.values()) {
    const station = city.stations.get(gauge.stationId);
    if (station === undefined) continue;
    if (!applies.kind.includes(station.kind)) continue;
    if (applies.property !== undefined && gauge.property !== applies.property) continue;
    if (applies.tags?.every((tag) => station.tags.includes(tag)) === false) continue;
    if (applies.areas?.some((area) => isWithin(city, station, area)) === false) continue;
    if (applies.ids?.some((id) => names(id, gauge)) === false) continue;
    found.push(gauge);
  }
  return found;
}

/** Ids and areas the rule names that are nowhere in the city, or watch nothing; with what was wanted of each. */
export function strayNames(
  { applies }: Rule,
  city: City,
  inScope: readonly Gauge[],
): readonly { readonly path: readonly (string | number)[]; readonly message: string }[] {
  const strayIds = (applies.ids ?? []).flatMap((id, index) => {
    const path = ["applies", "ids", index];
    const isKnown = city.gauges.has(id as GaugeId) || city.stations.has(id as StationId);
    if (!isKnown) return [{ path, message: `a gauge or station of the city, got ${id}` }];
    if (inScope.some((gauge) => names(id, gauge))) return [];
    return [{ path, message: `a gauge or station that the rest of applies fits, got ${id}` }];
  });
  const strayAreas = (applies.areas ?? []).flatMap((area, index) =>
    city.areas.has(area as AreaCode)
      ? []
      : [{ path: ["applies", "areas", index], message: `an area of the city, got ${area}` }],
  );
  return [...strayIds, ...strayAreas];
}

function names(id: string, gauge: Gauge): boolean {
  return id === gauge.id || id === gauge.stationId;
}

function isWithin(city: City, station: Station, code: string): boolean {
  for (let area = city.areas.get(station.areaCode); area !== undefined; ) {
    if (area.code === code) return true;
    area = area.parent === null ? undefined : city.areas.get(area.parent);
  }
  return false;
}
