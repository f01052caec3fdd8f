import type { AlarmTarget } from "../../../domain/alarms/alarm.ts";
import type { Hazard } from "../../../domain/city/hazard.ts";
import type { Level } from "../../../domain/city/level.ts";
import type { AreaCode, StationId, UnitId } from "../../../domain/ids.ts";
import type { Said } from "../../../domain/text.ts";
import { inLanguage } from "../../../locales/fill.ts";
import { hazardNames, levelNames } from "../../../locales/names.ts";
import type { CsvContext } from "../csv-table.ts";

export function levelCell(level: Level | null, { language }: CsvContext): string | null {
  return level === null ? null : levelNames[level][language];
}

export function hazardCell(hazard: Hazard, { language }: CsvContext): string {
  return hazardNames[hazard][language];
}

/** Null for a station that is no longer in the city. */
export function stationName(id: StationId | null, { city, language }: CsvContext): string | null {
  return (id === null ? null : city.stations.get(id)?.name[language]) ?? null;
}

export function areaName(code: AreaCode | null, { city, language }: CsvContext): string | null {
  return (code === null ? null : city.areas.get(code)?.name[language]) ?? null;
}

export function unitName(id: UnitId, { city, language }: CsvContext): string | null {
  return city.units.get(id)?.name[language] ?? null;
}

/** What an alarm is at, each in a column of its own. */
export function placeOf(target: AlarmTarget) {
  return {
    gauge: target.kind === "gauge" ? target.gaugeId : null,
    station: target.kind === "area" ? null : target.stationId,
    area: target.kind === "area" ? target.areaCode : null,
  };
}

export function saidCell(said: Said | undefined, { language }: CsvContext): string | null {
  return said === undefined ? null : inLanguage(said, language);
}
