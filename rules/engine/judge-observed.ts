import { addToWindow, firstAfter, lastAtOrBefore, newestAt, timeAt } from "../../series/gauge-window.ts";
import { quietBelow, stepAlarm } from "./alarm-state.ts";
import { ceilingOf, refoldObserved } from "./combined/fold-alarm.ts";
import { type Judging, moveAlarm } from "./judging.ts";
import { noteLateSignal } from "./late/late-signal.ts";
import { revise } from "./late/revise.ts";
import { type Learnt, type Move, makeMissedPeak } from "./make-transition.ts";
import type { GaugeStream, RunningAlarm, RunningGauge, Turn } from "./running-alarm.ts";
import type { Seen } from "./seen.ts";

/** Judges what gauges show: alarms that an observation answers, live or in its place when it comes late. */
export class ObservedJudge {
  readonly #judging: Judging;
  readonly #quietBelow: Float64Array;

  constructor(judging: Judging) {
    this.#judging = judging;
    this.#quietBelow = judging.running.quietBelow;
  }

  judge(gauge: RunningGauge, seen: Seen): void {
    const bit = 1 << seen.flag;
    for (let { stream } = gauge; stream !== null; stream = stream.next) {
      if ((stream.flags & bit) === 0) continue;
      if (seen.observedAt > newestAt(stream)) this.#judgeNewest(stream, seen);
      else this.#judgeLate(stream, seen);
    }
  }

  /** Limits are others from now on: which signals mean nothing is found out anew. */
  limitsChanged(): void {
    this.#quietBelow.fill(Number.NEGATIVE_INFINITY);
  }

  #judgeNewest(stream: GaugeStream, seen: Seen): void {
    const { turns, firstTurn } = stream;
    const { observedAt, value } = seen;
    const isAfterGap = observedAt - newestAt(stream) > stream.holdGapMs;
    if (stream.watchers.length > 0) this.#tellWatchers(stream, seen, isAfterGap);
    addToWindow(stream, observedAt, value);
    const { unjudged, modes } = this.#judging;
    const isOfThisMode = observedAt >= modes.since;
    // Nearly every turn ends at `continue`: no alarm has been looked at, nothing has been allocated.
    for (let index = 0; index < turns.length; index++) {
      const { condition, sign } = turns[index] as Turn;
      let move: Move;
      try {
        const signal = sign * condition.signal(observedAt, value, stream);
        if (isOfThisMode && signal < (this.#quietBelow[firstTurn + index] as number)) continue;
        move = this.#step(stream, index, seen, { signal, isAfterGap, isOfThisMode });
      } catch (error) {
        this.#quietBelow[firstTurn + index] = Number.NEGATIVE_INFINITY;
        unjudged.failed((stream.observed[index] as RunningAlarm).bound, error, momentOf(seen));
        continue;
      }
      const alarm = stream.observed[index] as RunningAlarm;
      if (!unjudged.isEmpty) unjudged.judged(alarm.bound.alarmKey, momentOf(seen));
      if (move.after !== move.before) moveAlarm(this.#judging, alarm, move, learntFrom(seen));
    }
  }

  #step(
    window: GaugeStream,
    index: number,
    { observedAt: at, value }: Seen,
    {
      signal,
      isAfterGap,
      isOfThisMode,
    }: { readonly signal: number; readonly isAfterGap: boolean; readonly isOfThisMode: boolean },
  ): Move {
    const { condition } = window.turns[index] as Turn;
    const alarm = window.observed[index] as RunningAlarm;
    const before = alarm.state;
    const limits = isOfThisMode ? alarm.limits : this.#judging.modes.at(alarm, at);
    const ceiling = ceilingOf(condition, limits.levels, before, signal, { at, value, window });
    const after = stepAlarm(limits, before, signal, at, isAfterGap, ceiling);
    this.#quietBelow[window.firstTurn + index] = quietBelow(alarm.limits, after);
    const reason = after.latched === before.latched ? null : (condition.reason?.(at, value, window) ?? null);
    return { before, after, at, signal, reason };
  }

  #tellWatchers(stream: GaugeStream, seen: Seen, isAfterGap: boolean): void {
    const { combined } = this.#judging;
    if (isAfterGap) combined.seenAfterGap(stream, seen.observedAt, learntFrom(seen));
    combined.seen(stream, seen.observedAt);
  }

