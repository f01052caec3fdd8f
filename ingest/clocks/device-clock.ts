import { dayMs, minuteMs, secondMs } from "../../domain/clock.ts";
import { ClockRecord } from "./clock-record.ts";
import { LiveRun } from "./live-run.ts";
import { MessageDating, year2000Ms } from "./message-dating.ts";
import { MessageTimes } from "./message-times.ts";
import { delayMs, isLiveStep, type Pace, paceOf } from "./pace.ts";
import { SteadyLag } from "./steady-lag.ts";
import { type LastNotKept, StillMoment } from "./still-moment.ts";

/** What of a device's clock is left alone. */
export interface ClockLimits {
  /** How far apart readings of the device are expected, ms. */
  readonly intervalMs: number;
  /** Further ahead than this a clock is wrong, ms. */
  readonly aheadMs: number;
  /** A live reading that says it is older than this has a clock that is behind, ms. */
  readonly behindMs: number;
  /** False while history is replayed: old times are right then, and clocks are found ahead alone. */
  readonly isOldWrong: boolean;
}

/** One message as a clock is judged by it. */
interface Heard {
  /** The newest time in it. */
  readonly time: number;
  readonly receivedAt: number;
  /** Our clock less that time, ms. */
  readonly lagMs: number;
  readonly pace: Pace;
  /** Since the moment before, by the device's clock and by ours, ms. */
  readonly deviceStepMs: number;
  readonly ourStepMs: number;
}

/** No device keeps a backlog for longer. */
const mostAgeMs = 366 * dayMs;
/** A time so many intervals above all others of its message is a glitch. */
const glitchIntervals = 4;
/** How long a clock counts as right after a right reading, intervals. */
const rightForIntervals = 2;

/**
 * The clock of one device, learnt from its messages: what it says, and when we hear it.
 *
 * A live reading tells the clock, a backlog does not, and pace tells them apart: two messages as far apart by the
 * device's clock as by ours are live, and what both are behind, the clock is. Times that no backlog can have (in the
 * future, before 2000, more than a year old) are wrong at once. All else is a backlog: placed by the clock as it is
 * known, and late (docs/decisions/0013).
 */
export class DeviceClock {
  readonly record = new ClockRecord();
  readonly #limits: ClockLimits;
  readonly #times = new MessageTimes();
  readonly #dating: MessageDating;
  readonly #run = new LiveRun();
  readonly #steady: SteadyLag;
  readonly #still: StillMoment;
  /** To be added to its times by what live readings showed, ms: 0 for a right clock, null while not known. */
  #offsetMs: number | null = null;
  /** Whether it is the least lag of delays that differ much: less of it is a lesser delay. */
  #isOffsetSteady = false;
  #rightAt = Number.NEGATIVE_INFINITY;
  /** How far apart right readings came last, ms. */
  #rightPaceMs = 0;
  #lastTime = Number.NaN;
  /** Our clock when `#lastTime` was first heard. */
  #lastHeardAt = Number.NaN;
  /** The newest time ever heard, and our clock when it was first heard. */
  #frontTime = Number.NaN;
  #frontHeardAt = Number.NaN;
  /** The first time heard since it last went back. */
  #startTime = Number.NaN;
  /** Whether the live run began near there. */
  #isBackAtStart = false;
  /** Whether the last message was dated to its reception without a live reading to say so. */
  #wasAtOnce = false;

  /** @param lastNotKept one object for all clocks of a hub */
  constructor(limits: ClockLimits, lastNotKept: LastNotKept) {
    this.#limits = limits;
    this.#steady = new SteadyLag(limits.intervalMs);
    this.#still = new StillMoment(lastNotKept);
    this.#dating = new MessageDating(limits.aheadMs);
  }

  /** How the readings of the message settled last are dated. */
  get dating(): Pick<MessageDating, "timeOf" | "checksOf"> {
    return this.#dating;
  }

  /** Takes in the time of one reading of a message; `settle` follows once all are in. */
  gather(deviceTime: number, values: Readonly<Record<string, unknown>>, receivedAt: number): void {
    this.#times.add(deviceTime, values, receivedAt + this.#limits.aheadMs);
  }

