import { areaNames } from "../domain/city/area-names.ts";
import type { City } from "../domain/city/city.ts";
import { contactOfStation, geoPointOf } from "../domain/city/contact.ts";
import { caseClassOf } from "../domain/city/policies/case-routes.ts";
import type { Case, CaseSummary } from "../domain/governance/case.ts";
import { sameInBoth } from "../domain/text.ts";
import { caseStateNames } from "../locales/case-moves.ts";
import { hazardNames, levelNames } from "../locales/names.ts";

/** The case with the names of what it refers to by id; an id stands for itself where the city has no such thing now. */
export function summarizeCase(openCase: Case, city: City): CaseSummary {
  const {
    activeAlarms: _,
    advices: __,
    titleLevel: ___,
    marks: ____,
    liveLevels: _____,
    livePeak: ______,
    clearSinceAt: _______,
    clearedBy: ________,
    isClearUnproven: _________,
    ...facts
  } = openCase;
  const station = city.stations.get(facts.stationId);
  const unit = city.units.get(facts.unitId);
  return {
    ...facts,
    stateName: caseStateNames[facts.state],
    className: caseClassOf(city, facts.caseClass)?.name ?? null,
    hazardName: hazardNames[facts.hazard],
    levelName: facts.level === null ? null : levelNames[facts.level],
    peakLevelName: levelNames[facts.peakLevel],
    stationName: station?.name ?? sameInBoth(facts.stationId),
    place: station === undefined ? null : geoPointOf(station),
    ...areaNames(city, facts.areaCode),
    unitName: unit?.name ?? sameInBoth(facts.unitId),
    unitPhone: station?.unitId === facts.unitId ? contactOfStation(city, station).unitPhone : (unit?.phone ?? null),
    link: `/api/v1/cases/${facts.id}`,
  };
}
