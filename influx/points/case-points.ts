import type { AlarmTransition } from "../../domain/alarm.ts";
import type { Case } from "../../domain/case.ts";
import { rankOf } from "../../domain/level.ts";
import type { Warning } from "../../domain/warning.ts";
import { type Fields, line, seriesKey, type Tags } from "./line-protocol.ts";
import { type CityPlaces, namesOf } from "./places.ts";

const flag = (is: boolean): number => (is ? 1 : 0);

/** Point of `case_state` or `case_open`. @param now our clock, for the age of a case that is still open */
export function casePoint(
  measurement: "case_state" | "case_open",
  of: Case,
  { places, at, now }: { readonly places: CityPlaces; readonly at: number | string; readonly now: number },
): string | null {
  const place = places.byStation.get(of.stationId);
  const unit = places.city.units.get(of.unitId);
  const tags: Tags = { district: places.districtOf(of.areaCode), hazard: of.hazard, station: of.stationId };
  const fields: Fields = {
    caseId: of.id,
    state: of.state,
    level: rankOf(of.level),
    peakLevel: rankOf(of.peakLevel),
    revision: of.revision,
    openedAtMs: of.openedAt,
    ageMs: Math.max(0, (of.closedAt ?? now) - of.openedAt),
    open: flag(of.state !== "closed"),
    late: flag(of.isLate),
    titleZh: of.title.zh,
    titleEn: of.title.en,
    unit: of.unitId,
    unitZh: unit?.name.zh,
    unitEn: unit?.name.en,
    ...place?.fields,
  };
  return line(seriesKey(measurement, tags), fields, at);
}

/** Point of `warning_state` or `warning_open`. @param now our clock, for its age */
export function warningPoint(
  measurement: "warning_state" | "warning_open",
  of: Warning,
  { places, at, now }: { readonly places: CityPlaces; readonly at: number | string; readonly now: number },
): string | null {
  const area = places.city.areas.get(of.areaCode);
  const fields: Fields = {
    warningId: of.id,
    state: of.state,
    level: rankOf(of.level),
    revision: of.revision,
    draftedAtMs: of.draftedAt,
    ageMs: Math.max(0, (of.liftedAt ?? now) - of.draftedAt),
    open: flag(of.state !== "lifted"),
    cases: Object.keys(of.cases).length,
    titleZh: of.title.zh,
    titleEn: of.title.en,
    areaZh: area?.name.zh,
    areaEn: area?.name.en,
  };
  return line(seriesKey(measurement, { area: of.areaCode, hazard: of.hazard }), fields, at);
}

/** Point of `alarm`. */
export function alarmPoint(of: AlarmTransition, places: CityPlaces, at: string): string | null {
  const { target } = of;
  const place = target.kind === "area" ? undefined : places.byStation.get(target.stationId);
  const tags: Tags = {
    area: target.kind === "area" ? target.areaCode : undefined,
    district: target.kind === "area" ? places.districtOf(target.areaCode) : place?.district?.code,
    effect: of.effect,
    gauge: target.kind === "gauge" ? target.gaugeId : undefined,
    hazard: of.hazard,
    rule: of.ruleId,
    station: target.kind === "area" ? undefined : target.stationId,
  };
  const fields: Fields = {
    level: rankOf(of.to),
    levelBefore: rankOf(of.from),
    signal: of.signal,
    peakSignal: of.peakSignal,
    limit: of.limit,
    unit: of.unit,
    cause: of.cause,
    delayMs: of.receivedAt - of.at,
    late: flag(of.isLate),
    titleZh: of.title.zh,
    titleEn: of.title.en,
    ...(place === undefined ? {} : namesOf(place)),
  };
  return line(seriesKey("alarm", tags), fields, at);
}
