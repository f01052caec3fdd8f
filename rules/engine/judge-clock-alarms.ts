import { type AlarmState, stepAlarm } from "./alarm-state.ts";
import { dueLevels, duesOf, nextDueOf } from "./clock-alarm-dues.ts";
import { type JudgingContext, moveAlarm } from "./judging-context.ts";
import type { MoveOrigin } from "./make-transition.ts";
import type { RunningAlarm, RunningGauge } from "./running-alarm.ts";

/** Judges what gauges do not say: alarms that fall due on our clock unless a gauge is heard before. */
export class ClockAlarmJudge {
  readonly #judging: JudgingContext;
  #startedAt = Number.NEGATIVE_INFINITY;
  /** No silence falls due before it; the true next one may be later, as being heard only puts it off. */
  #nothingDueBefore = Number.POSITIVE_INFINITY;

  constructor(judging: JudgingContext) {
    this.#judging = judging;
  }

  /** No silence falls due before it; it may lie too early, and a look at that moment then moves it on. */
  get nextDueAt(): number {
    return this.#nothingDueBefore;
  }

  /** The hub started: silence is counted from then on, or from a later start known already. */
  startedAt(at: number): void {
    this.#startedAt = Math.max(this.#startedAt, at);
  }

  /** A row of the gauge came in. */
  heard(gauge: RunningGauge, receivedAt: number): void {
    const { clocked, heardAt } = gauge;
    if (clocked.length === 0) return;
    if (receivedAt > heardAt) gauge.heardAt = receivedAt;
    // Being heard puts off what is due and brings nothing nearer.
    if (!gauge.isMissed && heardAt !== Number.NEGATIVE_INFINITY) return;
    for (const clockAlarm of clocked) {
      const { alarm } = clockAlarm;
      const { state } = alarm;
      if (state.latched !== 0) {
        const at = Math.max(receivedAt, state.episodeStartedAt ?? receivedAt);
        const after = stepAlarm(alarm.limits, state, 0, at, false);
        this.#move(alarm, after, at, 0, { receivedAt, cause: "observation" });
      }
      this.#nothingDueBefore = Math.min(this.#nothingDueBefore, nextDueOf(clockAlarm, this.#startedAt));
    }
    gauge.isMissed = false;
  }

  /** Raises what is due at `clock` or before. Nearly free while nothing is. */
  raiseDue(clock: number): void {
    if (clock < this.#nothingDueBefore) return;
    const { running, unjudged, combined } = this.#judging;
    for (const { at, afterMs, clockAlarm } of dueLevels(running.clockAlarms, this.#startedAt, clock)) {
      const { alarm, expectedIntervalMs } = clockAlarm;
      const { condition } = alarm.bound;
      if (condition.movedBy !== "clock") continue;
      const judged = unjudged.attempt(alarm, { at, receivedAt: at }, () =>
        condition.signal(afterMs, expectedIntervalMs),
      );
      if (judged === null) continue;
      const signal = judged.came;
      const after = stepAlarm(alarm.limits, alarm.state, signal, at, false);
      this.#move(alarm, after, at, signal, { receivedAt: at, cause: "clock" });
      clockAlarm.gauge.isMissed = true;
      combined.settle({ receivedAt: at, cause: "clock" });
    }
    this.resetNextDue();
  }

  /** Limits are others from now on. */
  limitsChanged(): void {
    for (const clockAlarm of this.#judging.running.clockAlarms) {
      const { alarm, expectedIntervalMs } = clockAlarm;
      clockAlarm.dues = duesOf(alarm.bound, alarm.limits, expectedIntervalMs);
    }
  }

  /** Finds out when the next silence is due. */
  resetNextDue(): void {
    this.#nothingDueBefore = Number.POSITIVE_INFINITY;
    for (const clockAlarm of this.#judging.running.clockAlarms) {
      const due = nextDueOf(clockAlarm, this.#startedAt);
      this.#nothingDueBefore = Math.min(this.#nothingDueBefore, due);
    }
  }

  #move(alarm: RunningAlarm, after: AlarmState, at: number, signal: number, origin: MoveOrigin): void {
    const before = alarm.state;
    if (after !== before) moveAlarm(this.#judging, alarm, { before, after, at, signal, reason: null }, origin);
  }
}
