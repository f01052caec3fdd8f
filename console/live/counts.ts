import { levelOfRank } from "../../domain/city/level.ts";
import type { GaugeState } from "../../domain/observations/gauge-state.ts";
import { type Look, lookOf } from "../../locales/looks.ts";
import type { Catalogue } from "../api/wire.ts";
import { hiddenCode } from "../map/city-map.ts";
import type { Columns } from "./columns.ts";

/** How many gauges can be believed, and how many stations stand at each level; of one picture. */
export interface CityCounts {
  readonly gauges: number;
  readonly believed: number;
  /** Neither believed nor under maintenance. */
  readonly unknown: number;
  /** Stations by the gravest alarm there, 0 none to 4 red. */
  readonly stationsByLevel: readonly number[];
}

/** What is counted of a catalogue. */
interface Counted extends Pick<Catalogue, "states"> {
  readonly gauges: readonly { readonly station: number }[];
  readonly stations: readonly { readonly isExercise?: true | undefined }[];
}

/** Stations of drills are in no count: nobody is blind there. */
export function countCity(
  { states, stationLevels }: Pick<Columns, "states" | "stationLevels">,
  of: Counted,
): CityCounts {
  const byState = new Array<number>(of.states.length).fill(0);
  let gauges = 0;
  for (const [place, { station }] of of.gauges.entries()) {
    if (of.stations[station]?.isExercise === true) continue;
    const state = states[place] ?? 0;
    byState[state] = (byState[state] ?? 0) + 1;
    gauges += 1;
  }
  const countOf = (state: GaugeState): number => byState[of.states.indexOf(state)] ?? 0;
  const stationsByLevel = [0, 0, 0, 0, 0];
  for (const [place, level] of stationLevels.entries()) {
    if (of.stations[place]?.isExercise !== true) stationsByLevel[level] = (stationsByLevel[level] ?? 0) + 1;
  }
  const believed = countOf("live");
  const unknown = gauges - believed - countOf("maintenance");
  return { gauges, believed, unknown, stationsByLevel };
}

/** Gravest first of what a gauge can be short of believed: worst a station can be without an alarm. */
const worstFirst: readonly GaugeState[] = ["silent", "unusable", "stale", "suspect", "maintenance", "live"];

/** State of each station: of its least believed gauge, as a place in `worstFirst`. */
function stationStates(columns: Columns, { gauges, stations, states }: Catalogue): Uint8Array {
  const worst = new Uint8Array(stations.length).fill(worstFirst.indexOf("live"));
  const order = states.map((state) => worstFirst.indexOf(state));
  for (const [place, { station }] of gauges.entries()) {
    const rank = order[columns.states[place] ?? 0] ?? 0;
    if (rank < (worst[station] ?? 0)) worst[station] = rank;
  }
  return worst;
}

/** Looks that a station can have, and the one of each station now. */
export interface StationLooks {
  readonly looks: readonly Look[];
  readonly codes: Uint8Array;
}

const stationLookTable: readonly Look[] = [0, 1, 2, 3, 4].flatMap((rank) =>
  worstFirst.map((state) => lookOf(state, levelOfRank(rank))),
);

/**
 * Writes the look of each station into `codes`. One of drills has none but where an alarm is up there, and one that the reader
 * may not know the place of has none.
 */
export function lookAtStations(columns: Columns, catalogue: Catalogue, codes: Uint8Array): StationLooks {
  const states = stationStates(columns, catalogue);
  for (let place = 0; place < codes.length; place++) {
    const rank = columns.stationLevels[place] ?? 0;
    const station = catalogue.stations[place];
    const isDrawn = station?.longitude !== null && (station?.isExercise !== true || rank > 0);
    codes[place] = isDrawn ? rank * worstFirst.length + (states[place] ?? 0) : hiddenCode;
  }
  return { looks: stationLookTable, codes };
}
