import type { Mode } from "../../domain/city/mode.ts";
import type { AlarmKey, GaugeKey } from "../../domain/ids.ts";
import type { GaugeLimits } from "../../domain/observations/gauge-limits.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { Position } from "../../domain/position.ts";
import type { JudgeableObservation } from "../../quality/quality-gate.ts";
import { clearWindow, newestAt } from "../../series/gauge-window.ts";
import type { JournalReader, SavedEntry } from "../../store/ports.ts";
import type { BoundAlarm } from "../binding/bound-alarm.ts";
import { gaugeLimits } from "../binding/gauge-limits.ts";
import type { RulesSettings } from "../language/settings.ts";
import { normalState } from "./alarm-state.ts";
import { CombinedJudge } from "./combined/judge-combined.ts";
import { type Findings, FindingsBuffer } from "./findings-buffer.ts";
import { ClockAlarmJudge } from "./judge-clock-alarms.ts";
import { ObservedJudge } from "./judge-observed.ts";
import type { JudgingContext } from "./judging-context.ts";
import { doubtIn, mayJudge } from "./judging-input.ts";
import { createModeClock } from "./mode-clock.ts";
import { allGiven, type GivenObservations, recall, settleRestored } from "./recall.ts";
import { runGauges } from "./run-gauges.ts";
import { limitsIn, type RunningAlarm, streamsOf } from "./running-alarm.ts";
import { alarmsSaved, endOf, readSavedAlarm, resumeAlarm, saveAlarm } from "./saved-alarm.ts";
import { type UnjudgedAlarm, UnjudgedRules, unjudgedSaved } from "./unjudged-rules.ts";
import type { UsableTimes } from "./usable-times.ts";

export { type Findings, nothingFound } from "./findings-buffer.ts";

/** Where in the log an engine takes up, and what is there. */
export interface EnginePoint {
  readonly journal: JournalReader;
  readonly position: Position;
  /** Our clock up to which silence had been counted. */
  readonly clock: number;
  /** Which observations rules have been given; all where left out. */
  readonly given?: GivenObservations;
  /** When gauges last said something usable, as it stands there; without it every row of a gauge counts. */
  readonly usable?: UsableTimes;
  /** The engine that has judged up to here, where one has: what it holds of gauges is not read again. */
  readonly before?: RuleEngine | null;
  /** Lets other work of the event loop run now and then: restoring a city takes longer than it may wait. */
  readonly pause?: () => Promise<void>;
}

const noPause = async (): Promise<void> => {};

/** Saved alarms that are read between two pauses, some 10 ms (measured). */
const resumedAtOnce = 256;

/**
 * Judges observations in journal order. Same alarms, same rows, same starts, same modes and same clock give the same
 * findings: live, after a restart in the middle, in a replay and in a backtest. It reads no clock and makes no ids.
 *
 * Time (docs/architecture.md; docs/decisions/0007): rules run on `observedAt`. An observation within the lateness limit is put in
 * its place, so that the order of arrival leaves no trace in the episodes; an older one completes windows and may show a
 * missed peak, and never moves an alarm. Silence runs on `receivedAt` of what is usable.
 */
export class RuleEngine {
  readonly #judging: JudgingContext;
  readonly #observed: ObservedJudge;
  readonly #clockAlarms: ClockAlarmJudge;
  readonly #unbound: readonly UnjudgedAlarm[];
  #limits: readonly GaugeLimits[] | null = null;
  #clock = Number.NEGATIVE_INFINITY;

  /** @param unbound what fits a rule and cannot be judged: where it was judged before, that is an alarm */
  constructor(alarms: readonly BoundAlarm[], settings: RulesSettings, unbound: readonly UnjudgedAlarm[] = []) {
    this.#unbound = unbound;
    const findings = new FindingsBuffer();
    const modes = createModeClock(settings.latenessLimitMs);
    const unjudged = new UnjudgedRules(findings);
    const combined = new CombinedJudge(modes, findings, unjudged, settings.lateAfterMs);
    this.#judging = { running: runGauges(alarms, settings), settings, modes, findings: findings, combined, unjudged };
    this.#observed = new ObservedJudge(this.#judging);
    this.#clockAlarms = new ClockAlarmJudge(this.#judging);
  }