  /**
   * The usual message: one reading, of a clock known to be right, newer than all before. A short way to what `gather` and
   * `settle` come to, which take 1.5 us longer (measured).
   *
   * @returns false where it is another message and nothing was done
   */
  hearRight(time: number, values: Readonly<Record<string, unknown>>, receivedAt: number): boolean {
    const lagMs = receivedAt - time;
    const { aheadMs, behindMs } = this.#limits;
    if (this.#offsetMs !== 0 || !(time > this.#frontTime) || lagMs < -aheadMs || lagMs > behindMs) return false;
    if (this.#wasAtOnce || this.record.isWrong) return false;
    const ourStepMs = receivedAt - this.#frontHeardAt;
    if (isLiveStep(time - this.#frontTime, ourStepMs, this.#still.repeats > 0)) this.#rightPaceMs = ourStepMs;
    this.#run.clear();
    this.#steady.clear();
    this.#rightAt = receivedAt;
    this.record.right(receivedAt, -lagMs);
    this.#dating.isOneMoment = true;
    this.#dating.asSent();
    this.#lastTime = this.#frontTime = time;
    this.#lastHeardAt = this.#frontHeardAt = receivedAt;
    this.#still.moveOn(values);
    return true;
  }

  /**
   * Judges the clock by the message gathered.
   *
   * @param isSentAgain a packet sent again, heard before or not: it says nothing of the clock
   */
  settle(receivedAt: number, isSentAgain: boolean): void {
    const times = this.#times;
    if (times.isEmpty) return;
    const { intervalMs } = this.#limits;
    const isKnownAhead = this.#offsetMs !== null && this.#offsetMs < 0;
    const time = isKnownAhead ? times.newest : times.newestBut(glitchIntervals * intervalMs);
    const { isOneMoment, newest } = times;
    const values = times.newestValues ?? {};
    times.clear();
    this.#dating.isOneMoment = isOneMoment;
    // What goes on beyond all that was heard is compared with that, whatever was sent of a backlog in between.
    const isFront = time > this.#frontTime;
    const deviceStepMs = time - (isFront ? this.#frontTime : this.#lastTime);
    const ourStepMs = receivedAt - (isFront ? this.#frontHeardAt : this.#lastHeardAt);
    const step = { deviceMs: deviceStepMs, ourMs: ourStepMs, isCoarse: this.#still.repeats > 0 };
    const pace = paceOf(step, intervalMs);
    const heard: Heard = { time, receivedAt, lagMs: receivedAt - time, pace, deviceStepMs, ourStepMs };
    if (isSentAgain) this.#dateByKnown(heard);
    else if (pace === "same") this.#hearAgain(heard, values, isOneMoment);
    else this.#hearNext(heard, values);
    if (time !== newest && !isSentAgain) this.#recordWrong(receivedAt, receivedAt - newest);
  }

  #hearNext(heard: Heard, values: Readonly<Record<string, unknown>>): void {
    const { time, receivedAt, lagMs, pace } = heard;
    if (pace !== "live") this.#run.startAt(receivedAt, lagMs);
    else {
      // Of a right clock only the message before is remembered.
      if (this.#run.length === 0) this.#run.startAt(this.#lastHeardAt, this.#lastHeardAt - this.#lastTime);
      this.#run.add(receivedAt, lagMs);
    }
    this.#hearSteady(heard);
    const isRestart = this.#isRestart(heard);
    if (isRestart) {
      this.record.restarted(receivedAt);
      this.#offsetMs = lagMs;
    } else if (pace === "live" && this.#isConfirming(heard)) this.#confirm(receivedAt);
    else if (!this.#isRightLately(receivedAt)) this.#confirmSteady(receivedAt);
    const wasAtOnce = this.#wasAtOnce;
    this.#wasAtOnce = false;
    if (isRestart) this.#dateAtOnce(heard);
    else this.#date(heard, wasAtOnce);
    if (pace !== "live") this.#isBackAtStart = pace === "back" && this.#isAtStart(time);
    if (Number.isNaN(this.#startTime) || time < this.#lastTime) this.#startTime = time;
    this.#lastTime = time;
    this.#lastHeardAt = receivedAt;
    if (!(time <= this.#frontTime)) {
      this.#frontTime = time;
      this.#frontHeardAt = receivedAt;
    }
    this.#still.moveOn(values);
  }

  /** The same moment: other channels, a packet again, a coarse clock, or one that stands still. */
  #hearAgain(
    { receivedAt, lagMs, time }: Heard,
    values: Readonly<Record<string, unknown>>,
    isOneMoment: boolean,
  ): void {
    const { isOldWrong, behindMs, intervalMs } = this.#limits;
    if (!isOldWrong || !isOneMoment) return;
    const isBeyond = this.#isBeyond(time, lagMs);
    this.#still.hear(values, receivedAt, { time, firstHeardAt: this.#lastHeardAt, isBeyond, intervalMs });
    const isOfBacklog = !isBeyond && lagMs > behindMs && this.#isRightLately(receivedAt);
    if (!this.#still.isStill || isOfBacklog) return;
    this.#dating.dating = "still";
    this.record.wrong({ receivedAt, offsetMs: -lagMs, driftPpm: null, isStill: true });
  }

  #date(heard: Heard, wasAtOnce: boolean): void {
    const offsetMs = this.#offsetMs ?? 0;
    if (this.#isRight(heard) && offsetMs >= 0) this.#dateRight(heard);
    else if (offsetMs === 0) this.#dateUnknown(heard, wasAtOnce);
    else this.#dateByOffset(heard, offsetMs);
  }

  /** Dates by a clock that is known to be wrong. */
  #dateByOffset(heard: Heard, offsetMs: number): void {
    const { lagMs, pace, receivedAt } = heard;
    const { aheadMs, behindMs } = this.#limits;
    const olderMs = lagMs - offsetMs;
    const isLessDelayed = this.#isOffsetSteady && olderMs >= -behindMs;
    if (olderMs < -delayMs && pace === "burst" && !isLessDelayed) {
      // Newer than the clock as it was known can say, and of a backlog: one had been taken for live.
      this.#offsetMs = null;
      this.#dateUnknown(heard, true);
    } else if (olderMs < -aheadMs && !isLessDelayed) {
      this.#dateAtOnce(heard);
    } else {
      this.#offsetMs = Math.min(offsetMs, lagMs);
      this.#dating.shiftedBy(this.#offsetMs);
      if (olderMs <= behindMs) this.#recordWrong(receivedAt, lagMs);
    }
  }

  /** Dates by a clock that is right, or not known. */
  #dateUnknown(heard: Heard, wasAtOnce: boolean): void {
    const { time, lagMs, pace, receivedAt } = heard;
    const isBesideRight = lagMs > 0 && this.#isRightLately(receivedAt);
    if (!this.#isBeyond(time, lagMs) && lagMs >= -this.#limits.aheadMs) {
      this.#dating.dating = pace === "first" && this.#dating.isOneMoment ? "undecided" : "as-sent";
    } else if ((pace === "burst" && wasAtOnce) || isBesideRight) {
      this.#wasAtOnce = true;
      this.#dating.dating = "unplaced";
    } else {
      this.#dateAtOnce(heard);
    }
  }

  #dateRight({ receivedAt, lagMs, ourStepMs, pace }: Heard): void {
    if (this.#offsetMs !== null && this.#offsetMs > 0) this.record.jumped(receivedAt);
    this.#offsetMs = 0;
    this.#isOffsetSteady = false;
    this.#rightAt = receivedAt;
    if (pace === "live") this.#rightPaceMs = ourStepMs;
    this.record.right(receivedAt, -lagMs);
    this.#dating.asSent();
  }

  /** The newest reading of the message is taken for live. */
  #dateAtOnce({ receivedAt, lagMs }: Heard): void {
    this.#wasAtOnce = true;
    this.#dating.shiftedBy(lagMs);
    this.#recordWrong(receivedAt, lagMs);
  }

  /** Dates by what is known, and learns nothing. */
  #dateByKnown(heard: Heard): void {
    if (heard.pace === "same") return;
    const offsetMs = this.#offsetMs ?? 0;
    const isPossible = !this.#isBeyond(heard.time, heard.lagMs) && heard.lagMs >= -this.#limits.aheadMs;
    if (offsetMs !== 0) this.#dating.shiftedBy(offsetMs);
    else if (isPossible) this.#dating.asSent();
    else this.#dating.shiftedBy(heard.lagMs);
  }

  /** Takes the least lag of a live run for the clock's. */
  #confirm(receivedAt: number): void {
    const { aheadMs, behindMs } = this.#limits;
    const leastMs = this.#run.leastLag();
    this.#isOffsetSteady = false;
    const before = this.#offsetMs;
    if (leastMs >= -aheadMs && leastMs <= behindMs) this.#offsetMs = 0;
    else if (before !== null && before !== 0 && !this.#run.isLong && Math.abs(leastMs - before) <= aheadMs) {
      this.#offsetMs = Math.min(before, leastMs);
    } else this.#offsetMs = leastMs;
    if (before === null || Math.abs(this.#offsetMs - before) <= aheadMs) return;
    if (this.#isBackAtStart) this.record.restarted(receivedAt);
    else this.record.jumped(receivedAt);
  }

  #hearSteady({ receivedAt, lagMs }: Heard): void {
    if (!this.#limits.isOldWrong) return;
    if (lagMs > this.#limits.behindMs) this.#steady.hear(receivedAt, lagMs);
    else this.#steady.clear();
  }

  /** Takes the lag of messages that no pair of shows the clock, and all together do. */
  #confirmSteady(receivedAt: number): void {
    const leastMs = this.#steady.least();
    if (leastMs === null || Math.abs(leastMs - (this.#offsetMs ?? 0)) <= this.#limits.aheadMs) return;
    if (this.#offsetMs !== null) this.record.jumped(receivedAt);
    this.#offsetMs = leastMs;
    this.#isOffsetSteady = true;
  }

  /** A live step shows the clock; beside right readings only one as long as theirs: a backlog may step as quickly. */
  #isConfirming({ receivedAt, lagMs, ourStepMs }: Heard): boolean {
    if (!this.#limits.isOldWrong && lagMs > this.#limits.behindMs) return false;
    return !this.#isRightLately(receivedAt) || ourStepMs >= this.#rightPaceMs / 2;
  }

  /**
   * A wrong clock that ours left behind since the message before, back where it began: a device that starts again and
   * again, with a word or two in between.
   */
  #isRestart(heard: Heard): boolean {
    const { time, lagMs, pace, deviceStepMs, ourStepMs } = heard;
    const { intervalMs, behindMs, isOldWrong } = this.#limits;
    if (!isOldWrong || lagMs <= behindMs || pace === "live" || pace === "burst") return false;
    const isWrong = (this.#offsetMs !== null && this.#offsetMs !== 0) || this.#isBeyond(time, lagMs);
    const hasStayed = Math.abs(deviceStepMs) < intervalMs / 2 && ourStepMs >= intervalMs / 2;
    return isWrong && hasStayed && this.#isAtStart(time);
  }

  #isAtStart(time: number): boolean {
    return Math.abs(time - this.#startTime) <= minuteMs + 2 * this.#limits.intervalMs;
  }

  #isRight({ lagMs, time }: Heard): boolean {
    const { aheadMs, behindMs, isOldWrong } = this.#limits;
    return lagMs >= -aheadMs && time >= year2000Ms && (lagMs <= behindMs || !isOldWrong);
  }

  /** Before any time that a backlog can have. */
  #isBeyond(time: number, lagMs: number): boolean {
    return time < year2000Ms || (this.#limits.isOldWrong && lagMs > mostAgeMs);
  }

  #isRightLately(receivedAt: number): boolean {
    const rightForMs = Math.max(rightForIntervals * this.#limits.intervalMs, secondMs);
    return this.#offsetMs === 0 && receivedAt - this.#rightAt <= rightForMs;
  }

  #recordWrong(receivedAt: number, lagMs: number): void {
    const driftPpm = this.#run.driftPpm();
    this.record.wrong({ receivedAt, offsetMs: -lagMs, driftPpm, isStill: false });
  }
}
