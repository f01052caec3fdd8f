import { type DateOrder, type DigitFormat, digitFormats, orderOf } from "../../domain/time/written/date-formats.ts";
import { digitTime } from "../../domain/time/written/digit-time.ts";

/** A line and what stands there. */
export interface Cited {
  readonly line: number;
  readonly text: string;
}

/** What a column of digits would be under one format. */
interface Trial {
  readonly format: DigitFormat;
  /** Rows that the format cannot read. */
  misfits: number;
  /** Rows that it makes lie ahead of the clock. */
  ahead: number;
  /** Steps from row to row that differ from the step before, of how many. */
  breaks: number;
  steps: number;
  previous: number;
  step: number;
}

/** Part of the rows that may be misfits or lie ahead. */
const mostOdd = 0.1;

/** Zones are found out later: a local time may lie so far ahead of the clock. */
const zoneMs = 86_400_000;

/**
 * What digits alone in a column of times are: under the right format its rows are dates before now, one interval apart. A
 * series of one interval under the right format breaks its step under a wrong one wherever an hour, a day or a month ends.
 */
export class DigitEvidence {
  first: Cited | null = null;
  #rows = 0;
  readonly #latest: number;
  readonly #trials: readonly Trial[];

  /** @param now ms since 1970 */
  constructor(now: number) {
    this.#latest = now + zoneMs;
    const none = { misfits: 0, ahead: 0, breaks: 0, steps: 0, previous: Number.NaN, step: Number.NaN };
    this.#trials = digitFormats.map((format) => ({ format, ...none }));
  }

  add(text: string, line: number): void {
    this.first ??= { line, text };
    this.#rows++;
    // Milliseconds of 12 digits are of before September 2001, when nobody wrote down water so.
    const isOldEpoch = text.length === 12;
    for (const trial of this.#trials) {
      const time = isOldEpoch && trial.format === "unix" ? null : digitTime(text, trial.format);
      if (time === null || typeof time === "string") trial.misfits++;
      else this.#try(trial, time.localMs);
    }
  }

  /**
   * The formats that the column may have: one, several where nothing tells them apart, none where it has none.
   *
   * @param order of the dates, where it is known
   */
  formats(order: DateOrder | null): readonly DigitFormat[] {
    const most = this.#rows * mostOdd;
    const fitting = this.#trials.filter(
      ({ format, misfits }) => misfits <= most && (order === null || orderOf(format) === order),
    );
    const past = fitting.filter(({ ahead }) => ahead <= most);
    const left = (past.length > 0 ? past : fitting).toSorted((a, b) => a.breaks - b.breaks);
    const [best, second] = left;
    const isPlain =
      best !== undefined && second !== undefined && best.breaks < second.breaks && best.breaks * 2 <= best.steps;
    return (isPlain ? [best] : left).map(({ format }) => format);
  }

  #try(trial: Trial, at: number): void {
    if (at > this.#latest) trial.ahead++;
    const step = at - trial.previous;
    trial.previous = at;
    // Several stations in a file have a row each for one moment.
    if (step === 0 || Number.isNaN(step)) return;
    if (!Number.isNaN(trial.step)) {
      trial.steps++;
      if (step !== trial.step) trial.breaks++;
    }
    trial.step = step;
  }
}
