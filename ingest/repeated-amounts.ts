import type { PublishedReadings } from "../broker/ports.ts";
import { minuteMs } from "../domain/clock.ts";

/** Less apart, one amount comes again as the same reading. */
const leastStepMs = 900;
/** An amount said again so often at one moment is of a clock of whole minutes, and not of a packet sent again. */
const enoughRepeats = 2;
/** How long a packet may be under way after the minute that it is of. */
const delayMs = 5_000;
/** A count that one of so many moments before had already does not move. */
const momentsKept = 8;

/** An amount as a device says it: its moment by the device's clock, in canonical unit. */
interface SaidAmount {
  readonly moment: number;
  readonly amount: number;
  /** The device's own count; null for none. */
  readonly seq: number | null;
}

/**
 * Tells the tips of a bucket whose clock shows whole minutes from one reading that is sent again: both are one amount at one
 * moment, without a count or with one that does not move, that other moments had as well. Tips come singly in new packets of
 * one connection, within their minute, and are never 0; what is sent again comes with DUP, on another connection, once, or of
 * a gauge that says its zeros again as well.
 *
 * One for each gauge whose values add up. The first repetition of a run of the hub is taken for the same reading.
 */
export class RepeatedAmounts {
  #moment = Number.NaN;
  #amount = 0;
  #seq: number | null = null;
  #heardAt = 0;
  #signedInAt: number | undefined;
  #repeats = 0;
  /** Of the last readings, each count and moment once. */
  readonly #counts: { readonly seq: number; readonly moment: number }[] = [];
  /** Whether the clock was seen to be of whole minutes. */
  #isCoarse = false;
  /** Whether it says one reading again and again: a gateway that repeats the last one. */
  #isRepeater = false;

  /** Whether the amount, in canonical unit, is another than the one before at the same moment. */
  isAnother({ moment, amount, seq }: SaidAmount, message: PublishedReadings): boolean {
    if (seq !== null && this.#isCount(seq, moment)) return false;
    const { receivedAt, packetId, isSentAgain = false, signedInAt } = message;
    if (packetId === undefined || isSentAgain) return false;
    const isSame = moment === this.#moment && amount === this.#amount && seq === this.#seq;
    if (!isSame || signedInAt !== this.#signedInAt) {
      this.#moment = moment;
      this.#amount = amount;
      this.#seq = seq;
      this.#signedInAt = signedInAt;
      this.#heardAt = receivedAt;
      this.#repeats = 0;
      return false;
    }
    const stepMs = receivedAt - this.#heardAt;
    this.#heardAt = receivedAt;
    const isOfClock = moment % minuteMs === 0 && receivedAt >= moment && receivedAt - moment < minuteMs + delayMs;
    if (stepMs < leastStepMs || !isOfClock) return false;
    if (amount === 0) this.#isRepeater = true;
    this.#repeats += 1;
    if (this.#repeats >= enoughRepeats) this.#isCoarse = true;
    return this.#isCoarse && !this.#isRepeater;
  }

  /** Whether a count tells readings apart, as far as is known: no moment lately had it but this one. */
  #isCount(seq: number, moment: number): boolean {
    const hasMoved = this.#counts.every((each) => each.seq !== seq || each.moment === moment);
    this.#note(seq, moment);
    return hasMoved;
  }

  #note(seq: number, moment: number): void {
    const last = this.#counts.at(-1);
    if (last?.seq === seq && last.moment === moment) return;
    this.#counts.push({ seq, moment });
    if (this.#counts.length > momentsKept) this.#counts.shift();
  }
}
