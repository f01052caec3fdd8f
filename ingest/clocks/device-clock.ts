import { AlternatingClocks } from "./alternating-clocks.ts";
import { type ClockLimits, isBeyondBacklogs, isPossible, isRightTime, isSecondsOfBacklog } from "./clock-limits.ts";
import { ClockRecord } from "./clock-record.ts";
import { type Heard, LastMoments } from "./last-moments.ts";
import { LearntOffset } from "./learnt-offset.ts";
import { MessageDating } from "./message-dating.ts";
import { MessageTimes, mostFew } from "./message-times.ts";
import { delayMs, isLiveStep, leastIntervals } from "./pace.ts";
import { StayingTime } from "./staying-time.ts";
import { SteadyRate } from "./steady-rate.ts";
import { type LastNotKept, type Said, StillMoment } from "./still-moment.ts";

const saysNothing: Said = { values: {}, seq: null };

/** A time so many intervals above all others of its message is a glitch. */
const glitchIntervals = 4;

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
  readonly #last: LastMoments;
  readonly #learnt: LearntOffset;
  readonly #still: StillMoment;
  readonly #rate: SteadyRate;
  readonly #staying: StayingTime;
  /** Null while the device tells the time by one clock, as far as is known. */
  #alternating: AlternatingClocks | null = null;
  /** Whether the live run began near where the clock had begun. */
  #isBackAtStart = false;
  /** Whether the last message was dated to its reception without a live reading to say so. */
  #wasAtOnce = false;

  /** @param lastNotKept one object for all clocks of a hub */
  constructor(limits: ClockLimits, lastNotKept: LastNotKept) {
    this.#limits = limits;
    this.#last = new LastMoments(limits.intervalMs);
    this.#learnt = new LearntOffset(limits);
    this.#rate = new SteadyRate(limits);
    this.#staying = new StayingTime(limits);
    this.#still = new StillMoment(lastNotKept);
    this.#dating = new MessageDating(limits.aheadMs);
  }

  /** How the readings of the message settled last are dated. */
  get dating(): Pick<MessageDating, "timeOf" | "checksOf"> {
    return this.#dating;
  }

  /** Takes in the time of one reading of a message; `settle` follows once all are in. */
  gather(deviceTime: number, said: Said, receivedAt: number): void {
    this.#times.add(deviceTime, said, receivedAt + this.#limits.aheadMs);
  }

  /**
   * The usual message: one reading, of a clock known to be right, newer than all before. A short way to what `gather` and
   * `settle` come to, which take 1.5 us longer (measured).
   *
   * @returns false where it is another message and nothing was done
   */
  hearRight(time: number, said: Said, receivedAt: number): boolean {
    const lagMs = receivedAt - time;
    const { aheadMs, behindMs } = this.#limits;
    const last = this.#last;
    if (this.#learnt.ms !== 0 || !(time > last.frontTime) || lagMs < -aheadMs || lagMs > behindMs) return false;
    if (this.#wasAtOnce || this.record.isWrong || this.#alternating !== null) return false;
    const ourStepMs = receivedAt - last.frontHeardAt;
    const isLive = isLiveStep(time - last.frontTime, ourStepMs, this.#still.repeats > 0);
    if (!isLive && Math.abs(lagMs) > this.#limits.intervalMs) return false;
    this.#learnt.stayRight(receivedAt, isLive ? ourStepMs : null);
    this.record.right(receivedAt, -lagMs);
    this.#dating.isOneMoment = true;
    this.#dating.asSent();
    last.moveFront(time, receivedAt);
    this.#still.moveOn(said);
    return true;
  }

  /**
   * Judges the clock by the message gathered.
   *
   * @param isSentAgain a packet sent again, heard before or not: it says nothing of the clock
   */
  settle(receivedAt: number, isSentAgain: boolean): void {
    if (this.#times.isEmpty) return;
    this.#settle(receivedAt, isSentAgain);
    this.#times.clear();
  }

  #settle(receivedAt: number, isSentAgain: boolean): void {
    const times = this.#times;
    const { intervalMs } = this.#limits;
    const isKnownAhead = this.#learnt.ms !== null && this.#learnt.ms < 0;
    const time = isKnownAhead ? times.newest : times.newestBut(glitchIntervals * intervalMs);
    const { isOneMoment, newest } = times;
    const said = times.newestSaid ?? saysNothing;
    this.#dating.isOneMoment = isOneMoment;
    const heard = this.#last.compare(time, receivedAt, { intervalMs, isCoarse: this.#still.repeats > 0 });
    if (isSentAgain) this.#dateByKnown(heard);
    else if (this.#hearAlternating(heard)) this.#still.moveOn(said);
    else if (heard.pace === "same") this.#hearAgain(heard, said, isOneMoment);
    else this.#hearNext(heard, said);
    if (time !== newest && !isSentAgain) this.#recordWrong(receivedAt, receivedAt - newest);
  }

  /** @returns whether the device's clocks take alternating, and the message is dated by them */
  #hearAlternating(heard: Heard): boolean {
    if (!this.#limits.isOldWrong) return false;
    this.#alternating ??= this.#otherClock(heard);
    const alternating = this.#alternating;
    if (alternating === null) return false;
    const { time, receivedAt } = heard;
    const { few } = this.#times;
    const isBesideStray = alternating.isBesideStray(receivedAt);
    const tracks = (few.length <= mostFew ? few : [time]).map((each) => alternating.hear({ time: each, receivedAt }));
    if (alternating.isOver) this.#alternating = null;
    const isKnown = few.length <= mostFew && !tracks.includes(null);
    if (!(isKnown ? alternating.isAlternating : alternating.isTold && alternating.isLately(receivedAt))) return false;
    this.#dateAlternating(heard, { alternating, isKnown, isBesideStray });
    this.#last.moveOn(time, receivedAt);
    return true;
  }

  /** The clocks of a device that has said a time as of another clock than before, or of a backlog. */
  #otherClock({ pace }: Heard): AlternatingClocks | null {
    const { oldest, newest, few } = this.#times;
    const { aheadMs, behindMs } = this.#limits;
    const isSpread = few.length <= mostFew && newest - oldest > Math.max(aheadMs, behindMs);
    if (pace !== "back" && pace !== "burst" && pace !== "leap" && !isSpread) return null;
    const last = this.#last;
    const alternating = new AlternatingClocks(this.#limits, (moment, at) => last.wasHeardAt(moment, at));
    if (Number.isNaN(last.heardAt)) return null;
    const isLastKnown = Math.abs(last.heardAt - last.time - (this.#learnt.ms ?? Number.NaN)) <= behindMs;
    alternating.begin({ time: last.time, receivedAt: last.heardAt }, isLastKnown);
    return alternating;
  }

  #dateAlternating(
    { lagMs, receivedAt }: Heard,
    {
      alternating,
      isKnown,
      isBesideStray,
    }: { readonly alternating: AlternatingClocks; readonly isKnown: boolean; readonly isBesideStray: boolean },
  ): void {
    const isOneMoment = this.#dating.isOneMoment;
    const newestLagMs = isOneMoment ? lagMs : receivedAt - this.#times.newest;
    const live = alternating.offsetOfLive(newestLagMs);
    const isLive = isKnown || (!isOneMoment && live !== null && !isBesideStray);
    const offsetMs = isLive ? live : (alternating.offsetOfBacklog(newestLagMs) ?? live);
    this.#wasAtOnce = offsetMs === null;
    if (offsetMs !== null)
      this.#dating.alternating(alternating.offsets(), isLive ? Number.NEGATIVE_INFINITY : this.#limits.behindMs);
    else if (isBesideStray) this.#dating.dating = "unplaced";
    else this.#dating.shiftedBy(newestLagMs);
    if (isKnown) this.#learnt.ms = offsetMs;
    if (!alternating.isTold) this.#recordOne(receivedAt, newestLagMs, offsetMs);
    else this.record.alternates(receivedAt, -(alternating.offsets().find((each) => each !== 0) ?? 0));
  }

  /** As of a device with one clock. */
  #recordOne(receivedAt: number, lagMs: number, offsetMs: number | null): void {
    if (offsetMs === 0) this.record.right(receivedAt, -lagMs);
    else this.#recordWrong(receivedAt, lagMs);
  }

  #hearNext(heard: Heard, said: Said): void {
    const { time, receivedAt, lagMs, pace } = heard;
    this.#learnt.hear(heard, this.#last);
    this.#staying.hear(heard);
    const isStaying = this.#limits.isOldWrong && this.#staying.isStaying;
    const isRestart = this.#isRestart(heard);
    if (isRestart) {
      this.record.restarted(receivedAt);
      this.#learnt.ms = lagMs;
    } else if (this.#learnt.learn(heard)) {
      if (pace === "live" && this.#isBackAtStart) this.record.restarted(receivedAt);
      else this.record.jumped(receivedAt);
    }
    const last = this.#last;
    this.#rate.hear({ time, receivedAt }, { time: last.time, receivedAt: last.heardAt });
    const gainPpm = this.#limits.isOldWrong ? this.#rate.gainPpm(this.#learnt.ms ?? 0) : null;
    const wasAtOnce = this.#wasAtOnce;
    this.#wasAtOnce = false;
    if (isRestart) this.#dateAtOnce(heard);
    else if (isStaying) this.#dateStaying(heard);
    else if (this.#isOfSeconds(heard)) this.#dating.dating = "in-seconds";
    else if (gainPpm !== null) this.#dateDrifting(heard, gainPpm);
    else this.#date(heard, wasAtOnce);
    if (pace !== "live") this.#isBackAtStart = pace === "back" && this.#last.isAtStart(time, this.#limits.intervalMs);
    this.#last.moveOn(time, receivedAt);
    this.#still.moveOn(said);
  }

  /** The same moment: other channels, a packet again, a coarse clock, or one that stands still. */
  #hearAgain(heard: Heard, said: Said, isOneMoment: boolean): void {
    const { receivedAt, lagMs, time } = heard;
    const { isOldWrong, behindMs, intervalMs } = this.#limits;
    if (!isOldWrong || !isOneMoment) return;
    const isBeyond = isBeyondBacklogs(heard, this.#limits);
    this.#still.hear(said, receivedAt, { time, firstHeardAt: this.#last.heardAt, isBeyond, intervalMs });
    const isOfBacklog = !isBeyond && lagMs > behindMs && this.#learnt.isRightLately(receivedAt);
    const { isStill, isUnchanged, isCounted } = this.#still;
    if (!isStill || isOfBacklog) return;
    this.record.wrong({ receivedAt, offsetMs: -lagMs, driftPpm: null, isStill: true });
    if (!isUnchanged) this.#staying.stand(heard);
    if (!isUnchanged || isBeyond) this.#dating.dating = "still";
    // One reading that comes again keeps its date, and grows old.
    else if (isCounted) this.#dating.dating = "unchanged";
  }

  #date(heard: Heard, wasAtOnce: boolean): void {
    const offsetMs = this.#learnt.ms ?? 0;
    if (isRightTime(heard, this.#limits) && offsetMs >= 0) this.#dateRight(heard);
    else if (offsetMs === 0) this.#dateUnknown(heard, wasAtOnce);
    else this.#dateByOffset(heard, offsetMs);
  }

  /** Dates by a clock that is known to be wrong. */
  #dateByOffset(heard: Heard, offsetMs: number): void {
    const { lagMs, pace, receivedAt } = heard;
    const { aheadMs, behindMs } = this.#limits;
    const olderMs = lagMs - offsetMs;
    const isLessDelayed = this.#learnt.isSteady && olderMs >= -behindMs;
    if (olderMs < -delayMs && pace === "burst" && !isLessDelayed) {
      // Newer than the clock as it was known can say, and of a backlog: one had been taken for live.
      this.#learnt.ms = null;
      this.#dateUnknown(heard, true);
    } else if (olderMs < -aheadMs && !isLessDelayed) {
      this.#dateAtOnce(heard);
    } else {
      this.#learnt.ms = Math.min(offsetMs, lagMs);
      this.#dating.shiftedBy(this.#learnt.ms);
      if (olderMs <= behindMs) this.#recordWrong(receivedAt, lagMs);
    }
  }

  /** Dates by a clock that is right, or not known. */
  #dateUnknown(heard: Heard, wasAtOnce: boolean): void {
    const { lagMs, pace, receivedAt } = heard;
    const isBesideRight = lagMs > 0 && this.#learnt.isRightLately(receivedAt);
    if (isPossible(heard, this.#limits)) {
      this.#dating.dating = pace === "first" && this.#dating.isOneMoment ? "undecided" : "as-sent";
    } else if ((pace === "burst" && wasAtOnce) || isBesideRight) {
      this.#wasAtOnce = true;
      this.#dating.dating = "unplaced";
    } else {
      this.#dateAtOnce(heard);
    }
  }

  #dateRight(heard: Heard): void {
    const { receivedAt, lagMs } = heard;
    if (this.#learnt.ms !== null && this.#learnt.ms > 0) this.record.jumped(receivedAt);
    this.#learnt.setRight(heard);
    this.record.right(receivedAt, -lagMs);
    this.#dating.asSent();
  }

  /** The newest reading of the message is taken for live. */
  #dateAtOnce({ receivedAt, lagMs }: Heard): void {
    this.#wasAtOnce = true;
    this.#dating.shiftedBy(lagMs);
    this.#recordWrong(receivedAt, lagMs);
  }

  /** It is off by what it gained or lost: now. */
  #dateDrifting({ receivedAt, lagMs }: Heard, driftPpm: number): void {
    this.#dating.shiftedBy(lagMs);
    this.record.wrong({ receivedAt, offsetMs: -lagMs, driftPpm, isStill: false });
  }

  /** It is off by what went by meanwhile: now. */
  #dateStaying({ receivedAt, lagMs }: Heard): void {
    this.#dating.shiftedBy(lagMs);
    this.record.wrong({ receivedAt, offsetMs: -lagMs, driftPpm: null, isStill: true });
  }

  /** Dates by what is known, and learns nothing. */
  #dateByKnown(heard: Heard): void {
    if (heard.pace === "same") return;
    const offsetMs = this.#learnt.ms ?? 0;
    if (offsetMs !== 0) this.#dating.shiftedBy(offsetMs);
    else if (isPossible(heard, this.#limits)) this.#dating.asSent();
    else this.#dating.shiftedBy(heard.lagMs);
  }

  /**
   * A wrong clock that ours left behind since the message before, back where it began: a device that starts again and
   * again, with a word or two in between. To go back there while it stands shows by itself that it is wrong.
   */
  #isRestart(heard: Heard): boolean {
    const { time, lagMs, pace, deviceStepMs, ourStepMs } = heard;
    const { intervalMs, behindMs, isOldWrong } = this.#limits;
    if (!isOldWrong || lagMs <= behindMs || pace === "live" || pace === "burst") return false;
    const isKnownWrong = (this.#learnt.ms !== null && this.#learnt.ms !== 0) || isBeyondBacklogs(heard, this.#limits);
    const isWrong = isKnownWrong || (pace === "back" && this.#staying.isStaying);
    const hasStayed = Math.abs(deviceStepMs) < intervalMs / 2 && ourStepMs >= intervalMs / 2;
    return isWrong && hasStayed && this.#last.isAtStart(time, intervalMs);
  }

  /** As ms it was never set; where it goes as ours does, and readings are as far apart as any, it is a count of them since the device began. */
  #isOfSeconds({ time, receivedAt, pace, ourStepMs }: Heard): boolean {
    const { isOldWrong, intervalMs } = this.#limits;
    const isCount = pace === "live" && Math.min(ourStepMs, this.#times.apartMs) >= intervalMs * leastIntervals;
    return isOldWrong && !isCount && isSecondsOfBacklog(time, receivedAt);
  }

  #recordWrong(receivedAt: number, lagMs: number): void {
    const driftPpm = this.#learnt.driftPpm();
    this.record.wrong({ receivedAt, offsetMs: -lagMs, driftPpm, isStill: false });
  }
}
