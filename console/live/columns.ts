import { type Level, levelOfRank } from "../../domain/city/level.ts";
import type { GaugeState } from "../../domain/observations/gauge-state.ts";
import type { Catalogue, StateAnswer } from "../api/wire.ts";

/** Every gauge in columns, in the order of the catalogue; changed in place, `version` counts the changes. */
export interface Columns {
  readonly version: number;
  /** Place of each gauge's state in the catalogue's `states`. */
  readonly states: Uint8Array;
  /** Gravest alarm of the gauge itself, 0 none, 1 blue to 4 red. */
  readonly levels: Uint8Array;
  readonly stationLevels: Uint8Array;
  /** Canonical unit; NaN where nothing is known of now. */
  readonly values: Float64Array;
  /** Ms since 1970; NaN where it never said anything. */
  readonly observedAt: Float64Array;
}

/** What the stream's `state` messages hold. */
export interface StateChange {
  readonly at: number;
  readonly gauges: readonly number[];
  readonly states: string;
  readonly levels: string;
  readonly values: readonly (number | null)[];
  readonly observedAt: readonly (number | null)[];
  readonly stations: readonly number[];
  readonly stationLevels: string;
}

const zero = "0".charCodeAt(0);

export function columnsOf(
  answer: Pick<StateAnswer, "at" | "states" | "levels" | "stationLevels" | "values" | "ages" | "lastValues">,
): Columns {
  const at = Date.parse(answer.at);
  const values = Float64Array.from(answer.values, (value) => value ?? Number.NaN);
  for (const [place, value] of answer.lastValues) values[place] = value;
  return {
    version: 0,
    states: codesOf(answer.states),
    levels: codesOf(answer.levels),
    stationLevels: codesOf(answer.stationLevels),
    values,
    observedAt: Float64Array.from(answer.ages, (age) => (age === null ? Number.NaN : at - age * 1_000)),
  };
}

/** Writes a change into columns. @returns the same columns under a new version */
export function changeColumns(columns: Columns, change: StateChange): Columns {
  const { states, levels, stationLevels, values, observedAt } = columns;
  writeDigits(states, change.gauges, change.states);
  writeDigits(levels, change.gauges, change.levels);
  writeDigits(stationLevels, change.stations, change.stationLevels);
  for (const [i, place] of change.gauges.entries()) {
    values[place] = change.values[i] ?? Number.NaN;
    observedAt[place] = change.observedAt[i] ?? Number.NaN;
  }
  return { ...columns, version: columns.version + 1 };
}

/** Writes codes at places of a column. @param digits one a place */
export function writeDigits(column: Uint8Array, places: readonly number[], digits: string): void {
  for (const [i, place] of places.entries()) column[place] = digits.charCodeAt(i) - zero;
}

function codesOf(digits: string): Uint8Array {
  return Uint8Array.from(digits, (digit) => digit.charCodeAt(0) - zero);
}

/** What a gauge shows now. */
export interface GaugeNow {
  readonly state: GaugeState;
  readonly level: Level | null;
  /** Null where nothing is known of now. */
  readonly value: number | null;
  readonly observedAt: number | null;
}

/** @param place of the gauge in the catalogue */
export function gaugeNow(columns: Columns, place: number, { states }: Pick<Catalogue, "states">): GaugeNow {
  const value = columns.values[place] ?? Number.NaN;
  const observedAt = columns.observedAt[place] ?? Number.NaN;
  return {
    state: states[columns.states[place] ?? 0] ?? "silent",
    level: levelOfRank(columns.levels[place] ?? 0),
    value: Number.isNaN(value) ? null : value,
    observedAt: Number.isNaN(observedAt) ? null : observedAt,
  };
}
