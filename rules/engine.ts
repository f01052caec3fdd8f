import type { AlarmTransition, MissedPeak, TransitionCause } from "../domain/alarm.ts";
import type { AlarmKey, GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observation.ts";
import { checks, isJudged } from "../domain/quality.ts";
import { type AlarmState, normalState, stepAlarm } from "./alarm-state.ts";
import type { BoundAlarm } from "./bound-alarm.ts";
import { addToWindow } from "./gauge-window.ts";
import { noteLateSignal } from "./late-signal.ts";
import { type Finding, makeMissedPeak, makeTransition } from "./make-transition.ts";
import type { ObservationLog, SavedAlarm } from "./ports.ts";
import { type Running, runGauges } from "./run-gauges.ts";
import type { RunningAlarm, RunningGauge } from "./running-alarm.ts";
import { endOf, readSavedAlarm, resumeAlarm, saveAlarm } from "./saved-alarm.ts";
import type { RulesSettings } from "./settings.ts";
import { dueLevels, nextDueOf } from "./silence-clock.ts";

/** What one call found, in the order in which it happened. */
export interface Findings {
  readonly transitions: readonly AlarmTransition[];
  readonly missedPeaks: readonly MissedPeak[];
}

/** The result of a call that found nothing: always this object, so that a quiet city allocates nothing. */
export const nothingFound: Findings = Object.freeze({ transitions: Object.freeze([]), missedPeaks: Object.freeze([]) });

/** Gauges whose past is asked of the journal at once on a restart. */
const gaugesAtOnce = 256;

/**
 * Judges observations in journal order. Same alarms, same rows, same starts and same clock give the same findings:
 * live, after a restart in the middle, in a replay and in a backtest. It reads no clock and makes no ids.
 *
 * Time (DESIGN.md 2; RELIABILITY.md, time policy): rules run on `observedAt`; an observation older than the newest of
 * its gauge completes windows and may show a missed peak, and never moves an alarm; silence runs on `receivedAt`.
 */
export class RuleEngine {
  readonly #running: Running;
  readonly #settings: RulesSettings;
  #clock = Number.NEGATIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  /** No silence falls due before it; the true next one may be later, as being heard only puts it off. */
  #nothingDueBefore = Number.POSITIVE_INFINITY;
  #transitions: AlarmTransition[] = [];
  #missedPeaks: MissedPeak[] = [];
  #changed: RunningAlarm[] = [];
  #removed: AlarmKey[] = [];

  constructor(alarms: readonly BoundAlarm[], settings: RulesSettings) {
    this.#settings = settings;
    this.#running = runGauges(alarms, settings.holdGapIntervals);
  }

  /**
   * Takes up where the last commit left off. Saved is only what alarms stood at; windows, newest times and receptions
   * are read from the journal up to `cursor` (docs/decisions/0003).
   *
   * @param clock our clock up to which silence had been counted
   * @returns the ends of alarms whose rule or gauge is gone, or is now about something else
   * @throws {HubError} `rules.saved_state_unreadable`
   */
  async restore(saved: readonly SavedAlarm[], log: ObservationLog, cursor: number, clock: number): Promise<Findings> {
    this.#clock = clock;
    const byKey = new Map(this.#running.alarms.map((alarm) => [alarm.bound.alarmKey, alarm]));
    for (const each of saved) this.#resume(each, byKey.get(each.alarmKey));
    for (const { journalSeq, startedAt } of await log.starts(-1)) {
      if (journalSeq <= cursor) this.#startedAt = Math.max(this.#startedAt, startedAt);
    }
    const present = [...this.#running.gauges.entries()].filter((entry) => entry[1] !== undefined);
    for (let from = 0; from < present.length; from += gaugesAtOnce) {
      const some = present.slice(from, from + gaugesAtOnce) as [GaugeKey, RunningGauge][];
      await Promise.all(some.map(([key, gauge]) => recall(log, key, gauge, cursor)));
    }
    this.#waitAfresh();
    return this.#take();
  }

  /**
   * Marks a start of the hub: silence is counted from here on, never over the hub's own absence. Alarms that were
   * raised stay so until their gauge is heard.
   */
  start(at: number): void {
    this.#clock = Math.max(this.#clock, at);
    this.#startedAt = Math.max(this.#startedAt, at);
    this.#waitAfresh();
  }

  /**
   * Judges the next row of the journal. The clock is brought to its `receivedAt` first, so findings do not depend on
   * how rows were batched.
   */
  step(observation: JournalledObservation): Findings {
    const { receivedAt } = observation;
    if (receivedAt > this.#clock) {
      this.#clock = receivedAt;
      if (receivedAt >= this.#nothingDueBefore) this.#raiseSilences();
    }
    const gauge = this.#running.gauges[observation.gauge];
    if (gauge === undefined) return this.#take();
    this.#hear(gauge, receivedAt);
    if (!mayJudge(observation)) return this.#take();
    if (observation.observedAt > gauge.newestAt) this.#judge(gauge, observation);
    else this.#judgeLate(gauge, observation);
    return this.#take();
  }

  /**
   * Lets time pass where nothing was received. A silence takes effect at the moment it was due, however late this is
   * called; nearly free while none is due.
   *
   * @param to no row still to come may have been received at or before it
   */
  advanceClock(to: number): Findings {
    if (to <= this.#clock) return nothingFound;
    this.#clock = to;
    if (to < this.#nothingDueBefore) return nothingFound;
    this.#raiseSilences();
    return this.#take();
  }

  /** Alarms whose state changed since the last call, and those that are gone; to be committed with the cursor. */
  takeChanged(): { readonly alarms: readonly SavedAlarm[]; readonly removed: readonly AlarmKey[] } {
    const alarms = this.#changed.map(saveAlarm);
    for (const alarm of this.#changed) alarm.isChanged = false;
    const removed = this.#removed;
    this.#changed = [];
    this.#removed = [];
    return { alarms, removed };
  }

  /** Every alarm that is not as new, as it stands now, committed or not: what an engine with other rules takes over. */
  present(): readonly SavedAlarm[] {
    return this.#running.alarms.filter(({ state }) => state !== normalState).map(saveAlarm);
  }

  #judge(gauge: RunningGauge, { observedAt, receivedAt, value }: JournalledObservation): void {
    const isAfterGap = observedAt - gauge.newestAt > gauge.holdGapMs;
    gauge.newestAt = observedAt;
    const { window, observed } = gauge;
    addToWindow(window, observedAt, value);
    for (let index = 0; index < observed.length; index++) {
      const alarm = observed[index] as RunningAlarm;
      const { bound, state } = alarm;
      const { condition } = bound;
      if (condition.movedBy !== "observation") continue;
      const signal = bound.sign * condition.signal(observedAt, value, window);
      const next = stepAlarm(bound.limits, state, signal, observedAt, isAfterGap);
      if (next !== state) this.#move(alarm, next, { at: observedAt, receivedAt, signal }, "observation");
    }
  }

  #judgeLate(gauge: RunningGauge, { observedAt, receivedAt, value }: JournalledObservation): void {
    if (observedAt === gauge.newestAt) return;
    addToWindow(gauge.window, observedAt, value);
    for (const alarm of gauge.observed) {
      const { bound, state } = alarm;
      if (bound.condition.movedBy !== "observation") continue;
      const signal = bound.sign * bound.condition.signal(observedAt, value, gauge.window);
      const mergeMs = Math.max(gauge.holdGapMs, bound.limits.offDelayMs);
      const note = noteLateSignal(bound.limits.levels, state, { signal, at: observedAt, mergeMs });
      if (note.state !== state) this.#remember(alarm, note.state);
      if (note.missedRank === 0) continue;
      this.#missedPeaks.push(makeMissedPeak(bound, note.missedRank, { at: observedAt, receivedAt, signal }));
    }
  }

  #hear(gauge: RunningGauge, receivedAt: number): void {
    const isFirst = gauge.heardAt === Number.NEGATIVE_INFINITY;
    if (receivedAt > gauge.heardAt) gauge.heardAt = receivedAt;
    for (const clockAlarm of gauge.clocked) {
      const { alarm } = clockAlarm;
      const { bound, state } = alarm;
      if (state.latched === 0 && !isFirst) continue;
      if (state.latched !== 0) {
        const at = Math.max(receivedAt, state.episodeStartedAt ?? receivedAt);
        const next = stepAlarm(bound.limits, state, 0, at, false);
        this.#move(alarm, next, { at, receivedAt, signal: 0 }, "observation");
      }
      this.#nothingDueBefore = Math.min(this.#nothingDueBefore, nextDueOf(clockAlarm, this.#startedAt));
    }
  }

  #raiseSilences(): void {
    for (const { at, afterMs, clockAlarm } of dueLevels(this.#running.clockAlarms, this.#startedAt, this.#clock)) {
      const { alarm, expectedIntervalMs } = clockAlarm;
      const { condition, limits } = alarm.bound;
      if (condition.movedBy !== "clock") continue;
      const signal = condition.signal(afterMs, expectedIntervalMs);
      const next = stepAlarm(limits, alarm.state, signal, at, false);
      this.#move(alarm, next, { at, receivedAt: at, signal }, "clock");
    }
    this.#waitAfresh();
  }

  #waitAfresh(): void {
    this.#nothingDueBefore = Number.POSITIVE_INFINITY;
    for (const clockAlarm of this.#running.clockAlarms) {
      const due = nextDueOf(clockAlarm, this.#startedAt);
      this.#nothingDueBefore = Math.min(this.#nothingDueBefore, due);
    }
  }

  #move(alarm: RunningAlarm, after: AlarmState, found: Finding, cause: TransitionCause): void {
    const before = alarm.state;
    this.#remember(alarm, after);
    if (before.latched === after.latched) return;
    const isLate = found.receivedAt - found.at > this.#settings.lateAfterMs;
    const transition = makeTransition(alarm.bound, { before, after }, { ...found, cause, isLate });
    if (transition === null) return;
    alarm.last = transition.to === null ? null : transition;
    this.#transitions.push(transition);
  }

  #remember(alarm: RunningAlarm, state: AlarmState): void {
    alarm.state = state;
    if (alarm.isChanged) return;
    alarm.isChanged = true;
    this.#changed.push(alarm);
  }

  #resume(saved: SavedAlarm, alarm: RunningAlarm | undefined): void {
    const restored = readSavedAlarm(saved);
    if (alarm !== undefined && alarm.about === restored.about) {
      resumeAlarm(alarm, restored);
      return;
    }
    const end = endOf(restored, this.#clock);
    if (end !== null) this.#transitions.push(end);
    if (alarm === undefined) this.#removed.push(saved.alarmKey);
    else this.#remember(alarm, normalState);
  }

  #take(): Findings {
    if (this.#transitions.length === 0 && this.#missedPeaks.length === 0) return nothingFound;
    const found = { transitions: this.#transitions, missedPeaks: this.#missedPeaks };
    this.#transitions = [];
    this.#missedPeaks = [];
    return found;
  }
}

/** Flags 1 to 3, and not too old to be anything but archive. */
function mayJudge({ flag, checks: failed }: JournalledObservation): boolean {
  return isJudged(flag) && (failed & checks.tooOld) === 0;
}

async function recall(log: ObservationLog, key: GaugeKey, gauge: RunningGauge, cursor: number): Promise<void> {
  const [recent, heardAt] = await Promise.all([
    log.recent(key, gauge.window.keepMs, cursor),
    gauge.clocked.length > 0 ? log.lastReceivedAt(key, cursor) : null,
  ]);
  for (const observation of recent) {
    if (!mayJudge(observation)) continue;
    gauge.newestAt = Math.max(gauge.newestAt, observation.observedAt);
    addToWindow(gauge.window, observation.observedAt, observation.value);
  }
  gauge.heardAt = heardAt ?? Number.NEGATIVE_INFINITY;
}
