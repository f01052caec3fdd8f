import type { City } from "../domain/city/city.ts";
import { distanceM } from "../domain/city/distance.ts";
import { type Property, waterProperties } from "../domain/city/property.ts";
import type { GaugeId, StationId } from "../domain/ids.ts";
import type { GaugeReceptions } from "./gauge-receptions.ts";
import type { MonitoredGauge, MonitoredStation } from "./monitored-gauge.ts";
import { rainHour } from "./rain-hour.ts";
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

/** Lays the city out for watching: which rain gauges speak for which stations. */
export function layOutDetector(
  city: City,
  receptions: GaugeReceptions,
  { rainRadiusM }: Pick<BlindSpotSettings, "rainRadiusM">,
): DetectorLayout {
  const stations = new Map<StationId, MonitoredStation>();
  for (const station of city.stations.values()) {
    stations.set(station.id, { station, waterGauges: [], rainGauges: [] });
  }
  const byKey: (MonitoredGauge | undefined)[] = [];
  const byId = new Map<GaugeId, MonitoredGauge>();
  const byProperty = new Map<Property, MonitoredGauge[]>();
  for (const gauge of city.gauges.values()) {
    const reception = receptions.of(gauge.id);
    const station = stations.get(gauge.stationId);
    if (station === undefined || reception === undefined) continue;
    const isRain = gauge.property === "rain";
    const rainedOn: MonitoredStation[] = [];
    const rain = isRain ? rainHour() : null;
    const monitored = { gauge, station, reception, rain, rainedOn };
    byKey[reception.key] = monitored;
    byId.set(gauge.id, monitored);
    // What is simulated for a drill speaks for nothing that is real, and nobody is blind there.
    if (station.station.isExercise === true) continue;
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
    if (station.station.isExercise === true) continue;
    const apartM = distanceM(gauge.station.station, station.station);
    if (apartM > radiusM) continue;
    station.rainGauges.push({ gauge, distanceM: Math.round(apartM) });
    if (station.station.importance >= importantFrom) rainedOn.push(station);
  }
}
