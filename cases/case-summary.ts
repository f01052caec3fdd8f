import { areaNames } from "../domain/city/area-names.ts";
import type { City } from "../domain/city/city.ts";
import type { Case, CaseSummary } from "../domain/governance/case.ts";
import { sameInBoth } from "../domain/text.ts";

/** The case with the names of what it refers to by id; an id stands for itself where the city has no such thing now. */
export function summarizeCase({ activeAlarms: _, marks: __, ...facts }: Case, city: City): CaseSummary {
  const station = city.stations.get(facts.stationId);
  const unit = city.units.get(facts.unitId);
  return {
    ...facts,
    stationName: station?.name ?? sameInBoth(facts.stationId),
    place: station === undefined ? null : { longitude: station.longitude, latitude: station.latitude },
    ...areaNames(city, facts.areaCode),
    unitName: unit?.name ?? sameInBoth(facts.unitId),
    link: `/api/v1/cases/${facts.id}`,
  };
}
