import { columnsNow, type Seen, type StateColumns, shortNumber } from "../views/console/state-columns.ts";
import { sseBody } from "./sse.ts";

/** What has changed of the gauges that one caller sees, from one look to the next. */
export class StateChanges {
  readonly #seen: Seen;
  #before: StateColumns;

  /** @param now our clock: what was so then is known to whoever asks for the state afterwards */
  constructor(seen: Seen, now: number) {
    this.#seen = seen;
    this.#before = columnsNow(seen, now);
  }

  /** The message of what is otherwise since the last look, columns by place in the catalogue; null for nothing. */
  next(now: number): string | null {
    const before = this.#before;
    const after = columnsNow(this.#seen, now);
    this.#before = after;
    const gauges = changedGauges(before, after);
    const stations = changedPlaces(before.stationLevels, after.stationLevels);
    if (gauges.length === 0 && stations.length === 0) return null;
    return sseBody(
      "state",
      JSON.stringify({
        at: now,
        gauges,
        states: gauges.map((at) => after.states[at]).join(""),
        levels: gauges.map((at) => after.levels[at]).join(""),
        values: gauges.map((at) => shortNumber(after.values[at] ?? Number.NaN)),
        observedAt: gauges.map((at) => shortNumber(after.observedAt[at] ?? Number.NaN)),
        stations,
        stationLevels: stations.map((at) => after.stationLevels[at]).join(""),
      }),
    );
  }
}

function changedGauges(before: StateColumns, after: StateColumns): readonly number[] {
  const changed: number[] = [];
  for (let at = 0; at < after.states.length; at++) {
    const isSame =
      before.states[at] === after.states[at] &&
      before.levels[at] === after.levels[at] &&
      // Where there is nothing both are NaN, which equals nothing but by Object.is.
      Object.is(before.observedAt[at], after.observedAt[at]) &&
      Object.is(before.values[at], after.values[at]);
    if (!isSame) changed.push(at);
  }
  return changed;
}

function changedPlaces(before: Uint8Array, after: Uint8Array): readonly number[] {
  const changed: number[] = [];
  for (let at = 0; at < after.length; at++) if (before[at] !== after[at]) changed.push(at);
  return changed;
}
