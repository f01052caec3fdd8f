import { resolutionMs } from "./pace.ts";

type Values = Readonly<Record<string, unknown>>;

/** What a reading says beside its time. */
export interface Said {
  readonly values: Values;
  /** The device's own count; null for none. */
  readonly seq: number | null;
}

/** The same moment with the same values: so often and for so many intervals: no packet is sent again for so long. */
const equalRepeats = 4;
/** Less apart, two values for one moment may be of a backlog that holds both. */
const leastMs = 900;
const equalIntervals = 2;

/** What the repetition of a moment is weighed by. */
export interface Repetition {
  /** By the device's clock. */
  readonly time: number;
  /** By ours. */
  readonly firstHeardAt: number;
  /** Whether the moment is one that no backlog can have. */
  readonly isBeyond: boolean;
  readonly intervalMs: number;
}

/** Our clock when something could last not be kept: packets that come again since are no sign of a clock that stands still. */
export interface LastNotKept {
  at: number;
}

/**
 * The moment a device said last, and whether its clock stands still there.
 *
 * Saying a moment twice is no fault: channels are sent one by one, packets again, and a clock may show whole seconds or
 * minutes. It stands still where one channel has another value although the clock should have gone on, or where nothing
 * changes for so long that no packet would still be sent again.
 */
export class StillMoment {
  repeats = 0;
  isStill = false;
  /** Whether all that came at the moment is what came first: as much a sign of a sensor that is dead as of a clock that stands. */
  isUnchanged = true;
  /** Whether it was counted again since: readings of their own. What is neither changed nor counted is one reading that comes again. */
  isCounted = false;
  readonly #lastNotKept: LastNotKept;
  #heardAt = Number.NaN;
  #values: Values = {};
  #seq: number | null = null;

  constructor(lastNotKept: LastNotKept) {
    this.#lastNotKept = lastNotKept;
  }

  /** Another moment is said. */
  moveOn({ values, seq }: Said): void {
    this.#values = values;
    this.#seq = seq;
    this.repeats = 0;
    this.isStill = false;
    this.isUnchanged = true;
    this.isCounted = false;
  }

  /** The moment is said again. */
  hear({ values, seq }: Said, receivedAt: number, { time, firstHeardAt, isBeyond, intervalMs }: Repetition): void {
    const notKeptAt = this.#lastNotKept.at;
    this.repeats = notKeptAt >= this.#heardAt ? 1 : this.repeats + 1;
    this.#heardAt = receivedAt;
    const forMs = receivedAt - Math.max(firstHeardAt, notKeptAt);
    const resolution = isBeyond ? leastMs : Math.max(leastMs, resolutionMs(time));
    const isOther = differs(this.#values, values);
    this.isUnchanged &&= !isOther;
    this.isCounted ||= seq !== this.#seq;
    const isLong = this.repeats >= equalRepeats && forMs > equalIntervals * intervalMs;
    this.isStill ||= isLong || (forMs >= resolution && (isOther || isBeyond));
    this.#values = { ...this.#values, ...values };
  }
}

/** Whether a channel of both has another value. */
function differs(before: Values, now: Values): boolean {
  return Object.keys(now).some((channel) => Object.hasOwn(before, channel) && before[channel] !== now[channel]);
}
