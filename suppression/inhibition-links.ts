import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City, Station } from "../domain/city/city.ts";
import { rankOf } from "../domain/city/level.ts";
import type { StationId } from "../domain/ids.ts";
import type { AlarmLocation } from "./alarm-location.ts";
import type { Inhibition } from "./inhibition-schema.ts";

/** An inhibition at one place: sources there explain targets there. Named by its key. */
export interface InhibitionLink {
  readonly key: string;
  readonly inhibition: Inhibition;
}

/** How an alarm takes part in inhibitions. */
export interface AlarmLinks {
  /** Where it explains, from the rank of `minLevel` on. */
  readonly explains: readonly InhibitionLink[];
  /** Where it is explained, up to the rank of `maxLevel`. */
  readonly explainedBy: readonly InhibitionLink[];
}

type InhibitionSubject = Pick<AlarmTransition, "hazard" | "ruleId">;

/** Finds the links of alarms; what lies upstream is worked out once a station. */
export function inhibitionLinks(
  inhibitions: readonly Inhibition[],
  city: City,
): { linksOf(alarm: InhibitionSubject, place: AlarmLocation): AlarmLinks } {
  const upstream = new Map<StationId, readonly StationId[]>();
  const upstreamOf = (station: Station): readonly StationId[] => {
    const known = upstream.get(station.id) ?? allUpstream(station, city);
    upstream.set(station.id, known);
    return known;
  };
  const linksOf = (alarm: InhibitionSubject, place: AlarmLocation): AlarmLinks => ({
    explains: inhibitions.flatMap((inhibition) =>
      fits(inhibition.source, alarm, place) ? sourceKeys(inhibition, place) : [],
    ),
    explainedBy: inhibitions.flatMap((inhibition) =>
      fits(inhibition.target, alarm, place) ? targetKeys(inhibition, place, upstreamOf) : [],
    ),
  });
  return { linksOf };
}

export function minRankOf({ source }: Inhibition): number {
  return rankOf(source.minLevel);
}

export function maxRankOf({ target }: Inhibition): number {
  return rankOf(target.maxLevel);
}

function sourceKeys(inhibition: Inhibition, place: AlarmLocation): readonly InhibitionLink[] {
  const here = inhibition.where === "downstream" ? (place.station?.id ?? null) : samePlace(inhibition, place);
  return here === null ? [] : [linkAt(inhibition, here)];
}

function targetKeys(
  inhibition: Inhibition,
  place: AlarmLocation,
  upstreamOf: (station: Station) => readonly StationId[],
): readonly InhibitionLink[] {
  if (inhibition.where === "downstream") {
    return place.station === null ? [] : upstreamOf(place.station).map((id) => linkAt(inhibition, id));
  }
  const here = samePlace(inhibition, place);
  return here === null ? [] : [linkAt(inhibition, here)];
}

function samePlace({ where }: Inhibition, { station, deviceId, uplinkId }: AlarmLocation): string | null {
  switch (where) {
    case "station":
    case "downstream":
      return station?.id ?? null;
    case "device":
      return deviceId;
    case "gateway":
      return uplinkId;
  }
}

function linkAt(inhibition: Inhibition, place: string): InhibitionLink {
  return { key: `${inhibition.id}|${place}`, inhibition };
}

function fits(
  { hazards, rules, kinds, tags, areas, stations }: Inhibition["source"] | Inhibition["target"],
  { hazard, ruleId }: InhibitionSubject,
  { station, areas: around }: AlarmLocation,
): boolean {
  if (hazards?.includes(hazard) === false) return false;
  if (rules?.includes(ruleId) === false) return false;
  if (areas !== undefined && !around.some((code) => areas.includes(code))) return false;
  if (kinds === undefined && tags === undefined && stations === undefined) return true;
  if (station === null || kinds?.includes(station.kind) === false) return false;
  return tags?.every((tag) => station.tags.includes(tag)) !== false && stations?.includes(station.id) !== false;
}

function allUpstream(station: Station, city: City): readonly StationId[] {
  const found = new Set<StationId>();
  const open = [station];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { stationId } of at.upstream) {
      const above = city.stations.get(stationId);
      if (above === undefined || found.has(stationId) || stationId === station.id) continue;
      found.add(stationId);
      open.push(above);
    }
  }
  return [...found];
}
