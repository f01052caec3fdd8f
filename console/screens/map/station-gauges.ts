import { type Level, levelOfRank } from "../../../domain/city/level.ts";
import { waterProperties } from "../../../domain/city/property.ts";
import { type Look, lookOf } from "../../../locales/looks.ts";
import type { Catalogue } from "../../api/wire.ts";
import { type Columns, type GaugeNow, gaugeNow } from "../../live/columns.ts";

/** A gauge as the picture has it. */
export interface GaugeSeen {
  readonly gauge: Catalogue["gauges"][number];
  readonly now: GaugeNow;
  readonly look: Look;
}

/** A station as the picture has it. */
export interface PlaceSeen {
  /** In the catalogue's stations. */
  readonly place: number;
  readonly station: Catalogue["stations"][number];
  readonly level: Level | null;
  readonly look: Look;
  /** What is to be read first there, and the others after it. */
  readonly gauges: readonly GaugeSeen[];
}

const byStation = new WeakMap<Catalogue, ReadonlyMap<number, readonly number[]>>();

/** Gauges of each station, as places in the catalogue. */
function gaugesOf(known: Catalogue): ReadonlyMap<number, readonly number[]> {
  const kept = byStation.get(known);
  if (kept !== undefined) return kept;
  const made = new Map<number, number[]>();
  for (const [place, { station }] of known.gauges.entries()) {
    const there = made.get(station);
    if (there === undefined) made.set(station, [place]);
    else there.push(place);
  }
  byStation.set(known, made);
  return made;
}

/** A station with its gauges, the one that matters most first: gravest, then water, then as the city lists them. */
export function seePlace(place: number, columns: Columns, known: Catalogue): PlaceSeen | null {
  const station = known.stations[place];
  if (station === undefined) return null;
  const gauges = (gaugesOf(known).get(place) ?? [])
    .flatMap((at) => {
      const gauge = known.gauges[at];
      if (gauge === undefined) return [];
      const now = gaugeNow(columns, at, known);
      return [{ gauge, now, look: lookOf(now.state, now.level) }];
    })
    .toSorted((a, b) => b.look.rank - a.look.rank || Number(isWater(b)) - Number(isWater(a)));
  const level = levelOfRank(columns.stationLevels[place] ?? 0);
  const state = gauges.find(({ look }) => look.tone === "unknown")?.now.state ?? gauges[0]?.now.state ?? "silent";
  return { place, station, level, look: lookOf(state, level), gauges };
}

function isWater({ gauge }: GaugeSeen): boolean {
  return waterProperties.has(gauge.property);
}

/** Stations with an alarm, gravest first, then the more important. */
export function placesInAlarm({ stationLevels }: Pick<Columns, "stationLevels">, known: Catalogue): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < stationLevels.length; place++) if ((stationLevels[place] ?? 0) > 0) places.push(place);
  return places.sort(
    (a, b) =>
      (stationLevels[b] ?? 0) - (stationLevels[a] ?? 0) ||
      (known.stations[b]?.importance ?? 0) - (known.stations[a]?.importance ?? 0) ||
      a - b,
  );
}
