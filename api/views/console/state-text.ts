import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { digitsOf, liveCode, type StateColumns, shortNumber } from "./state-columns.ts";

/** What a state says beside its columns. */
export interface StateHead {
  /** When it was so, ms since 1970, our clock. */
  readonly at: number;
  /** Place in the stream up to which it is; null for a time that has passed. */
  readonly position: string | null;
  /** Digest of the catalogue that its columns are in the order of. */
  readonly catalogue: string;
  readonly mode: string | null;
  /** Row of the journal up to which rules have judged; null for a time that has passed. */
  readonly rulesSeq: number | null;
  /** False where older alarms than were looked at may still have been up. */
  readonly levelsWhole: boolean;
}

/** JSON of the shape `stateAnswer` in schemas/console/state.ts, made by hand: 10,000 gauges in one go. */
export function stateText(head: StateHead, columns: StateColumns): string {
  const start = JSON.stringify({ ...head, at: isoInstant(head.at) }).slice(0, -1);
  return `${start},${columnsText(columns, head.at)}}`;
}

/** The columns of a state as they stand in its JSON. @param at the moment that ages are counted to */
export function columnsText(columns: StateColumns, at: number): string {
  const { states, levels, stationLevels, values, observedAt } = columns;
  let numbers = "";
  let ages = "";
  let lastValues = "";
  for (let place = 0; place < states.length; place++) {
    const value = shortNumber(values[place] ?? Number.NaN);
    const isLive = states[place] === liveCode;
    numbers += place === 0 ? "" : ",";
    numbers += isLive ? value : "null";
    ages += place === 0 ? "" : ",";
    ages += ageOf(observedAt[place] ?? Number.NaN, at);
    if (!isLive && value !== null) lastValues += `${lastValues === "" ? "" : ","}[${place},${value}]`;
  }
  const codes = `"states":"${digitsOf(states)}","levels":"${digitsOf(levels)}","stationLevels":"${digitsOf(stationLevels)}"`;
  return `${codes},"values":[${numbers}],"ages":[${ages}],"lastValues":[${lastValues}]`;
}

/** Whole seconds; null where nothing was observed. */
export function ageOf(observedAt: number, now: number): number | null {
  return Number.isFinite(observedAt) ? Math.max(0, Math.round((now - observedAt) / 1000)) : null;
}

/** A few characters that change with what the eye sees: FNV-1a over states and levels, hexadecimal. */
export function lookOf({ states, levels, stationLevels }: StateColumns): string {
  let hash = 0x811c9dc5;
  for (const column of [states, levels, stationLevels]) {
    for (const code of column) hash = Math.imul(hash ^ code, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
