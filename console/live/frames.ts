import type { FrameChange, FramesAnswer } from "../api/wire.ts";
import { type Columns, columnsOf, writeDigits } from "./columns.ts";

/** How everything stood at each moment of a span; in memory as what changes from one to the next. */
export class Frames {
  readonly #answer: FramesAnswer;
  readonly #from: number;
  #nth = 0;
  #columns: Columns;

  constructor(answer: FramesAnswer) {
    this.#answer = answer;
    this.#from = Date.parse(answer.from);
    this.#columns = this.#first();
  }

  get levelsWhole(): boolean {
    return this.#answer.levelsWhole;
  }

  /** Columns of a moment; null where none of the frames is of it. The columns of the moment before are written over. */
  at(moment: number): Columns | null {
    const { changes, stepMs } = this.#answer;
    const nth = (moment - this.#from) / stepMs;
    if (!Number.isInteger(nth) || nth < 0 || nth > changes.length) return null;
    if (nth < this.#nth) {
      this.#columns = { ...this.#first(), version: this.#columns.version + 1 };
      this.#nth = 0;
    }
    for (const change of changes.slice(this.#nth, nth))
      this.#columns = applyFrame(this.#columns, change, { at: this.#from + ++this.#nth * stepMs, stepMs });
    return this.#columns;
  }

  #first(): Columns {
    return columnsOf({ ...this.#answer.first, at: this.#answer.from });
  }
}

/** @param at moment of the frame that the change leads to */
function applyFrame(
  columns: Columns,
  change: FrameChange,
  { at, stepMs }: { readonly at: number; readonly stepMs: number },
): Columns {
  const { states, levels, stationLevels, values, observedAt } = columns;
  const gauges = placesOf(change.gauges);
  writeDigits(states, gauges, change.states);
  writeDigits(levels, gauges, change.levels);
  writeDigits(stationLevels, placesOf(change.stations), change.stationLevels);
  for (const [i, place] of placesOf(change.valued).entries()) values[place] = change.values[i] ?? Number.NaN;
  for (const [i, place] of placesOf(change.heard).entries()) {
    const before = observedAt[place] ?? Number.NaN;
    const age = change.ages[i] ?? Number.NaN;
    observedAt[place] = (Number.isNaN(before) ? at : before + stepMs) - age * 1_000;
  }
  return { ...columns, version: columns.version + 1 };
}

/** Places of runs: how many are passed over and how many follow each other, in turn. */
function placesOf(runs: readonly number[]): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (const [i, count] of runs.entries()) {
    if (i % 2 === 1) for (let place = at; place < at + count; place++) places.push(place);
    at += count;
  }
  return places;
}
