import type { AlarmKey } from "../domain/ids.ts";
import type { Mode } from "../domain/mode.ts";
import type { JournalledObservation } from "../domain/observation.ts";
import type { QualityVerdict } from "../domain/quality.ts";
import type { BilingualText } from "../domain/text.ts";
import { moveState } from "./alarm-history.ts";
import { type AlarmState, normalState, stepAlarm } from "./alarm-state.ts";
import type { BoundAlarm } from "./bound-alarm.ts";
import { ceilingOf, noteRank, refoldObserved } from "./fold-alarm.ts";
import { addToWindow, firstAfter, lastAtOrBefore, newestAt } from "./gauge-window.ts";
import { CombinedJudge } from "./judge-combined.ts";
import { noteLateSignal } from "./late-signal.ts";
import { type Findings, Ledger, nothingFound } from "./ledger.ts";
import { type Learnt, type Move, makeMissedPeak, makeTransition } from "./make-transition.ts";
import { createModeClock, type ModeClock } from "./mode-clock.ts";
import type { ObservationLog, SavedAlarm } from "./ports.ts";
import { asItIs, type Judgeable, type QualityDesk } from "./quality/quality-desk.ts";
import { isQualityNote } from "./quality/saved-quality.ts";
import { recall, settleRestored } from "./recall.ts";
import { revise } from "./revise.ts";
import { type Running, runGauges } from "./run-gauges.ts";
import { type GaugeStream, limitsIn, type RunningAlarm, type RunningGauge } from "./running-alarm.ts";
import { endOf, readSavedAlarm, resumeAlarm, saveAlarm } from "./saved-alarm.ts";
import { mayJudge, type Seen } from "./seen.ts";
import type { RulesSettings } from "./settings.ts";
import { dueLevels, duesOf, nextDueOf } from "./silence-clock.ts";
import { isUnjudgedNote, type UnjudgedAlarm, UnjudgedRules } from "./unjudged-rules.ts";

export { type Findings, nothingFound } from "./ledger.ts";

/**
 * Judges observations in journal order. Same alarms, same rows, same starts, same modes and same clock give the same
 * findings: live, after a restart in the middle, in a replay and in a backtest. It reads no clock and makes no ids.
 *
 * Time (DESIGN.md 2; docs/decisions/0007): rules run on `observedAt`. An observation within the lateness limit is put in
 * its place, so that the order of arrival leaves no trace in the episodes; an older one completes windows and may show a
 * missed peak, and never moves an alarm. Silence runs on `receivedAt`.
 */
export class RuleEngine {
  readonly #running: Running;
  readonly #settings: RulesSettings;
  readonly #desk: QualityDesk | null;
  readonly #ledger = new Ledger();
  readonly #modes: ModeClock;
  readonly #combined: CombinedJudge;
  readonly #unjudged = new UnjudgedRules(this.#ledger);
  readonly #unbound: readonly UnjudgedAlarm[];
  #clock = Number.NEGATIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  /** No silence falls due before it; the true next one may be later, as being heard only puts it off. */
  #nothingDueBefore = Number.POSITIVE_INFINITY;

  /**
   * @param desk holds what is doubtful before it is judged; outlives the engine; null where all is judged at once
   * @param unbound what fits a rule and cannot be judged: where it was judged before, that is an alarm
   */
  constructor(
    alarms: readonly BoundAlarm[],
    settings: RulesSettings,
    desk: QualityDesk | null = null,
    unbound: readonly UnjudgedAlarm[] = [],
  ) {
    this.#unbound = unbound;
    this.#settings = settings;
    this.#desk = desk;
    this.#running = runGauges(alarms, settings);
    this.#modes = createModeClock(settings.latenessLimitMs);
    this.#combined = new CombinedJudge(this.#modes, this.#ledger, this.#unjudged, settings.lateAfterMs);
  }