  /**
   * Takes up where the last commit left off. Saved is only what alarms stood at; windows, newest times, receptions and
   * modes are read from the journal up to the position (docs/decisions/0003).
   *
   * @param saved of the steps `rules` and `unjudged-rules`; what else is in it is passed over
   * @returns the ends of alarms whose rule or gauge is gone, or is now about something else
   * @throws {HubError} `rules.saved_state_unreadable`
   */
  async restore(saved: readonly SavedEntry[], from: EnginePoint): Promise<Findings> {
    const { journal, position, clock, given = allGiven, usable = null, before = null, pause = noPause } = from;
    this.#clock = clock;
    if (usable !== null) this.followUsable(usable);
    for (const { at, entry } of await journal.entriesOf("mode-set", position)) this.#changeMode(entry.mode, at);
    await this.#resumeAll(saved, before, pause);
    for (const { at } of await journal.entriesOf("hub-started", position)) this.#clockAlarms.startedAt(at);
    const held = before === null ? null : before.#judging.running.gauges;
    await recall(this.#judging.running.gauges, { journal, upTo: position, given, usable, held, pause });
    settleRestored(this.#judging.running);
    this.#clockAlarms.resetNextDue();
    return this.#judging.findings.drainFindings();
  }

  /**
   * Marks a start of the hub: silence is counted from here on, never over the hub's own absence. Alarms that were
   * raised stay so until their gauge is heard.
   */
  start(at: number): void {
    this.#clock = Math.max(this.#clock, at);
    this.#clockAlarms.startedAt(at);
    this.#clockAlarms.resetNextDue();
  }

  /**
   * Marks that the city is run in another mode from `at` on, our clock. Readings observed from then on are judged by the
   * limits that rules have in it; an alarm moves with the next of them.
   *
   * @returns silences that fell due before, by the limits of the mode that ends
   */
  setMode(mode: Mode, at: number): Findings {
    const found = this.advanceClock(at - 1);
    if (!this.#changeMode(mode, at)) return found;
    for (const alarm of this.#judging.running.combined) alarm.dueAt = Math.min(alarm.dueAt, at);
    this.#clockAlarms.resetNextDue();
    return found;
  }

  /**
   * Forgets what gauges showed: their values from now on are not comparable. Alarms stay as they are, and the next reading judges
   * them anew; what they were is not judged again.
   */
  startAfresh(gauges: readonly GaugeKey[]): void {
    for (const key of gauges) {
      for (const stream of streamsOf(this.#judging.running.gauges[key])) {
        for (const alarm of stream.observed) {
          alarm.past = [];
          alarm.stateSince = Math.max(alarm.stateSince, newestAt(stream));
          this.#judging.findings.markChanged(alarm);
        }
        clearWindow(stream);
      }
    }
    this.#observed.limitsChanged();
  }

  /** The next moment, our clock, at which time alone may move an alarm; Infinity for never. */
  get nextDueAt(): number {
    return this.#clockAlarms.nextDueAt;
  }

  /** What readings of each gauge are held against now; the same list until that changes. */
  get limits(): readonly GaugeLimits[] {
    this.#limits ??= gaugeLimits(this.#judging.running.alarms);
    return this.#limits;
  }

  /** The mode the city is in and since when, our clock; -Infinity where it has never been another. */
  get mode(): { readonly mode: Mode; readonly since: number } {
    return { mode: this.#judging.modes.mode, since: this.#judging.modes.since };
  }

  /**
   * Judges the next row of the journal. The clock is brought to its `receivedAt` first, so findings do not depend on
   * how rows were batched.
   *
   * @param judgeable what quality checks make of the row: observations to judge in its place; null for the row as it is
   */
  step(row: JournalledObservation, judgeable: readonly JudgeableObservation[] | null = null): Findings {
    const { receivedAt } = row;
    if (receivedAt > this.#clock) {
      this.#clock = receivedAt;
      this.#clockAlarms.raiseDue(receivedAt);
    }
    const gauge = this.#judging.running.gauges[row.gauge];
    if (gauge !== undefined) this.#clockAlarms.heard(row.gauge, gauge, receivedAt);
    if (judgeable !== null) this.#judgeAll(judgeable, receivedAt);
    else if (gauge !== undefined && mayJudge(row)) this.#observed.judge(gauge, row);
    if (this.#judging.combined.isWaiting) {
      this.#judging.combined.settle({ receivedAt, cause: "observation", doubt: doubtIn(row) });
    }
    return this.#judging.findings.drainFindings();
  }

  /**
   * Lets time pass where nothing was received. A silence takes effect at the moment it was due, however late this is
   * called; nearly free while none is due.
   *
   * @param to no row still to come may have been received before it
   * @param judgeable observations that were held until `to`, to be judged now
   */
  advanceClock(to: number, judgeable: readonly JudgeableObservation[] | null = null): Findings {
    if (to > this.#clock) this.#clock = to;
    // A change of mode may have made due what was not, before now.
    this.#clockAlarms.raiseDue(this.#clock);
    if (judgeable !== null) this.#judgeAll(judgeable, to);
    return this.#judging.findings.drainFindings();
  }

  /** From now on silence is counted by what `usable` says; without it every row of a gauge counts. */
  followUsable(usable: UsableTimes): void {
    this.#clockAlarms.follow(usable);
  }

  /** Takes in that the newest usable reading of gauges was taken back: they may have been silent for a while. */
  takeBack(gauges: readonly GaugeKey[]): Findings {
    for (const key of gauges) {
      const gauge = this.#judging.running.gauges[key];
      if (gauge !== undefined) this.#clockAlarms.takeBack(key, gauge, this.#clock);
    }
    return this.#judging.findings.drainFindings();
  }

  /** Alarms whose state changed since the last call, and those that are gone; to be committed with the position. */
  drainChanges(): readonly SavedEntry[] {
    const { alarms, removed } = this.#judging.findings.drainChanges();
    return [
      ...removed.map((key): SavedEntry => ({ step: alarmsSaved, key, state: null })),
      ...alarms.map(saveAlarm),
      ...this.#judging.unjudged.drainChanges(),
    ];
  }

  /** Every alarm that is not as new, as it stands now, committed or not: what an engine with other rules is given. */
  snapshot(): readonly SavedEntry[] {
    return [...this.#judging.running.alarms.filter(hasHistory).map(saveAlarm), ...this.#judging.unjudged.snapshot()];
  }

  /** Every alarm it judges. */
  judgedKeys(): readonly AlarmKey[] {
    return this.#judging.running.alarms.map(({ bound }) => bound.alarmKey);
  }

  async #resumeAll(saved: readonly SavedEntry[], before: RuleEngine | null, pause: () => Promise<void>): Promise<void> {
    const byKey = new Map<string, RunningAlarm>();
    for (const alarm of this.#judging.running.alarms) byKey.set(alarm.bound.alarmKey, alarm);
    const ofAlarms = saved.filter(({ step }) => step === alarmsSaved);
    for (const [index, each] of ofAlarms.entries()) {
      this.#resume(each, byKey.get(each.key));
      if (index % resumedAtOnce === 0) await pause();
    }
    const scope = {
      isJudged: (key: AlarmKey) => byKey.has(key),
      judgedBefore: new Set([...(before?.judgedKeys() ?? []), ...ofAlarms.map(({ key }) => key as AlarmKey)]),
      unbound: this.#unbound,
    };
    this.#judging.unjudged.restore(
      saved.filter(({ step }) => step === unjudgedSaved),
      scope,
      this.#clock,
    );
  }

  #judgeAll(judgeable: readonly JudgeableObservation[], receivedAt: number): void {
    for (const each of judgeable) {
      const gauge = this.#judging.running.gauges[each.gauge];
      if (gauge === undefined) continue;
      const seen = { ...each, receivedAt };
      this.#clockAlarms.given(each.gauge, gauge, receivedAt);
      this.#observed.judge(gauge, seen);
      const { combined } = this.#judging;
      if (combined.isWaiting)
        combined.settle({ receivedAt, cause: "observation", trust: each.trust, doubt: doubtIn(seen) });
    }
  }

  #changeMode(mode: Mode, at: number): boolean {
    this.#limits = null;
    if (!this.#judging.modes.change(mode, at)) return false;
    for (const alarm of this.#judging.running.alarms) alarm.limits = limitsIn(alarm.bound, mode);
    this.#observed.limitsChanged();
    this.#clockAlarms.limitsChanged();
    return true;
  }

  #resume(saved: SavedEntry, alarm: RunningAlarm | undefined): void {
    const restored = readSavedAlarm(saved);
    if (alarm !== undefined && alarm.about === restored.about) {
      resumeAlarm(alarm, restored);
      return;
    }
    const end = endOf(restored, this.#clock);
    if (end !== null) this.#judging.findings.emitEnd(end);
    if (alarm === undefined) {
      this.#judging.findings.markRemoved(saved.key as AlarmKey);
      return;
    }
    alarm.state = normalState;
    alarm.isEdited = true;
    this.#judging.findings.markChanged(alarm);
  }
}

/** True once anything has happened to an alarm that a new one would not know. */
function hasHistory({ state, past, levels, isEdited }: RunningAlarm): boolean {
  return state !== normalState || past.length > 0 || levels.length > 1 || isEdited;
}
