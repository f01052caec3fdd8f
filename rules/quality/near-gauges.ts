import type { City, Gauge, Station } from "../../domain/city.ts";
import type { GaugeId } from "../../domain/ids.ts";

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
 * Rain gauges within 5 km and gauges of the same property within 2 km, 8 of each at most: what one shower wets. Those of
 * the same station come first.
 *
 * @param watched gauges that want supporters
 */
export function nearGauges(city: City, watched: readonly Gauge[]): ReadonlyMap<GaugeId, Supporters> {
  const placed = [...city.gauges.values()].flatMap((gauge) => {
    const station = city.stations.get(gauge.stationId);
    return station === undefined ? [] : [{ gauge, station }];
  });
  placed.sort((a, b) => a.station.latitude - b.station.latitude);
  return new Map(watched.map((gauge) => [gauge.id, supportersOf(gauge, city.stations.get(gauge.stationId), placed)]));
}

interface Placed {
  readonly gauge: Gauge;
  readonly station: Station;
}

/** @param placed from south to north, so that only a strip has to be looked at */
function supportersOf(own: Gauge, station: Station | undefined, placed: readonly Placed[]): Supporters {
  if (station === undefined) return { rain: [], alike: [] };
  const southernmost = station.latitude - rainWithinM / metresPerDegree;
  const northernmost = station.latitude + rainWithinM / metresPerDegree;
  const near: { readonly gauge: Gauge; readonly distanceM: number }[] = [];
  for (let index = firstAtOrNorthOf(placed, southernmost); index < placed.length; index++) {
    const { gauge, station: other } = placed[index] as Placed;
    if (other.latitude > northernmost) break;
    const isWanted = gauge.property === "rain" || gauge.property === own.property;
    if (isWanted && gauge.id !== own.id) near.push({ gauge, distanceM: distanceM(station, other) });
  }
  near.sort((a, b) => a.distanceM - b.distanceM || (a.gauge.id < b.gauge.id ? -1 : 1));
  const nearest = (property: string, withinM: number): readonly GaugeId[] =>
    near
      .filter(({ gauge, distanceM: far }) => gauge.property === property && far <= withinM)
      .slice(0, mostOfEach)
      .map(({ gauge }) => gauge.id);
  return { rain: nearest("rain", rainWithinM), alike: nearest(own.property, alikeWithinM) };
}

function firstAtOrNorthOf(placed: readonly Placed[], latitude: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((placed[middle] as Placed).station.latitude < latitude) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Flat earth: within a few kilometres nobody sees the difference. */
function distanceM(a: Station, b: Station): number {
  const north = (b.latitude - a.latitude) * metresPerDegree;
  const east = (b.longitude - a.longitude) * metresPerDegree * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}
