import type { GaugeLimits } from "../../domain/gauge-limits.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import type { Mode } from "../../domain/mode.ts";
import type { JournalledObservation } from "../../domain/observation.ts";
import type { FlagChange } from "../../domain/quality.ts";
import { type JudgeableObservation, type QualityGate, rowAsJournalled } from "../../quality/quality-gate.ts";
import { isSavedQuality } from "../../quality/saved-quality.ts";
import type { JournalReader, SavedAlarm } from "../../store/ports.ts";
import type { BoundAlarm } from "../binding/bound-alarm.ts";
import { gaugeLimits } from "../binding/gauge-limits.ts";
import type { RulesSettings } from "../language/settings.ts";
import { normalState } from "./alarm-state.ts";
import { CombinedJudge } from "./combined/judge-combined.ts";
import { type Findings, FindingsBuffer, nothingFound } from "./findings-buffer.ts";
import { ClockAlarmJudge } from "./judge-clock-alarms.ts";
import { ObservedJudge } from "./judge-observed.ts";
import type { JudgingContext } from "./judging-context.ts";
import { mayJudge } from "./judging-input.ts";
import { createModeClock } from "./mode-clock.ts";
import { recall, settleRestored } from "./recall.ts";
import { runGauges } from "./run-gauges.ts";
import { limitsIn, type RunningAlarm } from "./running-alarm.ts";
import { endOf, readSavedAlarm, resumeAlarm, saveAlarm } from "./saved-alarm.ts";
import { isSavedUnjudged, type UnjudgedAlarm, UnjudgedRules } from "./unjudged-rules.ts";

export { type Findings, nothingFound } from "./findings-buffer.ts";

/** How an engine takes the place of another while rows wait. */
export interface Succession {
  readonly before?: RuleEngine | null;
  /** Lets others have a turn now and then: bringing back a city takes longer than they may wait. */
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
 * missed peak, and never moves an alarm. Silence runs on `receivedAt`.
 */
export class RuleEngine {
  readonly #qualityGate: QualityGate | null;
  readonly #judging: JudgingContext;
  readonly #observed: ObservedJudge;
  readonly #clockAlarms: ClockAlarmJudge;
  readonly #unbound: readonly UnjudgedAlarm[];
  #limits: readonly GaugeLimits[] | null = null;
  #clock = Number.NEGATIVE_INFINITY;

