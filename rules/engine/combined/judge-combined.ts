import { newestAt } from "../../../series/gauge-window.ts";
import type { FindingsBuffer } from "../findings-buffer.ts";
import { firstDifference, type LevelSince } from "../late/alarm-history.ts";
import { awaitsLive, confirmation } from "../late/confirm.ts";
import { revise } from "../late/revise.ts";
import type { MoveOrigin } from "../make-transition.ts";
import type { CombinedAlarm, GaugeStream, RunningAlarm } from "../running-alarm.ts";
import type { UnjudgedRules } from "../unjudged-rules.ts";
import { type LimitsInTime, refoldCombined } from "./fold-alarm.ts";

/** Alarms made of others that something they are made of has changed under; judged together, deepest last. */
export class CombinedJudge {
  readonly #time: LimitsInTime;
  readonly #findings: FindingsBuffer;
  readonly #unjudged: UnjudgedRules;
  readonly #lateAfterMs: number;
  #waiting: CombinedAlarm[] = [];
  /** Those that something new is known of: time alone, which another place's reading may move on, confirms nothing. */
  readonly #withNews = new Set<CombinedAlarm>();

  constructor(time: LimitsInTime, findings: FindingsBuffer, unjudged: UnjudgedRules, lateAfterMs: number) {
    this.#time = time;
    this.#findings = findings;
    this.#unjudged = unjudged;
    this.#lateAfterMs = lateAfterMs;
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /**
   * A gauge is seen at `at` after a gap. What fell due meanwhile is judged before its window moves on and forgets when it
   * was last seen.
   */
  seenAfterGap(stream: GaugeStream, at: number, origin: MoveOrigin): void {
    if (newestAt(stream) === Number.NEGATIVE_INFINITY) return;
    for (const alarm of stream.combinedAlarms) {
      if (at - 1 > alarm.now) alarm.now = at - 1;
      if (alarm.now >= alarm.dueAt) this.#wait(alarm, alarm.dueAt);
    }
    this.settle(origin);
  }

  /** A gauge was seen at `at`, newer than before. Nearly free while nothing is due: this is on the hot path. */
  seen(stream: GaugeStream, at: number, receivedAt: number): void {
    const staleAt = newestAt(stream) + stream.holdGapMs + 1;
    for (const alarm of stream.combinedAlarms) {
      const beforeNow = alarm.now;
      if (at > beforeNow) alarm.now = at;
      // A gauge that was stale is seen again; or it was taken for stale and, as it turns out, was not.
      if (at >= staleAt) this.#waitFor(alarm, stream, at);
      else if (beforeNow >= staleAt) this.#waitFor(alarm, stream, staleAt);
      if (alarm.now >= alarm.dueAt) this.#wait(alarm, alarm.dueAt);
      if (!alarm.awaitsLive || receivedAt - alarm.now > this.#lateAfterMs) continue;
      this.#withNews.add(alarm);
      this.#wait(alarm, alarm.now);
    }
  }

  /** A gauge turns out to have been seen at `at`, between two observations known already. */
  seenLate(stream: GaugeStream, at: number, beforeAt: number, afterAt: number): void {
    if (afterAt - beforeAt <= stream.holdGapMs) return;
    for (const alarm of stream.combinedAlarms) {
      this.#waitFor(alarm, stream, Math.min(at, beforeAt + stream.holdGapMs + 1));
    }
  }

  /** The level of an alarm is another from `at` on; `now` is how far time has come for it. */
  moved(part: RunningAlarm, at: number, now: number = at): void {
    for (const alarm of part.dependents) {
      if (now > alarm.now) alarm.now = now;
      this.#withNews.add(alarm);
      this.#waitFor(alarm, part, at);
    }
  }

  /** Levels of an alarm are others from `at` on, too late for those made of it to be judged again for that alone. */
  corrected(part: RunningAlarm, at: number): void {
    for (const { partTally, partsBy } of part.dependents) partTally.markChanged(partsBy.get(part) ?? [], at);
  }

  /** Judges what waits, and what that sets waiting. */
  settle(origin: MoveOrigin): void {
    while (this.#waiting.length > 0) {
      this.#waiting.sort((a, b) => a.depth - b.depth || (a.bound.alarmKey < b.bound.alarmKey ? -1 : 1));
      const alarm = this.#waiting.shift() as CombinedAlarm;
      this.#judge(alarm, origin);
    }
  }

  /** Something has become known of a part, or of a gauge that it listens to. */
  #waitFor(alarm: CombinedAlarm, news: RunningAlarm | GaugeStream, from: number): void {
    alarm.partTally.markChanged(alarm.partsBy.get(news) ?? [], from);
    this.#wait(alarm, from);
  }

  #wait(alarm: CombinedAlarm, from: number): void {
    if (alarm.dirtyFrom === Number.POSITIVE_INFINITY) this.#waiting.push(alarm);
    if (from < alarm.dirtyFrom) alarm.dirtyFrom = from;
    // As far as time has come for it, it has come for what it is made of.
    for (const inner of alarm.inner) {
      if (inner.now < alarm.now) inner.now = alarm.now;
      if (inner.now >= inner.dueAt) this.#wait(inner, inner.dueAt);
    }
  }

