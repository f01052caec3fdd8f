import type { City, Gauge, Station } from "../../domain/city/city.ts";
import { distanceM } from "../../domain/city/distance.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { StationId } from "../../domain/ids.ts";
import type { PackedGauge, PackSpan } from "./pack-contents.ts";
import type { PackSource } from "./pack-source.ts";

/** Rain and water this near to a case are put beside it, metres. */
const nearM = 3_000;

/** Neighbouring stations of one case at most: the nearest. */
const mostNeighbours = 4;

/** Observations of one gauge in a pack at most: a reading a second for a day. */
const mostObservations = 90_000;

/** What the gauges of the cases said in the span, and those of their neighbours. */
export async function collectGauges(
  { city, store: { history } }: PackSource,
  cases: readonly Pick<Case, "stationId">[],
  { from, to }: PackSpan,
): Promise<readonly PackedGauge[]> {
  const own = new Set(cases.map(({ stationId }) => stationId));
  const neighbours = new Set([...own].flatMap((id) => neighboursOf(city, id)).filter((id) => !own.has(id)));
  const packed: PackedGauge[] = [];
  for (const gauge of city.gauges.values()) {
    const station = city.stations.get(gauge.stationId);
    const isNeighbour = neighbours.has(gauge.stationId);
    if (station === undefined || !(own.has(gauge.stationId) || (isNeighbour && isWater(gauge)))) continue;
    const observations = await history.range(gauge.id, from, to, mostObservations + 1);
    const isCut = observations.length > mostObservations;
    packed.push({ gauge, station, isNeighbour, isCut, observations: observations.slice(0, mostObservations) });
  }
  return packed.toSorted((a, b) => Number(a.isNeighbour) - Number(b.isNeighbour));
}

/** Stations upstream, and the nearest around. */
function neighboursOf(city: City, id: StationId): readonly StationId[] {
  const here = city.stations.get(id);
  if (here === undefined) return [];
  const near = [...city.stations.values()]
    .filter((station) => station.id !== id && station.isExercise === here.isExercise)
    .map((station: Station) => ({ id: station.id, apartM: distanceM(here, station) }))
    .filter(({ apartM }) => apartM <= nearM)
    .toSorted((a, b) => a.apartM - b.apartM)
    .slice(0, mostNeighbours);
  return [...here.upstream.map(({ stationId }) => stationId), ...near.map((each) => each.id)];
}

function isWater({ property }: Gauge): boolean {
  return property === "rain" || property === "depth" || property === "stage";
}
