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

/** JSON of the shape `framesAnswer` in schemas/console/frames.ts: the first frame whole, of each later one what is otherwise. */
export function framesText(head: FramesHead, frames: readonly StateColumns[]): string {
  const [first] = frames;
  const start = JSON.stringify({ ...head, from: isoInstant(head.from) }).slice(0, -1);
  const changes = frames
    .slice(1)
    .map((after, i) => changeText(frames[i] ?? after, after, head.from + i * head.stepMs, head.stepMs));
  const whole = first === undefined ? "" : columnsText(first, head.from);
  return `${start},"first":{${whole}},"changes":[${changes.join(",")}]}`;
}

/** @param at moment of the frame before */
function changeText(before: StateColumns, after: StateColumns, at: number, stepMs: number): string {
  const gauges = placesWhere(after.states.length, (place) => !looksSame(before, after, place));
  const heard = placesWhere(
    after.states.length,
    // Where there is nothing both are NaN, which equals nothing but by Object.is.
    (place) => !Object.is(before.observedAt[place], after.observedAt[place]),
  );
  const stations = placesWhere(
    after.stationLevels.length,
    (at) => before.stationLevels[at] !== after.stationLevels[at],
  );
  return JSON.stringify({
    gauges: gapsOf(gauges),
    states: digitsAt(after.states, gauges),
    levels: digitsAt(after.levels, gauges),
    values: gauges.map((place) => shortNumber(after.values[place] ?? Number.NaN)),
    heard: gapsOf(heard),
    ages: heard.map((place) => {
      const age = ageOf(after.observedAt[place] ?? Number.NaN, at + stepMs);
      return age === null ? null : age - (ageOf(before.observedAt[place] ?? Number.NaN, at) ?? 0);
    }),
    stations: gapsOf(stations),
    stationLevels: digitsAt(after.stationLevels, stations),
  });
}

function looksSame(before: StateColumns, after: StateColumns, place: number): boolean {
  return (
    before.states[place] === after.states[place] &&
    before.levels[place] === after.levels[place] &&
    Object.is(before.values[place], after.values[place])
  );
}

function placesWhere(count: number, is: (place: number) => boolean): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < count; place++) if (is(place)) places.push(place);
  return places;
}

/** Each place by how far it is behind the one before it: small numbers, many of them the same. */
function gapsOf(places: readonly number[]): readonly number[] {
  return places.map((place, i) => place - (places[i - 1] ?? 0));
}

function digitsAt(column: Uint8Array, places: readonly number[]): string {
  return digitsOf(Uint8Array.from(places, (place) => column[place] ?? 0));
}
