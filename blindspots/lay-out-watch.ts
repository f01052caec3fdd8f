import type { City } from "../domain/city/city.ts";
import type { Property } from "../domain/city/property.ts";
import { HubError } from "../domain/errors.ts";
import type { GaugeId, GaugeKey, StationId } from "../domain/ids.ts";
import { distanceM } from "./distance.ts";
import { rainHour } from "./rain-hour.ts";
import { recentReadings } from "./recent-readings.ts";
import type { WatchSettings } from "./settings.ts";
import { type WatchedGauge, type WatchedStation, waterProperties } from "./watched-gauge.ts";

/** Importance from which nobody may be blind in the rain. */
export const importantFrom = 2;

export interface WatchLayout {
  /** By gauge key, with holes. */
  readonly byKey: readonly (WatchedGauge | undefined)[];
  readonly byId: ReadonlyMap<GaugeId, WatchedGauge>;
  readonly stations: ReadonlyMap<StationId, WatchedStation>;
  readonly byProperty: ReadonlyMap<Property, readonly WatchedGauge[]>;
}

/**
 * Lays the city out for watching: which rain gauges speak for which stations.
 *
 * @throws {HubError} `rules.gauge_without_key`
 */
export function layOutWatch(
  city: City,
  keys: ReadonlyMap<GaugeId, GaugeKey>,
  { suspectWindow, rainRadiusM }: WatchSettings,
): WatchLayout {
  const stations = new Map<StationId, WatchedStation>();
  for (const station of city.stations.values()) {
    stations.set(station.id, { station, waterGauges: [], rainGauges: [] });
  }
  const byKey: (WatchedGauge | undefined)[] = [];
  const byId = new Map<GaugeId, WatchedGauge>();
  const byProperty = new Map<Property, WatchedGauge[]>();
  for (const gauge of city.gauges.values()) {
    const key = keys.get(gauge.id);
    const station = stations.get(gauge.stationId);
    if (station === undefined) continue;
    if (key === undefined) throw withoutKey(gauge.id);
    const isRain = gauge.property === "rain";
    const rainedOn: WatchedStation[] = [];
    const recent = recentReadings(suspectWindow);
    const rain = isRain ? rainHour() : null;
    const watched = { key, gauge, station, recent, rain, rainedOn, amended: new Map(), heardAt: null };
    byKey[key] = watched;
    byId.set(gauge.id, watched);
    byProperty.set(gauge.property, [...(byProperty.get(gauge.property) ?? []), watched]);
    if (waterProperties.has(gauge.property)) station.waterGauges.push(watched);
    if (isRain) joinRain(watched, rainedOn, stations.values(), rainRadiusM);
  }
  for (const { rainGauges } of stations.values()) {
    rainGauges.sort((a, b) => a.distanceM - b.distanceM || (a.gauge.gauge.id < b.gauge.gauge.id ? -1 : 1));
  }
  return { byKey, byId, stations, byProperty };
}

function joinRain(
  gauge: WatchedGauge,
  rainedOn: WatchedStation[],
  stations: Iterable<WatchedStation>,
  radiusM: number,
): void {
  for (const station of stations) {
    const apartM = distanceM(gauge.station.station, station.station);
    if (apartM > radiusM) continue;
    station.rainGauges.push({ gauge, distanceM: Math.round(apartM) });
    if (station.station.importance >= importantFrom) rainedOn.push(station);
  }
}

function withoutKey(id: GaugeId): HubError {
  return new HubError(
    "rules.gauge_without_key",
    `Cannot watch the city as every gauge must have its key: got none for ${id}; register the city's gauges first`,
  );
}