  /**
   * @param gate holds what is doubtful before it is judged; outlives the engine; null where all is judged at once
   * @param unbound what fits a rule and cannot be judged: where it was judged before, that is an alarm
   */
  constructor(
    alarms: readonly BoundAlarm[],
    settings: RulesSettings,
    gate: QualityGate | null = null,
    unbound: readonly UnjudgedAlarm[] = [],
  ) {
    this.#unbound = unbound;
    this.#qualityGate = gate;
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
   * modes are read from the journal up to `cursor` (docs/decisions/0003).
   *
   * @param clock our clock up to which silence had been counted
   * @param succession the engine that has judged up to `cursor`, where one has: what it holds of gauges is not read again
   * @returns the ends of alarms whose rule or gauge is gone, or is now about something else
   * @throws {HubError} `rules.saved_state_unreadable`
   */
  async restore(
    saved: readonly SavedAlarm[],
    journal: JournalReader,
    cursor: number,
    clock: number,
    { before = null, pause = noPause }: Succession = {},
  ): Promise<Findings> {
    this.#clock = clock;
    for (const { journalSeq, at, mode } of await journal.modes(-1))
      if (journalSeq <= cursor) this.#changeMode(mode, at);
    const running = [...this.#judging.running.alarms];
    const byKey = new Map(running.map((alarm) => [alarm.bound.alarmKey, alarm]));
    const ofRules = saved.filter((each) => !isSavedQuality(each) && !isSavedUnjudged(each));
    for (const [index, each] of ofRules.entries()) {
      this.#resume(each, byKey.get(each.alarmKey));
      if (index % resumedAtOnce === 0) await pause();
    }
    const judged = {
      isJudged: (key: AlarmKey) => byKey.has(key),
      judgedBefore: new Set([...(before?.judgedKeys() ?? []), ...ofRules.map(({ alarmKey }) => alarmKey)]),
      unbound: this.#unbound,
    };
    this.#judging.unjudged.restore(saved.filter(isSavedUnjudged), judged, clock);
    for (const key of (await this.#qualityGate?.restore(saved, journal, cursor)) ?? [])
      this.#judging.findings.markRemoved(key);
    for (const { journalSeq, startedAt } of await journal.starts(-1)) {
      if (journalSeq <= cursor) this.#clockAlarms.startedAt(startedAt);
    }
    const held = before === null ? null : before.#judging.running.gauges;
    await recall(this.#judging.running.gauges, {
      journal: journal,
      cursor,
      qualityGate: this.#qualityGate,
      held,
      pause,
    });
    settleRestored(this.#judging.running);
    this.#clockAlarms.resetNextDue();
    return this.#judging.findings.drainFindings();
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
    this.#clockAlarms.startedAt(at);
    this.#clockAlarms.resetNextDue();
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
    if (!this.#changeMode(mode, at)) return found;
    for (const alarm of this.#judging.running.combined) alarm.dueAt = Math.min(alarm.dueAt, at);
    this.#clockAlarms.resetNextDue();
    return found;
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
   */
  step(observation: JournalledObservation): Findings {
    const { receivedAt } = observation;
    if (receivedAt > this.#clock) this.#passTime(receivedAt, receivedAt - 1);
    const gauge = this.#judging.running.gauges[observation.gauge];
    if (gauge !== undefined) this.#clockAlarms.heard(gauge, receivedAt);
    if (mayJudge(observation)) {
      const judgeable = this.#qualityGate === null ? rowAsJournalled : this.#qualityGate.check(observation);
      if (judgeable !== rowAsJournalled) this.#judgeAll(judgeable, receivedAt);
      else if (gauge !== undefined) this.#observed.judge(gauge, observation);
    }
    if (this.#judging.combined.isWaiting) this.#judging.combined.settle({ receivedAt, cause: "observation" });
    return this.#judging.findings.drainFindings();
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
    return this.#judging.findings.drainFindings();
  }

  /** Alarms whose state changed since the last call, and those that are gone; to be committed with the cursor. */
  drainChanges(): { readonly alarms: readonly SavedAlarm[]; readonly removed: readonly AlarmKey[] } {
    const { alarms, markRemoved } = this.#judging.findings.drainChanges();
    const notes = [...this.#judging.unjudged.drainChanges(), ...(this.#qualityGate?.drainChanges() ?? [])];
    return { alarms: [...alarms.map(saveAlarm), ...notes], removed: markRemoved };
  }

  /** Flags that observations were given since the last call, to be committed with the cursor. */
  takeFlagChanges(): readonly FlagChange[] {
    return this.#qualityGate?.takeFlagChanges() ?? [];
  }

  /** Every alarm that is not as new, as it stands now, committed or not: what an engine with other rules takes over. */
  snapshot(): readonly SavedAlarm[] {
    const notes = [...this.#judging.unjudged.snapshot(), ...(this.#qualityGate?.snapshot() ?? [])];
    return [...this.#judging.running.alarms.filter(hasHistory).map(saveAlarm), ...notes];
  }

  /** Every alarm it judges. */
  judgedKeys(): readonly AlarmKey[] {
    return this.#judging.running.alarms.map(({ bound }) => bound.alarmKey);
  }

  /**
   * Lets what falls due happen in its order.
   *
   * @param releaseUpTo doubtful observations due by then are decided; those due with a row are decided after it
   */
  #passTime(to: number, releaseUpTo: number): void {
    const gate = this.#qualityGate;
    while (gate !== null && gate.nextDueAt <= releaseUpTo) {
      const dueAt = gate.nextDueAt;
      if (dueAt > this.#clock) this.#clock = dueAt;
      this.#clockAlarms.raiseDue(this.#clock);
      this.#judgeAll(gate.releaseDue(dueAt), dueAt);
    }
    this.#clock = to;
    this.#clockAlarms.raiseDue(to);
  }

  #judgeAll(judgeable: readonly JudgeableObservation[], receivedAt: number): void {
    for (const each of judgeable) {
      const gauge = this.#judging.running.gauges[each.gauge];
      if (gauge === undefined) continue;
      this.#observed.judge(gauge, { ...each, receivedAt });
      this.#judging.combined.settle({ receivedAt, cause: "observation", trust: each.trust });
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

  #resume(saved: SavedAlarm, alarm: RunningAlarm | undefined): void {
    const restored = readSavedAlarm(saved);
    if (alarm !== undefined && alarm.about === restored.about) {
      resumeAlarm(alarm, restored);
      return;
    }
    const end = endOf(restored, this.#clock);
    if (end !== null) this.#judging.findings.emitEnd(end);
    if (alarm === undefined) {
      this.#judging.findings.markRemoved(saved.alarmKey);
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