  /**
   * Takes up where the last commit left off. Saved is only what alarms stood at; windows, newest times, receptions and
   * modes are read from the journal up to `cursor` (docs/decisions/0003).
   *
   * @param clock our clock up to which silence had been counted
   * @param judgedBefore alarms that other rules judged up to now, also those that nothing is saved of
   * @returns the ends of alarms whose rule or gauge is gone, or is now about something else
   * @throws {HubError} `rules.saved_state_unreadable`
   */
  async restore(
    saved: readonly SavedAlarm[],
    log: ObservationLog,
    cursor: number,
    clock: number,
    judgedBefore: readonly AlarmKey[] = [],
  ): Promise<Findings> {
    this.#clock = clock;
    for (const { journalSeq, at, mode } of await log.modes(-1)) if (journalSeq <= cursor) this.#enter(mode, at);
    const running = [...this.#running.alarms];
    const byKey = new Map(running.map((alarm) => [alarm.bound.alarmKey, alarm]));
    const ofRules = saved.filter((each) => !isQualityNote(each) && !isUnjudgedNote(each));
    for (const each of ofRules) this.#resume(each, byKey.get(each.alarmKey));
    const judged = {
      isJudged: (key: AlarmKey) => byKey.has(key),
      judgedBefore: new Set([...judgedBefore, ...ofRules.map(({ alarmKey }) => alarmKey)]),
      unbound: this.#unbound,
    };
    this.#unjudged.restore(saved.filter(isUnjudgedNote), judged, clock);
    for (const key of (await this.#desk?.restore(saved, log, cursor)) ?? []) this.#ledger.removed(key);
    for (const { journalSeq, startedAt } of await log.starts(-1)) {
      if (journalSeq <= cursor) this.#startedAt = Math.max(this.#startedAt, startedAt);
    }
    await recall(log, this.#running.gauges, cursor, this.#desk);
    settleRestored(this.#running);
    this.#waitAfresh();
    return this.#ledger.takeFindings();
  }

  /**
   * Marks a start of the hub: silence is counted from here on, never over the hub's own absence. Alarms that were
   * raised stay so until their gauge is heard.
   *
   * @param countedUpTo our clock up to which the run before had counted silence, as far as it was committed
   * @returns silences that fell due up to then
   */
  start(at: number, countedUpTo: number = Number.NEGATIVE_INFINITY): Findings {
    const found = this.advanceClock(countedUpTo);
    this.#clock = Math.max(this.#clock, at);
    this.#startedAt = Math.max(this.#startedAt, at);
    this.#waitAfresh();
    return found;
  }

  /**
   * Marks that the city is run in another mode from `at` on, our clock. Readings observed from then on are judged by the
   * limits that rules have in it; an alarm moves with the next of them.
   *
   * @returns silences that fell due before, by the limits of the mode that ends
   */
  setMode(mode: Mode, at: number): Findings {
    const found = this.advanceClock(at - 1);
    if (!this.#enter(mode, at)) return found;
    for (const alarm of this.#running.combined) alarm.dueAt = Math.min(alarm.dueAt, at);
    this.#waitAfresh();
    return found;
  }

  /** The mode the city is in and since when, our clock; -Infinity where it has never been another. */
  get mode(): { readonly mode: Mode; readonly since: number } {
    return { mode: this.#modes.mode, since: this.#modes.since };
  }

  /**
   * Judges the next row of the journal. The clock is brought to its `receivedAt` first, so findings do not depend on
   * how rows were batched.
   */
  step(observation: JournalledObservation): Findings {
    const { receivedAt } = observation;
    if (receivedAt > this.#clock) this.#passTime(receivedAt, receivedAt - 1);
    const gauge = this.#running.gauges[observation.gauge];
    if (gauge !== undefined) this.#hear(gauge, receivedAt);
    if (mayJudge(observation)) {
      const judgeable = this.#desk === null ? asItIs : this.#desk.take(observation);
      if (judgeable !== asItIs) this.#judgeAll(judgeable, receivedAt);
      else if (gauge !== undefined) this.#judgeBy(gauge, observation);
    }
    if (this.#combined.isWaiting) this.#combined.settle({ receivedAt, cause: "observation" });
    return this.#ledger.takeFindings();
  }

  /**
   * Lets time pass where nothing was received. A silence takes effect at the moment it was due, however late this is
   * called; nearly free while none is due.
   *
   * @param to no row still to come may have been received at or before it
   */
  advanceClock(to: number): Findings {
    if (to <= this.#clock) return nothingFound;
    this.#passTime(to, to);
    return this.#ledger.takeFindings();
  }

  /** Alarms whose state changed since the last call, and those that are gone; to be committed with the cursor. */
  takeChanged(): { readonly alarms: readonly SavedAlarm[]; readonly removed: readonly AlarmKey[] } {
    const { alarms, removed } = this.#ledger.takeChanged();
    const notes = [...this.#unjudged.takeChanged(), ...(this.#desk?.takeChanged() ?? [])];
    return { alarms: [...alarms.map(saveAlarm), ...notes], removed };
  }

  /** Flags that observations were given since the last call, to be committed with the cursor. */
  takeVerdicts(): readonly QualityVerdict[] {
    return this.#desk?.takeVerdicts() ?? [];
  }

  /** Every alarm that is not as new, as it stands now, committed or not: what an engine with other rules takes over. */
  present(): readonly SavedAlarm[] {
    const notes = [...this.#unjudged.present(), ...(this.#desk?.present() ?? [])];
    return [...this.#running.alarms.filter(isMarked).map(saveAlarm), ...notes];
  }

  /** Every alarm it judges. */
  judgedKeys(): readonly AlarmKey[] {
    return this.#running.alarms.map(({ bound }) => bound.alarmKey);
  }

  /**
   * Lets what falls due happen in its order.
   *
   * @param releaseUpTo doubtful observations due by then are decided; those due with a row are decided after it
   */
  #passTime(to: number, releaseUpTo: number): void {
    const desk = this.#desk;
    while (desk !== null && desk.nextDueAt <= releaseUpTo) {
      const dueAt = desk.nextDueAt;
      if (dueAt > this.#clock) this.#clock = dueAt;
      if (this.#clock >= this.#nothingDueBefore) this.#raiseSilences();
      this.#judgeAll(desk.releaseDue(dueAt), dueAt);
    }
    this.#clock = to;
    if (to >= this.#nothingDueBefore) this.#raiseSilences();
  }

  #judgeAll(judgeable: readonly Judgeable[], receivedAt: number): void {
    for (const each of judgeable) {
      const gauge = this.#running.gauges[each.gauge];
      if (gauge === undefined) continue;
      this.#judgeBy(gauge, { ...each, receivedAt });
      this.#combined.settle({ receivedAt, cause: "observation", trust: each.trust });
    }
  }

  #judgeBy(gauge: RunningGauge, seen: Seen): void {
    const bit = 1 << seen.flag;
    for (const stream of gauge.streams) {
      if ((stream.flags & bit) === 0) continue;
      if (seen.observedAt > newestAt(stream.window)) this.#judge(stream, seen);
      else this.#judgeLate(stream, seen);
    }
  }

  #judge(stream: GaugeStream, { observedAt, receivedAt, value, trust = null }: Seen): void {
    const { window, observed } = stream;
    const isAfterGap = observedAt - newestAt(window) > window.holdGapMs;
    if (stream.watchers.length > 0) {
      if (isAfterGap) this.#combined.seenAfterGap(stream, observedAt, { receivedAt, cause: "observation", trust });
      this.#combined.seen(stream, observedAt);
    }
    addToWindow(window, observedAt, value);
    const isOfThisMode = observedAt >= this.#modes.since;
    // Nearly every turn ends at `continue`, with nothing allocated.
    for (let index = 0; index < observed.length; index++) {
      const alarm = observed[index] as RunningAlarm;
      const { judge: condition, state: before } = alarm;
      if (condition === null) continue;
      const limits = isOfThisMode ? alarm.limits : this.#modes.at(alarm, observedAt);
      let signal: number;
      let after: AlarmState;
      let reason: BilingualText | null = null;
      try {
        signal = alarm.sign * condition.signal(observedAt, value, window);
        const ceiling =
          before.latched === 0
            ? signal
            : ceilingOf(condition, limits.levels, before, signal, { at: observedAt, value, window });
        after = stepAlarm(limits, before, signal, observedAt, isAfterGap, ceiling);
        if (after.latched !== before.latched) reason = condition.reason?.(observedAt, value, window) ?? null;
      } catch (error) {
        this.#unjudged.failed(alarm.bound, error, { at: observedAt, receivedAt });
        continue;
      }
      if (!this.#unjudged.isEmpty) this.#unjudged.judged(alarm.bound.alarmKey, { at: observedAt, receivedAt });
      if (after === before) continue;
      const move = { before, after, at: observedAt, signal, reason };
      this.#move(alarm, move, { receivedAt, cause: "observation", trust });
    }
  }

  #judgeLate(stream: GaugeStream, { observedAt: at, receivedAt, value }: Seen): void {
    const { window, observed } = stream;
    const newest = newestAt(window);
    if (at === newest) return;
    if (addToWindow(window, at, value) && stream.watchers.length > 0) {
      const afterAt = window.times[firstAfter(window, at)] ?? newest;
      this.#combined.seenLate(stream, at, lastAtOrBefore(window, at - 1), afterAt);
    }
    const mayMove = this.#settings.latenessLimitMs > 0 && at >= newest - this.#settings.latenessLimitMs;
    for (const alarm of observed) {
      if (!mayMove || !this.#refold(alarm, stream, { at, value }, receivedAt)) {
        this.#notePeak(alarm, stream, { at, value }, receivedAt);
      }
    }
  }

  #refold(
    alarm: RunningAlarm,
    stream: GaugeStream,
    late: { readonly at: number; readonly value: number },
    receivedAt: number,
  ): boolean {
    const { condition } = alarm.bound;
    if (condition.movedBy !== "observation") return true;
    const told = { state: alarm.state, levels: alarm.levels };
    const judged = this.#unjudged.attempt(alarm, { at: late.at, receivedAt }, () =>
      refoldObserved(alarm, condition, stream, late, this.#modes),
    );
    if (judged === null) return true;
    const refold = judged.came;
    if (refold === null) return false;
    if (alarm.state !== told.state) this.#ledger.changed(alarm);
    if (alarm.levels === told.levels) return true;
    const known = { state: alarm.state };
    const { from, moves } = refold;
    const learnt: Learnt = { receivedAt, cause: "observation" };
    const news = revise({ bound: alarm.bound, told, known, from, moves }, learnt, this.#settings.lateAfterMs);
    for (const transition of news.transitions) this.#ledger.tell(alarm, transition);
    if (news.missedPeak !== null) this.#ledger.tellOfPeak(news.missedPeak);
    const [first] = news.transitions;
    if (first !== undefined) this.#combined.moved(alarm, first.revisesFromAt ?? first.at);
    return true;
  }

  #notePeak(
    alarm: RunningAlarm,
    { window }: GaugeStream,
    { at, value }: { readonly at: number; readonly value: number },
    receivedAt: number,
  ): void {
    const { bound, state } = alarm;
    if (bound.condition.movedBy !== "observation") return;
    const limits = this.#modes.at(alarm, at);
    const { condition } = bound;
    const judged = this.#unjudged.attempt(alarm, { at, receivedAt }, () => condition.signal(at, value, window));
    if (judged === null) return;
    const signal = bound.sign * judged.came;
    const mergeMs = Math.max(window.holdGapMs, limits.offDelayMs);
    const note = noteLateSignal(limits.levels, state, { signal, at, mergeMs });
    if (note.state !== state) {
      alarm.state = note.state;
      this.#ledger.changed(alarm);
    }
    if (note.missedRank === 0 || bound.rule.shadow) return;
    this.#ledger.tellOfPeak(makeMissedPeak(bound, note.missedRank, { at, receivedAt, signal }));
  }

  #hear(gauge: RunningGauge, receivedAt: number): void {
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
        this.#moveByClock(alarm, after, at, 0, { receivedAt, cause: "observation" });
      }
      this.#nothingDueBefore = Math.min(this.#nothingDueBefore, nextDueOf(clockAlarm, this.#startedAt));
    }
    gauge.isMissed = false;
  }

  #raiseSilences(): void {
    for (const { at, afterMs, clockAlarm } of dueLevels(this.#running.clockAlarms, this.#startedAt, this.#clock)) {
      const { alarm, expectedIntervalMs } = clockAlarm;
      const { condition } = alarm.bound;
      if (condition.movedBy !== "clock") continue;
      const judged = this.#unjudged.attempt(alarm, { at, receivedAt: at }, () =>
        condition.signal(afterMs, expectedIntervalMs),
      );
      if (judged === null) continue;
      const signal = judged.came;
      const after = stepAlarm(alarm.limits, alarm.state, signal, at, false);
      this.#moveByClock(alarm, after, at, signal, { receivedAt: at, cause: "clock" });
      clockAlarm.gauge.isMissed = true;
      this.#combined.settle({ receivedAt: at, cause: "clock" });
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

  #moveByClock(alarm: RunningAlarm, after: AlarmState, at: number, signal: number, learnt: Learnt): void {
    const before = alarm.state;
    if (after !== before) this.#move(alarm, { before, after, at, signal, reason: null }, learnt);
  }

  #move(alarm: RunningAlarm, move: Move, learnt: Learnt): void {
    const { before, after, at } = move;
    moveState(alarm, after, at, this.#settings.latenessLimitMs);
    this.#ledger.changed(alarm);
    if (before.latched === after.latched) return;
    const transition = makeTransition(alarm.bound, move, learnt, this.#settings.lateAfterMs);
    if (transition === null) return;
    noteRank(alarm, at);
    this.#ledger.tell(alarm, transition);
    if (alarm.dependents.length > 0) this.#combined.moved(alarm, at);
  }

  #enter(mode: Mode, at: number): boolean {
    if (!this.#modes.change(mode, at)) return false;
    for (const alarm of this.#running.alarms) alarm.limits = limitsIn(alarm.bound, mode);
    for (const clockAlarm of this.#running.clockAlarms) {
      const { alarm, expectedIntervalMs } = clockAlarm;
      clockAlarm.dues = duesOf(alarm.bound, alarm.limits, expectedIntervalMs);
    }
    return true;
  }

  #resume(saved: SavedAlarm, alarm: RunningAlarm | undefined): void {
    const restored = readSavedAlarm(saved);
    if (alarm !== undefined && alarm.about === restored.about) {
      resumeAlarm(alarm, restored);
      return;
    }
    const end = endOf(restored, this.#clock);
    if (end !== null) this.#ledger.tellOfEnd(end);
    if (alarm === undefined) {
      this.#ledger.removed(saved.alarmKey);
      return;
    }
    alarm.state = normalState;
    alarm.isEdited = true;
    this.#ledger.changed(alarm);
  }
}

/** True once anything has happened to an alarm that a new one would not know. */
function isMarked({ state, past, levels, isEdited }: RunningAlarm): boolean {
  return state !== normalState || past.length > 0 || levels.length > 1 || isEdited;
}
