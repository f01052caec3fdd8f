import type { City } from "../domain/city/city.ts";
import type { Property } from "../domain/city/property.ts";
import { HubError } from "../domain/errors.ts";
import type { GaugeId, GaugeKey, StationId } from "../domain/ids.ts";
import { blindSpotTexts } from "../locales/blindspots.ts";
import { fill } from "../locales/fill.ts";
import { distanceM } from "./distance.ts";
import { type MonitoredGauge, type MonitoredStation, waterProperties } from "./monitored-gauge.ts";
import { rainHour } from "./rain-hour.ts";
import { recentObservations } from "./recent-observations.ts";
import type { BlindSpotSettings } from "./settings.ts";

/** Importance from which nobody may be blind in the rain. */
const importantFrom = 2;

export interface DetectorLayout {
  /** By gauge key, with holes. */
  readonly byKey: readonly (MonitoredGauge | undefined)[];
  readonly byId: ReadonlyMap<GaugeId, MonitoredGauge>;
  readonly stations: ReadonlyMap<StationId, MonitoredStation>;
  readonly byProperty: ReadonlyMap<Property, readonly MonitoredGauge[]>;
}

/**
 * Lays the city out for watching: which rain gauges speak for which stations.
 *
 * @throws {HubError} `rules.gauge_without_key`
 */
export function layOutDetector(
  city: City,
  keys: ReadonlyMap<GaugeId, GaugeKey>,
  { suspectWindow, rainRadiusM }: BlindSpotSettings,
): DetectorLayout {
  const stations = new Map<StationId, MonitoredStation>();
  for (const station of city.stations.values()) {
    stations.set(station.id, { station, waterGauges: [], rainGauges: [] });
  }
  const byKey: (MonitoredGauge | undefined)[] = [];
  const byId = new Map<GaugeId, MonitoredGauge>();
  const byProperty = new Map<Property, MonitoredGauge[]>();
  for (const gauge of city.gauges.values()) {
    const key = keys.get(gauge.id);
    const station = stations.get(gauge.stationId);
    if (station === undefined) continue;
    if (key === undefined) throw withoutKey(gauge.id);
    const isRain = gauge.property === "rain";
    const rainedOn: MonitoredStation[] = [];
    const recent = recentObservations(suspectWindow);
    const rain = isRain ? rainHour() : null;
    const monitored = { key, gauge, station, recent, rain, rainedOn, amended: new Map(), heardAt: null };
    byKey[key] = monitored;
    byId.set(gauge.id, monitored);
    byProperty.set(gauge.property, [...(byProperty.get(gauge.property) ?? []), monitored]);
    if (waterProperties.has(gauge.property)) station.waterGauges.push(monitored);
    if (isRain) joinRain(monitored, rainedOn, stations.values(), rainRadiusM);
  }
  for (const { rainGauges } of stations.values()) {
    rainGauges.sort((a, b) => a.distanceM - b.distanceM || (a.gauge.gauge.id < b.gauge.gauge.id ? -1 : 1));
  }
  return { byKey, byId, stations, byProperty };
}

function joinRain(
  gauge: MonitoredGauge,
  rainedOn: MonitoredStation[],
  stations: Iterable<MonitoredStation>,
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
  return new HubError("rules.gauge_without_key", fill(blindSpotTexts["gauge-without-key"], { gauge: id }));
}
