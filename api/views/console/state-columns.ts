import type { City } from "../../../domain/city/city.ts";
import { rankOf } from "../../../domain/city/level.ts";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import { isJudged } from "../../../domain/observations/quality.ts";
import type { LatestValues } from "../../../store/ports.ts";
import type { ActiveAlarm, SuppressionView } from "../../ports.ts";
import { cityIndex } from "./city-index.ts";

/**
 * Every gauge of a city in columns, each in the order of the catalogue. Bytes are codes: of `states` their place in
 * `gaugeStates`, of levels 0 for none and 1 to 4 for blue to red.
 */
export interface StateColumns {
  readonly states: Uint8Array;
  /** Of the gravest alarm at the gauge itself. */
  readonly levels: Uint8Array;
  /** The newest judged value, canonical unit; NaN for none. It tells of now only where the state is `live`. */
  readonly values: Float64Array;
  /** Observation time of it, ms since 1970; NaN for none. */
  readonly observedAt: Float64Array;
  /** By station: of the gravest alarm there, those of its gauges included. */
  readonly stationLevels: Uint8Array;
}

/** What columns are made of. */
export interface Seen {
  readonly city: City;
  readonly latest: LatestValues;
  readonly suppression: Pick<SuppressionView, "stateOf" | "activeAlarms">;
}

export const liveCode = gaugeStates.indexOf("live");

export function emptyColumns(city: City): StateColumns {
  const { gauges, stations } = cityIndex(city);
  return {
    states: new Uint8Array(gauges.length).fill(gaugeStates.indexOf("silent")),
    levels: new Uint8Array(gauges.length),
    values: new Float64Array(gauges.length).fill(Number.NaN),
    observedAt: new Float64Array(gauges.length).fill(Number.NaN),
    stationLevels: new Uint8Array(stations.length),
  };
}

/** How everything stands now. @param now our clock */
export function columnsNow({ city, latest, suppression }: Seen, now: number): StateColumns {
  const columns = emptyColumns(city);
  for (const [at, { id }] of cityIndex(city).gauges.entries()) {
    columns.states[at] = gaugeStates.indexOf(suppression.stateOf(id, now));
    const newest = latest.of(id);
    if (newest === null) continue;
    columns.observedAt[at] = newest.observedAt;
    if (isJudged(newest.flag)) columns.values[at] = newest.value;
  }
  addLevels(columns, city, suppression.activeAlarms());
  return columns;
}

/** Writes the levels of alarms into columns. */
export function addLevels(
  columns: StateColumns,
  city: City,
  alarms: readonly { readonly level: ActiveAlarm["level"]; readonly last: Pick<ActiveAlarm["last"], "target"> }[],
): void {
  const { gaugeAt, stationAt } = cityIndex(city);
  for (const { last, level } of alarms) {
    const { target } = last;
    if (target.kind === "area") continue;
    raise(columns.stationLevels, stationAt.get(target.stationId), rankOf(level));
    if (target.kind === "gauge") raise(columns.levels, gaugeAt.get(target.gaugeId), rankOf(level));
  }
}

function raise(column: Uint8Array, at: number | undefined, rank: number): void {
  if (at !== undefined && rank > (column[at] ?? 0)) column[at] = rank;
}

/** The codes of a column as digits, one a character: nothing is shorter, and compressed it is next to nothing. */
export function digitsOf(column: Uint8Array): string {
  let text = "";
  for (const code of column) text += code;
  return text;
}

/** A value to four decimals: no instrument here says more. */
export function shortNumber(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
}
