import type { GaugeLimits } from "../../domain/gauge-limits.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import type { Mode } from "../../domain/mode.ts";
import type { JournalledObservation } from "../../domain/observation.ts";
import type { QualityVerdict } from "../../domain/quality.ts";
import { asItIs, type Judgeable, type QualityDesk } from "../../quality/quality-desk.ts";
import { isQualityNote } from "../../quality/saved-quality.ts";
import type { ObservationLog, SavedAlarm } from "../../store/ports.ts";
import type { BoundAlarm } from "../binding/bound-alarm.ts";
import { gaugeLimits } from "../binding/gauge-limits.ts";
import type { RulesSettings } from "../language/settings.ts";
import { normalState } from "./alarm-state.ts";
import { CombinedJudge } from "./combined/judge-combined.ts";
import { ObservedJudge } from "./judge-observed.ts";
import { SilenceJudge } from "./judge-silences.ts";
import type { Judging } from "./judging.ts";
import { type Findings, Ledger, nothingFound } from "./ledger.ts";
import { createModeClock } from "./mode-clock.ts";
import { recall, settleRestored } from "./recall.ts";
import { runGauges } from "./run-gauges.ts";
import { limitsIn, type RunningAlarm } from "./running-alarm.ts";
import { endOf, readSavedAlarm, resumeAlarm, saveAlarm } from "./saved-alarm.ts";
import { mayJudge } from "./seen.ts";
import { isUnjudgedNote, type UnjudgedAlarm, UnjudgedRules } from "./unjudged-rules.ts";

export { type Findings, nothingFound } from "./ledger.ts";

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
 * Time (DESIGN.md 2; docs/decisions/0007): rules run on `observedAt`. An observation within the lateness limit is put in
 * its place, so that the order of arrival leaves no trace in the episodes; an older one completes windows and may show a
 * missed peak, and never moves an alarm. Silence runs on `receivedAt`.
 */
