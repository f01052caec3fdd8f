import { zoneToleranceMs } from "./clock-kind.ts";
import { type ClockLimits, isBeyondBacklogs, isRightTime } from "./clock-limits.ts";
import { ClockTrack, type SaidTime } from "./clock-track.ts";

/** Whether a device was heard at a moment before this reception: null where that is not known. */
export type WasHeardAt = (moment: number, receivedAt: number) => boolean | null;

const mostTracks = 4;
/** A clock that says nothing for so many intervals is forgotten. */
const forgottenAfterIntervals = 24;
/** A device that says none of its known clocks for so many has another. */
const latelyIntervals = 4;
/** A backlog may be sent at the pace of live readings. */
const strayForIntervals = 1.25;
/** Live steps in succession that make a clock known: of one that only it can say, that may be a backlog, and that a backlog is likelier. */
const certainSteps = 1;
const doubtfulSteps = 2;
const unlikelySteps = 4;

/**
 * The clocks that one device tells the time by, one and another: two parts of its firmware, or two sensors behind one modem.
 *
 * Each message goes to the nearest clock that makes it live. What goes to none may be the beginning of another clock, or
 * of a backlog: it begins a track, and the tracks that are not known yet begin anew, so that no backlog becomes a clock
 * by times that happen to be as far apart as their receptions.
 */
export class AlternatingClocks {
  readonly #limits: ClockLimits;
  readonly #wasHeardAt: WasHeardAt;
  #tracks: readonly ClockTrack[] = [];
  #strayAt = Number.NEGATIVE_INFINITY;
  #lastKnown: ClockTrack | null = null;
  #returns = 0;

  constructor(limits: ClockLimits, wasHeardAt: WasHeardAt) {
    this.#limits = limits;
    this.#wasHeardAt = wasHeardAt;
  }

  /** The clock as it was known before there was another. */
  begin(said: SaidTime, isKnown: boolean): void {
    const track = new ClockTrack(said, isKnown);
    this.#tracks = [track];
    if (isKnown) this.#lastKnown = track;
  }

  get known(): readonly ClockTrack[] {
    return this.#tracks.filter(({ isKnown }) => isKnown);
  }

  /** Whether it came back to a clock after another: it was not set once and for all. */
  get isAlternating(): boolean {
    return this.#returns > 0 && this.known.length > 1;
  }

  /** Whether it came back more often than a clock does that is set right. */
  get isTold(): boolean {
    return this.#returns > 1 && this.known.length > 1;
  }

