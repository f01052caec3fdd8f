import { addToWindow, firstAfter, lastAtOrBefore, newestAt, timeAt, valueAt } from "../../series/gauge-window.ts";
import { quietBelow, stepAlarm } from "./alarm-state.ts";
import { ceilingOf, refoldObserved } from "./combined/fold-alarm.ts";
import { type JudgingContext, moveAlarm } from "./judging-context.ts";
import { doubtIn, type JudgingInput } from "./judging-input.ts";
import { awaitsLive, confirmation } from "./late/confirm.ts";
import { weighLateSignal } from "./late/late-signal.ts";
import { revise } from "./late/revise.ts";
import { type Move, type MoveOrigin, makeMissedPeak } from "./make-transition.ts";
import type { Evaluator, GaugeStream, RunningAlarm, RunningGauge } from "./running-alarm.ts";

/** Judges what gauges show: alarms that an observation answers, live or in its place when it comes late. */
export class ObservedJudge {
  readonly #judging: JudgingContext;
  readonly #quietBelow: Float64Array;

  constructor(judging: JudgingContext) {
    this.#judging = judging;
    this.#quietBelow = judging.running.quietBelow;
  }

  judge(gauge: RunningGauge, seen: JudgingInput): void {
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

  #judgeNewest(stream: GaugeStream, seen: JudgingInput): void {
    const { evaluators, firstEvaluator } = stream;
    const { observedAt, value } = seen;
    const isAfterGap = observedAt - newestAt(stream) > stream.holdGapMs;
    if (stream.combinedAlarms.length > 0) this.#updateCombined(stream, seen, isAfterGap);
    addToWindow(stream, observedAt, value);
    const { unjudged, modes } = this.#judging;
    const isOfThisMode = observedAt >= modes.since;
    // Nearly every round ends at `continue`: no alarm has been looked at, nothing has been allocated.
    for (let index = 0; index < evaluators.length; index++) {
      const { condition, sign } = evaluators[index] as Evaluator;
      let move: Move;
      try {
        const signal = sign * condition.signal(observedAt, value, stream);
        if (isOfThisMode && signal < (this.#quietBelow[firstEvaluator + index] as number)) continue;
        move = this.#step(stream, index, seen, { signal, isAfterGap, isOfThisMode });
      } catch (error) {
        this.#quietBelow[firstEvaluator + index] = Number.NEGATIVE_INFINITY;
        unjudged.recordFailure((stream.observed[index] as RunningAlarm).bound, error, transitionTimesOf(seen));
        continue;
      }
      const alarm = stream.observed[index] as RunningAlarm;
      if (!unjudged.isEmpty) unjudged.recordJudged(alarm.bound.alarmKey, transitionTimesOf(seen));
      if (move.after !== move.before) moveAlarm(this.#judging, alarm, move, originOf(seen));
      if (awaitsLive(alarm)) this.#confirm(alarm, stream, move, originOf(seen));
    }
  }

  /** The newest observation of the stream, whose signal is `signal`, may be live and show what only late ones spoke for. */
  #confirm(
    alarm: RunningAlarm,
    stream: GaugeStream,
    { at, signal }: Pick<Move, "at" | "signal">,
    origin: MoveOrigin,
  ): void {
    const { condition } = alarm.bound;
    if (condition.movedBy !== "observation") return;
    const { findings, modes, settings } = this.#judging;
    const { levels } = modes.at(alarm, at);
    const value = valueAt(stream, stream.end - 1);
    const reason = () => condition.reason?.(at, value, stream) ?? null;
    const transition = confirmation(alarm, { at, signal, levels, reason }, origin, settings.lateAfterMs);
    if (transition === null) return;
    findings.emit(alarm, transition);
    findings.markChanged(alarm);
  }

  /** As `#confirm`, where an older observation has come after the newest one. */
  #confirmByNewest(alarm: RunningAlarm, stream: GaugeStream, receivedAt: number): void {
    const { condition, sign } = alarm.bound;
    if (condition.movedBy !== "observation" || !awaitsLive(alarm)) return;
    const at = newestAt(stream);
    if (receivedAt - at > this.#judging.settings.lateAfterMs) return;
    const value = valueAt(stream, stream.end - 1);
    const judged = this.#judging.unjudged.attempt(alarm, { at, receivedAt }, () => condition.signal(at, value, stream));
    if (judged === null) return;
    this.#confirm(alarm, stream, { at, signal: sign * judged.came }, { receivedAt, cause: "observation" });
  }

  #step(
    window: GaugeStream,
    index: number,
    { observedAt: at, value }: JudgingInput,
    {
      signal,
      isAfterGap,
      isOfThisMode,
    }: { readonly signal: number; readonly isAfterGap: boolean; readonly isOfThisMode: boolean },
  ): Move {
    const { condition } = window.evaluators[index] as Evaluator;
    const alarm = window.observed[index] as RunningAlarm;
    const before = alarm.state;
    const limits = isOfThisMode ? alarm.limits : this.#judging.modes.at(alarm, at);
    const ceiling = ceilingOf(condition, limits.levels, before, signal, { at, value, window });
    const after = stepAlarm(limits, before, signal, at, isAfterGap, ceiling);
    this.#quietBelow[window.firstEvaluator + index] = quietBelow(alarm.limits, after);
    const reason = after.latched === before.latched ? null : (condition.reason?.(at, value, window) ?? null);
    return { before, after, at, signal, reason };
  }

  #updateCombined(stream: GaugeStream, seen: JudgingInput, isAfterGap: boolean): void {
    const { combined } = this.#judging;
    if (isAfterGap) combined.seenAfterGap(stream, seen.observedAt, originOf(seen));
    combined.seen(stream, seen.observedAt, seen.receivedAt);
  }

