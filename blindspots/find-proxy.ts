import { distanceM } from "../domain/city/distance.ts";
import { propertyUnits } from "../domain/city/property.ts";
import type { ProxyGauge } from "../domain/observations/blind-spot.ts";
import type { MonitoredGauge } from "./monitored-gauge.ts";

/**
 * The nearest gauge of the same property that is live, other than the blind one; by id where two are as near.
 *
 * @param isLive at the same moment
 * @returns null when there is none
 */
export function findProxy(
  blind: MonitoredGauge,
  ofProperty: readonly MonitoredGauge[],
  isLive: (gauge: MonitoredGauge) => boolean,
  now: number,
): ProxyGauge | null {
  let nearest: MonitoredGauge | null = null;
  let nearestM = Number.POSITIVE_INFINITY;
  for (const other of ofProperty) {
    if (other === blind) continue;
    const apartM = distanceM(blind.station.station, other.station.station);
    const isNearer =
      apartM < nearestM || (apartM === nearestM && nearest !== null && other.gauge.id < nearest.gauge.id);
    if (!isNearer || !isLive(other)) continue;
    nearest = other;
    nearestM = apartM;
  }
  const newest = nearest?.reception.recent.kept.findLast(({ observedAt }) => observedAt !== nearest?.reception.heldAt);
  if (nearest === null || newest === undefined) return null;
  const { id, stationId, property } = nearest.gauge;
  return {
    gaugeId: id,
    stationId,
    property,
    distanceM: Math.round(nearestM),
    value: newest.value,
    unit: propertyUnits[property],
    observedAt: newest.observedAt,
    ageMs: Math.max(0, now - newest.observedAt),
  };
}
