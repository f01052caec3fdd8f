import { setImmediate as letOthersRun } from "node:timers/promises";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { digitsOf, type StateColumns, shortNumber } from "./state-columns.ts";
import { ageOf, columnsText } from "./state-text.ts";

/** What frames say beside themselves. */
export interface FramesHead {
  /** Moment of the first frame, ms since 1970. */
  readonly from: number;
  readonly stepMs: number;
  /** Digest of the catalogue that the columns are in the order of. */
  readonly catalogue: string;
  readonly levelsWhole: boolean;
}

/** JSON of the shape `framesAnswer` in schemas/console/state.ts: the first frame whole, of each later one what is otherwise. */
export async function framesText(head: FramesHead, frames: readonly StateColumns[]): Promise<string> {
  const [first, ...later] = frames;
  const start = JSON.stringify({ ...head, from: isoInstant(head.from) }).slice(0, -1);
  const whole = first === undefined ? "" : columnsText(first, head.from);
  const changes: string[] = [];
  for (const [i, after] of later.entries()) {
    const at = head.from + i * head.stepMs;
    changes.push(changeText(frames[i] ?? after, after, { at, stepMs: head.stepMs }));
    // A frame of 10,000 gauges takes some milliseconds.
    await letOthersRun();
  }
  return `${start},"first":{${whole}},"changes":[${changes.join(",")}]}`;
}

/** @param at moment of the frame before */
function changeText(
  before: StateColumns,
  after: StateColumns,
  { at, stepMs }: { readonly at: number; readonly stepMs: number },
): string {
  const gauges = otherPlaces([before.states, after.states], [before.levels, after.levels]);
  const valued = otherPlaces([before.values, after.values]);
  const heard = otherPlaces([before.observedAt, after.observedAt]);
  const stations = otherPlaces([before.stationLevels, after.stationLevels]);
  const olderBy = (place: number): number | null => {
    const age = ageOf(after.observedAt[place] ?? Number.NaN, at + stepMs);
    return age === null ? null : age - (ageOf(before.observedAt[place] ?? Number.NaN, at) ?? 0);
  };
  return JSON.stringify({
    gauges: runsOf(gauges),
    states: digitsAt(after.states, gauges),
    levels: digitsAt(after.levels, gauges),
    valued: runsOf(valued),
    values: valued.map((place) => shortNumber(after.values[place] ?? Number.NaN)),
    heard: runsOf(heard),
    ages: heard.map(olderBy),
    stations: runsOf(stations),
    stationLevels: digitsAt(after.stationLevels, stations),
  });
}

/** Places at which any of some columns is another than before. */
function otherPlaces(...columns: readonly (readonly [before: Column, after: Column])[]): readonly number[] {
  const count = columns[0]?.[0].length ?? 0;
  const places: number[] = [];
  for (let place = 0; place < count; place++)
    // Where there is nothing both are NaN, which equals nothing but by Object.is.
    if (columns.some(([before, after]) => !Object.is(before[place], after[place]))) places.push(place);
  return places;
}

type Column = Uint8Array | Float64Array;

/** Ascending places as runs: how many are passed over, how many follow each other, and so on. */
function runsOf(places: readonly number[]): readonly number[] {
  const runs: number[] = [];
  let end = 0;
  for (const place of places) {
    if (place === end && runs.length > 0) runs.push((runs.pop() ?? 0) + 1);
    else runs.push(place - end, 1);
    end = place + 1;
  }
  return runs;
}

function digitsAt(column: Uint8Array, places: readonly number[]): string {
  return digitsOf(Uint8Array.from(places, (place) => column[place] ?? 0));
}