  #judgeLate(stream: GaugeStream, { observedAt: at, receivedAt, value }: Seen): void {
    const { observed, firstTurn } = stream;
    const { combined, settings } = this.#judging;
    const newest = newestAt(stream);
    if (at === newest) return;
    if (addToWindow(stream, at, value) && stream.watchers.length > 0) {
      const afterAt = timeAt(stream, firstAfter(stream, at));
      combined.seenLate(stream, at, lastAtOrBefore(stream, at - 1), afterAt);
    }
    const mayMove = settings.latenessLimitMs > 0 && at >= newest - settings.latenessLimitMs;
    for (const alarm of observed) {
      if (!mayMove || !this.#refold(alarm, stream, { at, value }, receivedAt)) {
        this.#notePeak(alarm, stream, { at, value }, receivedAt);
      }
    }
    this.#quietBelow.fill(Number.NEGATIVE_INFINITY, firstTurn, firstTurn + observed.length);
  }

  #refold(
    alarm: RunningAlarm,
    stream: GaugeStream,
    late: { readonly at: number; readonly value: number },
    receivedAt: number,
  ): boolean {
    const { condition } = alarm.bound;
    if (condition.movedBy !== "observation") return true;
    const { unjudged, ledger, combined, modes, settings } = this.#judging;
    const told = { state: alarm.state, levels: alarm.levels };
    const judged = unjudged.attempt(alarm, { at: late.at, receivedAt }, () =>
      refoldObserved(alarm, condition, stream, late, modes),
    );
    if (judged === null) return true;
    const refold = judged.came;
    if (refold === null) return false;
    if (alarm.state !== told.state) ledger.changed(alarm);
    if (alarm.levels === told.levels) return true;
    const known = { state: alarm.state };
    const { from, moves } = refold;
    const learnt: Learnt = { receivedAt, cause: "observation" };
    const news = revise({ bound: alarm.bound, told, known, from, moves }, learnt, settings.lateAfterMs);
    for (const transition of news.transitions) ledger.tell(alarm, transition);
    if (news.missedPeak !== null) ledger.tellOfPeak(news.missedPeak);
    const [first] = news.transitions;
    if (first !== undefined) combined.moved(alarm, first.revisesFromAt ?? first.at);
    else combined.corrected(alarm, from);
    return true;
  }

  #notePeak(
    alarm: RunningAlarm,
    window: GaugeStream,
    { at, value }: { readonly at: number; readonly value: number },
    receivedAt: number,
  ): void {
    const { bound, state } = alarm;
    const { condition } = bound;
    if (condition.movedBy !== "observation") return;
    const { unjudged, ledger, modes } = this.#judging;
    const limits = modes.at(alarm, at);
    const judged = unjudged.attempt(alarm, { at, receivedAt }, () => condition.signal(at, value, window));
    if (judged === null) return;
    const signal = bound.sign * judged.came;
    const mergeMs = Math.max(window.holdGapMs, limits.offDelayMs);
    const note = noteLateSignal(limits.levels, state, { signal, at, mergeMs });
    if (note.state !== state) {
      alarm.state = note.state;
      ledger.changed(alarm);
    }
    if (note.missedRank === 0 || bound.rule.shadow) return;
    ledger.tellOfPeak(makeMissedPeak(bound, note.missedRank, { at, receivedAt, signal }));
  }
}

function momentOf({ observedAt, receivedAt }: Seen): { readonly at: number; readonly receivedAt: number } {
  return { at: observedAt, receivedAt };
}

function learntFrom({ receivedAt, trust = null }: Seen): Learnt {
  return { receivedAt, cause: "observation", trust };
}
