import type { GaugeKey } from "../../domain/ids.ts";
import { stepAlarm } from "./alarm-state.ts";
import { type DueLevel, dueLevels, duesOf, nextDueOf } from "./clock-alarm-dues.ts";
import { type JudgingContext, moveAlarm } from "./judging-context.ts";
import type { Move, MoveOrigin } from "./make-transition.ts";
import type { RunningAlarm, RunningGauge } from "./running-alarm.ts";
import type { UsableTimes } from "./usable-times.ts";

/** Judges what gauges do not say: alarms that fall due on our clock unless something usable comes of a gauge before. */
export class ClockAlarmJudge {
  readonly #judging: JudgingContext;
  #usable: UsableTimes | null = null;
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

  /** From now on silence is counted by what `usable` says; without it every row counts. */
  follow(usable: UsableTimes): void {
    this.#usable = usable;
  }

  /** A reading of the gauge that was held has been given. */
  given(key: GaugeKey, gauge: RunningGauge, receivedAt: number): void {
    if (this.#usable !== null) this.heard(key, gauge, receivedAt);
  }

  /** A row of the gauge came in. */
  heard(key: GaugeKey, gauge: RunningGauge, receivedAt: number): void {
    const { clocked, heardAt } = gauge;
    if (clocked.length === 0) return;
    const usableAt = this.#usable?.usableAt(key) ?? receivedAt;
    const isUsable = this.#usable === null || usableAt > heardAt || usableAt === receivedAt;
    if (!isUsable) return;
    if (usableAt > heardAt) gauge.heardAt = usableAt;
    // Being heard puts off what is due and brings nothing nearer.
    if (!gauge.isMissed && heardAt !== Number.NEGATIVE_INFINITY) return;
    for (const clockAlarm of clocked) {
      const { alarm } = clockAlarm;
      const { state } = alarm;
      if (state.latched !== 0) {
        const at = Math.max(receivedAt, state.episodeStartedAt ?? receivedAt);
        const after = stepAlarm(alarm.limits, state, 0, at, false);
        this.#move(alarm, { after, at, signal: 0, reason: null }, { receivedAt, cause: "observation" });
      }
      this.#nothingDueBefore = Math.min(this.#nothingDueBefore, nextDueOf(clockAlarm, this.#startedAt));
    }
    gauge.isMissed = false;
  }

  /** What a gauge last said was taken back: what fell due without it is raised now, at `clock`. */
  takeBack(key: GaugeKey, gauge: RunningGauge, clock: number): void {
    if (this.#usable === null || gauge.clocked.length === 0) return;
    gauge.heardAt = Math.min(gauge.heardAt, this.#usable.usableAt(key));
    for (const due of dueLevels(gauge.clocked, this.#startedAt, clock)) this.#raise({ ...due, at: clock });
    this.resetNextDue();
  }

  /** Raises what is due at `clock` or before. Nearly free while nothing is. */
  raiseDue(clock: number): void {
    if (clock < this.#nothingDueBefore) return;
    const { clockAlarms } = this.#judging.running;
    for (const due of dueLevels(clockAlarms, this.#startedAt, clock)) this.#raise(due);
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

  #raise({ at, afterMs, clockAlarm }: DueLevel): void {
    const { unjudged, combined } = this.#judging;
    const { alarm, expectedIntervalMs } = clockAlarm;
    const { condition, inputs } = alarm.bound;
    if (condition.movedBy !== "clock") return;
    const judged = unjudged.attempt(alarm, { at, receivedAt: at }, () => condition.signal(afterMs, expectedIntervalMs));
    if (judged === null) return;
    const signal = judged.came;
    const after = stepAlarm(alarm.limits, alarm.state, signal, at, false);
    const key = inputs[0]?.gauge;
    const reason = key === undefined ? null : (this.#usable?.unusableWords(key) ?? null);
    this.#move(alarm, { after, at, signal, reason }, { receivedAt: at, cause: "clock" });
    clockAlarm.gauge.isMissed = true;
    combined.settle({ receivedAt: at, cause: "clock" });
  }

  #move(alarm: RunningAlarm, move: Omit<Move, "before">, origin: MoveOrigin): void {
    const before = alarm.state;
    if (move.after !== before) moveAlarm(this.#judging, alarm, { before, ...move }, origin);
  }
}
