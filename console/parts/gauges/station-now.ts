import { distanceM, type GeoPosition } from "../../../domain/city/distance.ts";
import { type Level, levelOfRank, worse } from "../../../domain/city/level.ts";
import { type Property, waterProperties } from "../../../domain/city/property.ts";
import type { GaugeState } from "../../../domain/observations/gauge-state.ts";
import { type Look, lookOf } from "../../../locales/looks.ts";
import type { Catalogue } from "../../api/wire.ts";
import { type Columns, type GaugeNow, gaugeNow } from "../../live/columns.ts";

export type CatalogueStation = Catalogue["stations"][number];
export type CatalogueGauge = Catalogue["gauges"][number];

/** A gauge with its place in the columns and what it shows now. */
export interface GaugeShown {
  readonly place: number;
  readonly gauge: CatalogueGauge;
  readonly now: GaugeNow;
}

/** A station as it stands now. */
export interface StationNow {
  readonly place: number;
  readonly station: CatalogueStation;
  readonly look: Look;
  /** The one to show first: the gravest, else of water; null for a station without gauges. */
  readonly main: GaugeShown | null;
}

const kept = new WeakMap<Catalogue, ReadonlyMap<number, readonly number[]>>();

/** Places of gauges by the place of their station. */
function gaugesByStation(catalogue: Catalogue): ReadonlyMap<number, readonly number[]> {
  const known = kept.get(catalogue);
  if (known !== undefined) return known;
  const made = Map.groupBy(catalogue.gauges.keys(), (place) => catalogue.gauges[place]?.station ?? -1);
  kept.set(catalogue, made);
  return made;
}

export function gaugesAt(catalogue: Catalogue, columns: Columns, station: number): readonly GaugeShown[] {
  return (gaugesByStation(catalogue).get(station) ?? []).flatMap((place) => {
    const gauge = catalogue.gauges[place];
    return gauge === undefined ? [] : [{ place, gauge, now: gaugeNow(columns, place, catalogue) }];
  });
}

/** Least believed first. */
const worstFirst: readonly GaugeState[] = ["silent", "unusable", "stale", "suspect", "maintenance", "live"];

export function stationNow(catalogue: Catalogue, columns: Columns, place: number): StationNow | null {
  const station = catalogue.stations[place];
  if (station === undefined) return null;
  const gauges = gaugesAt(catalogue, columns, place);
  const own = gauges.reduce<Level | null>((worst, { now }) => worse(worst, now.level), null);
  const level = worse(own, levelOfRank(columns.stationLevels[place] ?? 0));
  const state = worstFirst.find((each) => gauges.some(({ now }) => now.state === each)) ?? "live";
  return { place, station, look: lookOf(state, level), main: mainOf(gauges) };
}

function mainOf(gauges: readonly GaugeShown[]): GaugeShown | null {
  const rank = ({ gauge, now }: GaugeShown): number => {
    const isWater = waterProperties.has(gauge.property) || gauge.property === "rain";
    return 10 * lookOf("live", now.level).rank + (isWater ? 2 : 0) + (now.state === "live" ? 1 : 0);
  };
  return gauges.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}

/** Gravest first; then by name, so that rows keep their places. */
export function byGravity(a: StationNow, b: StationNow): number {
  return b.look.rank - a.look.rank || b.station.importance - a.station.importance || a.place - b.place;
}

/** A station and how far it is. */
export interface StationNear {
  readonly place: number;
  readonly metres: number;
}

/** Stations around one, nearest first. */
export function stationsNear(
  { stations }: Catalogue,
  from: number,
  { withinM, most }: { readonly withinM: number; readonly most: number },
): readonly StationNear[] {
  const here = stations[from];
  if (here === undefined) return [];
  return stations
    .map((station, place) => ({ place, metres: metresApart(here, station) }))
    .filter(({ place, metres }) => place !== from && metres <= withinM)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, most);
}

/** Where a station stands; null where the reader may not know. */
export function positionOf({ longitude, latitude }: CatalogueStation): GeoPosition | null {
  return longitude === null || latitude === null ? null : { longitude, latitude };
}

/** Infinite where the reader may not know where one of them stands. */
function metresApart(a: CatalogueStation, b: CatalogueStation): number {
  const [from, to] = [positionOf(a), positionOf(b)];
  return from === null || to === null ? Number.POSITIVE_INFINITY : distanceM(from, to);
}

/** The nearest gauge of a property, those of the place itself included; null for none so near. */
export function nearestGauge(
  catalogue: Catalogue,
  from: number,
  { property, withinM }: { readonly property: Property; readonly withinM: number },
): { readonly place: number; readonly gauge: CatalogueGauge; readonly metres: number } | null {
  const stations = [{ place: from, metres: 0 }, ...stationsNear(catalogue, from, { withinM, most: 5_000 })];
  for (const { place: station, metres } of stations) {
    for (const place of gaugesByStation(catalogue).get(station) ?? []) {
      const gauge = catalogue.gauges[place];
      if (gauge?.property === property) return { place, gauge, metres };
    }
  }
  return null;
}