  #judge(alarm: CombinedAlarm, origin: MoveOrigin): void {
    const hasNews = this.#withNews.delete(alarm);
    alarm.now = nowOf(alarm);
    if (alarm.now >= alarm.dueAt && alarm.dueAt < alarm.dirtyFrom) alarm.dirtyFrom = alarm.dueAt;
    const notified: { readonly state: RunningAlarm["state"]; readonly levels: readonly LevelSince[] } = {
      state: alarm.state,
      levels: alarm.levels,
    };
    const moment = { at: alarm.now, receivedAt: origin.receivedAt };
    const judged = this.#unjudged.attempt(alarm, moment, () => refoldCombined(alarm, this.#time));
    if (judged === null) return;
    const { from, moves } = judged.came;
    const differsFrom = firstDifference(notified.levels, alarm.levels, from);
    if (alarm.state !== notified.state || differsFrom !== null) this.#findings.markChanged(alarm);
    const known = { state: alarm.state };
    const { transitions, missedPeak } = revise(
      { bound: alarm.bound, notified, corrected: known, from, moves },
      origin,
      this.#lateAfterMs,
    );
    for (const transition of transitions) this.#findings.emit(alarm, transition);
    if (missedPeak !== null) this.#findings.emitMissedPeak(missedPeak);
    if (hasNews) this.#confirm(alarm, origin);
    alarm.awaitsLive = awaitsLive(alarm);
    if (differsFrom !== null) this.moved(alarm, differsFrom, alarm.now);
    for (const dependent of alarm.dependents) {
      if (alarm.dueAt < dependent.dueAt) dependent.dueAt = alarm.dueAt;
      if (dependent.now >= dependent.dueAt) this.#wait(dependent, dependent.dueAt);
    }
  }

  /** Where time has come as far as now, what is certain of the parts may show what only late readings spoke for. */
  #confirm(alarm: CombinedAlarm, origin: MoveOrigin): void {
    if (!awaitsLive(alarm)) return;
    const { now: at, partTally, condition } = alarm;
    const { levels } = this.#time.at(alarm, at);
    const signal = partTally.signal?.low ?? 0;
    const reason = () => condition.reason(partTally.levels);
    const transition = confirmation(alarm, { at, signal, levels, reason }, origin, this.#lateAfterMs);
    if (transition === null) return;
    this.#findings.emit(alarm, transition);
    this.#findings.markChanged(alarm);
  }
}

/**
 * How far time has come for an alarm: as far as for any that is made of it. A restart knows no less, and would otherwise
 * find an episode over that the run before it found going on.
 */
function nowOf({ now, dependents }: CombinedAlarm): number {
  return dependents.reduce((latest, outer) => Math.max(latest, nowOf(outer)), now);
}