export class RuleEngine {
  readonly #desk: QualityDesk | null;
  readonly #judging: Judging;
  readonly #observed: ObservedJudge;
  readonly #silences: SilenceJudge;
  readonly #unbound: readonly UnjudgedAlarm[];
  #limits: readonly GaugeLimits[] | null = null;
  #clock = Number.NEGATIVE_INFINITY;

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
    this.#desk = desk;
    const ledger = new Ledger();
    const modes = createModeClock(settings.latenessLimitMs);
    const unjudged = new UnjudgedRules(ledger);
    const combined = new CombinedJudge(modes, ledger, unjudged, settings.lateAfterMs);
    this.#judging = { running: runGauges(alarms, settings), settings, modes, ledger, combined, unjudged };
    this.#observed = new ObservedJudge(this.#judging);
    this.#silences = new SilenceJudge(this.#judging);
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
    log: ObservationLog,
    cursor: number,
    clock: number,
    { before = null, pause = noPause }: Succession = {},
  ): Promise<Findings> {
    this.#clock = clock;
    for (const { journalSeq, at, mode } of await log.modes(-1)) if (journalSeq <= cursor) this.#enter(mode, at);
    const running = [...this.#judging.running.alarms];
    const byKey = new Map(running.map((alarm) => [alarm.bound.alarmKey, alarm]));
    const ofRules = saved.filter((each) => !isQualityNote(each) && !isUnjudgedNote(each));
    for (const [index, each] of ofRules.entries()) {
      this.#resume(each, byKey.get(each.alarmKey));
      if (index % resumedAtOnce === 0) await pause();
    }
    const judged = {
      isJudged: (key: AlarmKey) => byKey.has(key),
      judgedBefore: new Set([...(before?.judgedKeys() ?? []), ...ofRules.map(({ alarmKey }) => alarmKey)]),
      unbound: this.#unbound,
    };
    this.#judging.unjudged.restore(saved.filter(isUnjudgedNote), judged, clock);
    for (const key of (await this.#desk?.restore(saved, log, cursor)) ?? []) this.#judging.ledger.removed(key);
    for (const { journalSeq, startedAt } of await log.starts(-1)) {
      if (journalSeq <= cursor) this.#silences.startedAt(startedAt);
    }
    const held = before === null ? null : before.#judging.running.gauges;
    await recall(this.#judging.running.gauges, { log, cursor, desk: this.#desk, held, pause });
    settleRestored(this.#judging.running);
    this.#silences.waitAfresh();
    return this.#judging.ledger.takeFindings();
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
    this.#silences.startedAt(at);
    this.#silences.waitAfresh();
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
    for (const alarm of this.#judging.running.combined) alarm.dueAt = Math.min(alarm.dueAt, at);
    this.#silences.waitAfresh();
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
    if (gauge !== undefined) this.#silences.heard(gauge, receivedAt);
    if (mayJudge(observation)) {
      const judgeable = this.#desk === null ? asItIs : this.#desk.take(observation);
      if (judgeable !== asItIs) this.#judgeAll(judgeable, receivedAt);
      else if (gauge !== undefined) this.#observed.judge(gauge, observation);
    }
    if (this.#judging.combined.isWaiting) this.#judging.combined.settle({ receivedAt, cause: "observation" });
    return this.#judging.ledger.takeFindings();
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
    return this.#judging.ledger.takeFindings();
  }

  /** Alarms whose state changed since the last call, and those that are gone; to be committed with the cursor. */
  takeChanged(): { readonly alarms: readonly SavedAlarm[]; readonly removed: readonly AlarmKey[] } {
    const { alarms, removed } = this.#judging.ledger.takeChanged();
    const notes = [...this.#judging.unjudged.takeChanged(), ...(this.#desk?.takeChanged() ?? [])];
    return { alarms: [...alarms.map(saveAlarm), ...notes], removed };
  }

  /** Flags that observations were given since the last call, to be committed with the cursor. */
  takeVerdicts(): readonly QualityVerdict[] {
    return this.#desk?.takeVerdicts() ?? [];
  }

  /** Every alarm that is not as new, as it stands now, committed or not: what an engine with other rules takes over. */
  present(): readonly SavedAlarm[] {
    const notes = [...this.#judging.unjudged.present(), ...(this.#desk?.present() ?? [])];
    return [...this.#judging.running.alarms.filter(isMarked).map(saveAlarm), ...notes];
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
    const desk = this.#desk;
    while (desk !== null && desk.nextDueAt <= releaseUpTo) {
      const dueAt = desk.nextDueAt;
      if (dueAt > this.#clock) this.#clock = dueAt;
      this.#silences.raiseDue(this.#clock);
      this.#judgeAll(desk.releaseDue(dueAt), dueAt);
    }
    this.#clock = to;
    this.#silences.raiseDue(to);
  }

  #judgeAll(judgeable: readonly Judgeable[], receivedAt: number): void {
    for (const each of judgeable) {
      const gauge = this.#judging.running.gauges[each.gauge];
      if (gauge === undefined) continue;
      this.#observed.judge(gauge, { ...each, receivedAt });
      this.#judging.combined.settle({ receivedAt, cause: "observation", trust: each.trust });
    }
  }

  #enter(mode: Mode, at: number): boolean {
    this.#limits = null;
    if (!this.#judging.modes.change(mode, at)) return false;
    for (const alarm of this.#judging.running.alarms) alarm.limits = limitsIn(alarm.bound, mode);
    this.#observed.limitsChanged();
    this.#silences.limitsChanged();
    return true;
  }

  #resume(saved: SavedAlarm, alarm: RunningAlarm | undefined): void {
    const restored = readSavedAlarm(saved);
    if (alarm !== undefined && alarm.about === restored.about) {
      resumeAlarm(alarm, restored);
      return;
    }
    const end = endOf(restored, this.#clock);
    if (end !== null) this.#judging.ledger.tellOfEnd(end);
    if (alarm === undefined) {
      this.#judging.ledger.removed(saved.alarmKey);
      return;
    }
    alarm.state = normalState;
    alarm.isEdited = true;
    this.#judging.ledger.changed(alarm);
  }
}

/** True once anything has happened to an alarm that a new one would not know. */
function isMarked({ state, past, levels, isEdited }: RunningAlarm): boolean {
  return state !== normalState || past.length > 0 || levels.length > 1 || isEdited;
}
