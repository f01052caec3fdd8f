import type { City, Gauge, Station } from "../../domain/city/city.ts";
import type { Rule } from "./rule-schema.ts";

/** Gauges of the city that everything in the rule's `applies` fits, in the city's order. */
export function gaugesInScope({ applies, condition }: Rule, city: City): readonly Gauge[] {
  const found: Gauge[] = [];
  for (const gauge of city.gauges.values()) {
    const station = city.stations.get(gauge.stationId);
    if (station === undefined) continue;
    if (!applies.kind.includes(station.kind)) continue;
    // Between drills their gauges are silent, which is nothing to be told of.
    if (condition.kind === "silence" && station.isExercise === true) continue;
    if (applies.property !== undefined && gauge.property !== applies.property) continue;
    if (applies.tags?.every((tag) => station.tags.includes(tag)) === false) continue;
    if (applies.areas?.some((area) => isWithin(city, station, area)) === false) continue;
    if (applies.ids?.some((id) => isNamed(id, gauge)) === false) continue;
    found.push(gauge);
  }
  return found;
}

/** Whether `applies.ids` means a gauge by `id`: its own, or its station's. */
export function isNamed(id: string, gauge: Gauge): boolean {
  return id === gauge.id || id === gauge.stationId;
}

function isWithin(city: City, station: Station, code: string): boolean {
  for (let area = city.areas.get(station.areaCode); area !== undefined; ) {
    if (area.code === code) return true;
    area = area.parent === null ? undefined : city.areas.get(area.parent);
  }
  return false;
}