  /** Whether one of the known clocks is still said. */
  isLately(receivedAt: number): boolean {
    return this.known.some(({ lastHeardAt }) => receivedAt - lastHeardAt <= latelyIntervals * this.#limits.intervalMs);
  }

  /** Whether nothing but one clock was heard for long. */
  get isOver(): boolean {
    return this.#tracks.length <= 1;
  }

  /** Whether what no clock says was heard lately: a backlog is on its way. */
  isBesideStray(receivedAt: number): boolean {
    return receivedAt - this.#strayAt <= strayForIntervals * this.#limits.intervalMs;
  }

  /** Takes in one time. @returns the clock that says it; null for none of those that are known */
  hear(said: SaidTime): ClockTrack | null {
    this.#forget(said.receivedAt);
    const before = this.#nearest(said) ?? this.#nearestKnown(said);
    const track = before ?? this.#stray(said);
    if (before !== null) track.hear(said, this.#leastStepMs());
    if (track.isKnown && this.#lastKnown !== track) this.#returns += 1;
    if (!track.isKnown && this.#isClock(track, said.receivedAt)) this.#know(track, said.receivedAt);
    if (track.isKnown) this.#lastKnown = track;
    else if (before === null && this.known.length > 1) this.#strayAt = said.receivedAt;
    return track.isKnown && !this.#isOfBacklog(track, said.receivedAt) ? track : null;
  }

  /** While a backlog is on its way, what a clock further ahead may have said long ago is of it. */
  #isOfBacklog(track: ClockTrack, receivedAt: number): boolean {
    const { behindMs } = this.#limits;
    return this.isBesideStray(receivedAt) && this.known.some(({ lagMs }) => track.lagMs - lagMs > behindMs);
  }

  /** What was taken for a clock before may be a backlog of this one, or its messages longer under way. */
  #know(track: ClockTrack, receivedAt: number): void {
    track.isKnown = true;
    for (const other of this.known) {
      if (other === track || this.#isRight(other.lagMs, receivedAt)) continue;
      other.isKnown = this.#isClock(other, receivedAt);
    }
  }

  /** How much is to be added to a time so that it is live; null where no clock makes it so. */
  offsetOfLive(lagMs: number): number | null {
    const live = this.offsets().filter((offsetMs) => this.#isLive(lagMs, offsetMs));
    return least(live, (offsetMs) => Math.abs(lagMs - offsetMs));
  }

  /** How much is to be added to a time of a backlog, so that it is no live one; null where no clock can have said it. */
  offsetOfBacklog(lagMs: number): number | null {
    const late = this.offsets().filter((offsetMs) => lagMs - offsetMs > this.#limits.behindMs);
    return least(late, (offsetMs) => lagMs - offsetMs);
  }

  offsetOf(track: ClockTrack): number {
    const { lagMs } = track;
    return this.#isRight(lagMs, track.lastHeardAt) ? 0 : lagMs;
  }

  /** What is to be added to the times of each known clock, ms. */
  offsets(): readonly number[] {
    return this.known.map((track) => this.offsetOf(track));
  }

  #isLive(lagMs: number, offsetMs: number): boolean {
    return lagMs - offsetMs >= -this.#limits.aheadMs && lagMs - offsetMs <= this.#limits.behindMs;
  }

  #nearest(said: SaidTime): ClockTrack | null {
    const nearest = least(this.#tracks, (track) => track.distance(said));
    return nearest === null || nearest.distance(said) === Number.POSITIVE_INFINITY ? null : nearest;
  }

  /** Of a message long under way, or sent after some that were lost; none while a backlog is on its way. */
  #nearestKnown({ time, receivedAt }: SaidTime): ClockTrack | null {
    if (!this.isAlternating || this.isBesideStray(receivedAt)) return null;
    const lagMs = receivedAt - time;
    const live = this.known.filter((track) => this.#isLive(lagMs, this.offsetOf(track)));
    return least(live, (track) => Math.abs(lagMs - track.lagMs));
  }

  #stray(said: SaidTime): ClockTrack {
    for (const track of this.#tracks) if (!track.isKnown) track.beginAnew();
    const oldestFirst = this.#tracks.toSorted(
      (a, b) => Number(a.isKnown) - Number(b.isKnown) || a.lastHeardAt - b.lastHeardAt,
    );
    const track = new ClockTrack(said, false);
    this.#tracks = [...oldestFirst.slice(-(mostTracks - 1)), track];
    return track;
  }

  #forget(receivedAt: number): void {
    const forgottenAfterMs = forgottenAfterIntervals * this.#limits.intervalMs;
    if (this.#tracks.every(({ lastHeardAt }) => receivedAt - lastHeardAt <= forgottenAfterMs)) return;
    this.#tracks = this.#tracks.filter(({ lastHeardAt }) => receivedAt - lastHeardAt <= forgottenAfterMs);
  }

  /** Half of what readings of the right clock are apart. */
  #leastStepMs(): number {
    const right = this.#tracks.find(({ isKnown, lagMs, lastHeardAt }) => isKnown && this.#isRight(lagMs, lastHeardAt));
    const { intervalMs } = this.#limits;
    return right === undefined || Number.isNaN(right.paceMs) ? 0 : Math.min(right.paceMs, intervalMs) / 2;
  }

  /**
   * Whether the track is a clock and not a backlog of one that is known. A backlog is of a time in which the device was not
   * heard, and its age is seldom the difference of the city's zone to UTC.
   */
  #isClock(track: ClockTrack, receivedAt: number): boolean {
    const { lagMs, steps } = track;
    const isBeyond = isBeyondBacklogs({ time: receivedAt - lagMs, lagMs }, this.#limits);
    const others = this.known.filter((known) => !isBeyond || !this.#isRight(known.lagMs, receivedAt));
    const ages = others.map((known) => lagMs - known.lagMs).filter((ageMs) => ageMs > 0);
    if (isBeyond && ages.length === 0) return steps >= doubtfulSteps;
    if (ages.length === 0) return steps >= certainSteps || this.#isRight(lagMs, receivedAt);
    if (ages.some((ageMs) => ageMs <= this.#limits.behindMs)) return false;
    const wereHeard = ages.map((ageMs) => this.#wasHeardAt(receivedAt - ageMs, receivedAt));
    if (wereHeard.includes(false)) return false;
    if (!wereHeard.includes(null) || this.#isRight(lagMs, receivedAt)) return steps >= doubtfulSteps;
    return steps >= unlikelySteps && ages.every((ageMs) => this.#isOfZone(ageMs, receivedAt));
  }

  #isOfZone(ageMs: number, receivedAt: number): boolean {
    const local = Temporal.Instant.fromEpochMilliseconds(receivedAt).toZonedDateTimeISO(this.#limits.timeZone);
    return Math.abs(ageMs - Math.abs(local.offsetNanoseconds / 1e6)) <= zoneToleranceMs;
  }

  #isRight(lagMs: number, receivedAt: number): boolean {
    return isRightTime({ time: receivedAt - lagMs, lagMs }, this.#limits);
  }
}

/** The one of the least measure, the first of equals; null of none. */
function least<T>(all: readonly T[], measure: (one: T) => number): T | null {
  return all.reduce<T | null>((best, one) => (best === null || measure(one) < measure(best) ? one : best), null);
}
