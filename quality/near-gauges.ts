import type { City, Gauge } from "../domain/city/city.ts";
import type { GaugeId } from "../domain/ids.ts";

/** Gauges that may speak for a sudden change at another, nearest first. */
export interface Supporters {
  readonly rain: readonly GaugeId[];
  /** Of the same property. */
  readonly alike: readonly GaugeId[];
}

const rainWithinM = 5_000;
const alikeWithinM = 2_000;
const mostOfEach = 8;
const metresPerDegree = 111_320;

/**
 * Rain gauges within 5 km and gauges of the same property within 2 km, the 8 nearest of each: what one shower wets.
 *
 * @param checked gauges that need supporters
 */
export function nearGauges(city: City, checked: readonly Gauge[]): ReadonlyMap<GaugeId, Supporters> {
  const byProperty = Map.groupBy(city.gauges.values(), ({ property }) => property);
  const placed = new Map(
    [...byProperty].map(([property, gauges]) => [
      property,
      gauges.flatMap((gauge) => flatPositionsOf(city, gauge)).sort(northwards),
    ]),
  );
  return new Map(
    checked.map((gauge) => {
      const nearest = (property: Gauge["property"], withinM: number): readonly GaugeId[] =>
        flatPositionsOf(city, gauge).flatMap((own) => nearestTo(own, placed.get(property) ?? [], withinM));
      return [gauge.id, { rain: nearest("rain", rainWithinM), alike: nearest(gauge.property, alikeWithinM) }];
    }),
  );
}

/** A gauge on a flat map of the city, metres: within a few kilometres the error does not matter. */
interface FlatPosition {
  readonly gaugeId: GaugeId;
  readonly northM: number;
  readonly longitude: number;
  /** Of longitude, at its latitude. */
  readonly metresPerDegree: number;
}

function flatPositionsOf(city: City, { id, stationId }: Gauge): readonly FlatPosition[] {
  const station = city.stations.get(stationId);
  if (station === undefined) return [];
  const { latitude, longitude } = station;
  const shrunk = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  return [{ gaugeId: id, northM: latitude * metresPerDegree, longitude, metresPerDegree: shrunk }];
}

function northwards(a: FlatPosition, b: FlatPosition): number {
  return a.northM - b.northM || (a.gaugeId < b.gaugeId ? -1 : 1);
}

/** @param places from south to north, so that only a strip has to be looked at */
function nearestTo(own: FlatPosition, places: readonly FlatPosition[], withinM: number): readonly GaugeId[] {
  const nearest: { readonly gaugeId: GaugeId; readonly farM: number }[] = [];
  for (let index = firstAtOrNorthOf(places, own.northM - withinM); index < places.length; index++) {
    const { gaugeId, northM, longitude } = places[index] as FlatPosition;
    if (northM > own.northM + withinM) break;
    const farM = Math.hypot(northM - own.northM, (longitude - own.longitude) * own.metresPerDegree);
    if (farM > withinM || gaugeId === own.gaugeId) continue;
    if (nearest.length === mostOfEach && farM >= (nearest[mostOfEach - 1]?.farM ?? 0)) continue;
    const place = nearest.findLastIndex((each) => each.farM <= farM) + 1;
    nearest.splice(place, 0, { gaugeId, farM });
    if (nearest.length > mostOfEach) nearest.pop();
  }
  return nearest.map(({ gaugeId }) => gaugeId);
}

function firstAtOrNorthOf(places: readonly FlatPosition[], northM: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] as FlatPosition).northM < northM) low = middle + 1;
    else high = middle;
  }
  return low;
}