  #judgeLate(stream: GaugeStream, { observedAt: at, receivedAt, value }: JudgingInput): void {
    const { observed, firstEvaluator } = stream;
    const { combined, settings } = this.#judging;
    const newest = newestAt(stream);
    if (at === newest) return;
    if (addToWindow(stream, at, value) && stream.combinedAlarms.length > 0) {
      const afterAt = timeAt(stream, firstAfter(stream, at));
      combined.seenLate(stream, at, lastAtOrBefore(stream, at - 1), afterAt);
    }
    const mayMove = settings.latenessLimitMs > 0 && at >= newest - settings.latenessLimitMs;
    for (const alarm of observed) {
      if (!mayMove || !this.#refold(alarm, stream, { at, value }, receivedAt)) {
        this.#emitMissedPeak(alarm, stream, { at, value }, receivedAt);
      }
      this.#confirmByNewest(alarm, stream, receivedAt);
    }
    this.#quietBelow.fill(Number.NEGATIVE_INFINITY, firstEvaluator, firstEvaluator + observed.length);
  }

  #refold(
    alarm: RunningAlarm,
    stream: GaugeStream,
    late: { readonly at: number; readonly value: number },
    receivedAt: number,
  ): boolean {
    const { condition } = alarm.bound;
    if (condition.movedBy !== "observation") return true;
    const { unjudged, findings, combined, modes, settings } = this.#judging;
    const notified = { state: alarm.state, levels: alarm.levels };
    const judged = unjudged.attempt(alarm, { at: late.at, receivedAt }, () =>
      refoldObserved(alarm, condition, stream, late, modes),
    );
    if (judged === null) return true;
    const refold = judged.came;
    if (refold === null) return false;
    if (alarm.state !== notified.state) findings.markChanged(alarm);
    if (alarm.levels === notified.levels) return true;
    const known = { state: alarm.state };
    const { from, moves } = refold;
    const origin: MoveOrigin = { receivedAt, cause: "observation" };
    const news = revise({ bound: alarm.bound, notified, corrected: known, from, moves }, origin, settings.lateAfterMs);
    for (const transition of news.transitions) findings.emit(alarm, transition);
    if (news.missedPeak !== null) findings.emitMissedPeak(news.missedPeak);
    const [first] = news.transitions;
    if (first !== undefined) combined.moved(alarm, first.revisesFromAt ?? first.at);
    else combined.corrected(alarm, from);
    return true;
  }

  #emitMissedPeak(
    alarm: RunningAlarm,
    window: GaugeStream,
    { at, value }: { readonly at: number; readonly value: number },
    receivedAt: number,
  ): void {
    const { bound, state } = alarm;
    const { condition } = bound;
    if (condition.movedBy !== "observation") return;
    const { unjudged, findings, modes } = this.#judging;
    const limits = modes.at(alarm, at);
    const judged = unjudged.attempt(alarm, { at, receivedAt }, () => condition.signal(at, value, window));
    if (judged === null) return;
    const signal = bound.sign * judged.came;
    const mergeMs = Math.max(window.holdGapMs, limits.offDelayMs);
    const note = weighLateSignal(limits.levels, state, { signal, at, mergeMs });
    if (note.state !== state) {
      alarm.state = note.state;
      findings.markChanged(alarm);
    }
    if (note.missedRank === 0 || bound.rule.shadow) return;
    findings.emitMissedPeak(makeMissedPeak(bound, note.missedRank, { at, receivedAt, signal }));
  }
}

function transitionTimesOf({ observedAt, receivedAt }: JudgingInput): {
  readonly at: number;
  readonly receivedAt: number;
} {
  return { at: observedAt, receivedAt };
}

function originOf(seen: JudgingInput): MoveOrigin {
  const { receivedAt, trust = null } = seen;
  return { receivedAt, cause: "observation", trust, doubt: doubtIn(seen) };
}
