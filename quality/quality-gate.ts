import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { checks as checkBits, type FlagChange, type QualityFlag } from "../domain/observations/quality.ts";
import type { Position } from "../domain/position.ts";
import { addToWindow, clearWindow } from "../series/gauge-window.ts";
import type { JournalReader, SavedEntry } from "../store/ports.ts";
import type { BoundQuality } from "./bind-quality.ts";
import { isRefusedLate } from "./check-late.ts";
import type { Judged } from "./doubt.ts";
import { noPast } from "./flat-run.ts";
import { contextOf, type GateGauge, gateGauge, recallState } from "./gate-gauge.ts";
import { initialQualityState, type QualityState } from "./quality-state.ts";
import { readQuality, saveQuality } from "./saved-quality.ts";
import {
  isLateFor,
  type ObservationDecision,
  type QualityContext,
  type QualityStep,
  releaseDoubt,
  stepQuality,
} from "./step-quality.ts";
import type { Trust } from "./trust.ts";

/** An observation that rules may judge now. */
export interface JudgeableObservation {
  readonly gauge: GaugeKey;
  readonly observedAt: number;
  readonly value: number;
  /** As the journal has it. */
  readonly flag: QualityFlag;
  /** As the checks left it, where not as the journal has it. */
  readonly judged: Judged | null;
  /** Why it is believed, where it was doubtful. */
  readonly trust: Trust | null;
}

/** Judge the observation as it is. Nearly every call answers this, so that a quiet city allocates next to nothing. */
export const rowAsJournalled = null;

const noneYet: readonly JudgeableObservation[] = [];

/** Of a row that no check has anything to say of. */
const asJournalled = { trust: null } as const;

function judgedIn({ flag, checks }: Partial<Judged>, row: JournalledObservation): Judged {
  return { flag: flag ?? row.flag, checks: checks ?? row.checks };
}

/**
 * Stands between the journal and the rules: passes observations on, holds doubtful ones, keeps what failed from being
 * judged. Reads no clock: same rows and same clock give the same answers, live, after a restart and in a replay.
 */
export class QualityGate {
  readonly #gauges: (GateGauge | undefined)[] = [];
  readonly #contexts: (QualityContext | undefined)[] = [];
  /** Gauges with an observation held. */
  readonly #waiting = new Set<GateGauge>();
  /** Nothing is due before it. It may lie too early by then, as what is no longer held is not looked for. */
  #nothingDueBefore = Number.POSITIVE_INFINITY;
  #flagChanges: FlagChange[] = [];
  #changed: GateGauge[] = [];
  /** Gauges with saved state that are no longer checked. */
  #gone: GaugeId[] = [];

  /** @param ruleWindowMs how far back rules look at a gauge */
  constructor(bound: readonly BoundQuality[], ruleWindowMs: (gauge: GaugeKey) => number = () => 0) {
    for (const each of bound) {
      this.#gauges[each.gauge] = gateGauge(each, ruleWindowMs(each.gauge));
      this.#contexts[each.gauge] = contextOf(each, this.#gauges);
    }
    for (const { gauge, rain, alike } of bound) {
      const listener = this.#gauges[gauge] as GateGauge;
      for (const key of new Set([...rain, ...alike])) this.#gauges[key]?.listeners.push(listener);
    }
  }

  /** None of those held must be decided before it, our clock; Infinity while none is held. */
  get nextDueAt(): number {
    return this.#nothingDueBefore;
  }

  /**
   * Takes the next judged row of the journal.
   *
   * @returns what to judge, in order; `asItIs` for the row itself and nothing else
   */
  check(row: JournalledObservation): readonly JudgeableObservation[] | null {
    const gauge = this.#gauges[row.gauge];
    if (gauge === undefined) return rowAsJournalled;
    const { config } = gauge.bound;
    const { observedAt: at, value, flag, checks, receivedAt } = row;
    if (config === null) return this.#pass(gauge, row, asJournalled, noneYet);
    if (isLateFor(gauge.state, at)) return this.#checkLate(gauge, row);
    const context = this.#contexts[row.gauge] as QualityContext;
    const step = stepQuality(config, gauge.state, { at, value, flag, checks, receivedAt }, context);
    this.#move(gauge, step.state);
    if (step.flag !== flag || step.checks !== checks) this.#changeFlag(gauge, at, step.flag, step.checks);
    if (step.trust !== null) this.#markChanged(gauge);
    const judge = step.earlier.length === 0 ? noneYet : this.#applyDecisions(gauge, step.earlier);
    return step.decision === "judge" ? this.#pass(gauge, row, step, judge) : this.#recheckDoubts(gauge, judge);
  }

  /** Decides those held that are due at `dueAt` or before. */
  releaseDue(dueAt: number): readonly JudgeableObservation[] {
    const due = [...this.#waiting].filter((gauge) => dueAtOf(gauge) <= dueAt);
    const judge = due.sort((a, b) => a.bound.gauge - b.bound.gauge).flatMap((gauge) => this.#release(gauge, null));
    this.#nothingDueBefore = Number.POSITIVE_INFINITY;
    for (const gauge of this.#waiting) this.#nothingDueBefore = Math.min(this.#nothingDueBefore, dueAtOf(gauge));
    return judge;
  }

  /**
   * Forgets what the gauge showed: its values from now on are not comparable.
   *
   * @returns what was held of it, to be judged first: a rise that nobody has borne out is judged all the same
   */
  startAfresh(key: GaugeKey): readonly JudgeableObservation[] {
    const gauge = this.#gauges[key];
    if (gauge === undefined) return noneYet;
    const judge = this.#release(gauge, null);
    clearWindow(gauge.window);
    gauge.state = initialQualityState;
    this.#updateWaiting(gauge);
    this.#markChanged(gauge);
    return judge;
  }

  /** Flags given since the last call, other than the journal's; of one observation the later counts. */
  takeFlagChanges(): readonly FlagChange[] {
    const flagChanges = this.#flagChanges;
    if (flagChanges.length > 0) this.#flagChanges = [];
    return flagChanges;
  }

  /** What changed since the last call that the journal does not hold, to be committed with the position. */
  drainChanges(): readonly SavedEntry[] {
    const changed = [...this.#gone.map((id) => saveQuality(id, null)), ...this.#changed.map(savedQualityOf)];
    for (const gauge of this.#changed) gauge.isChanged = false;
    this.#changed = [];
    this.#gone = [];
    return changed;
  }

  /** True for an observation that rules have been given, as far as is noted: not refused, not waiting. */
  isDecided(row: JournalledObservation): boolean {
    const gauge = this.#gauges[row.gauge];
    if (gauge === undefined) return true;
    return gauge.state.doubt?.at !== row.observedAt && !gauge.refused.includes(row.observedAt);
  }

  /** How far the newest observation rules were given lies behind one that they were not, ms. */
  undecidedMs(key: GaugeKey): number {
    const { doubt, last } = this.#gauges[key]?.state ?? initialQualityState;
    return doubt === null || last === null ? 0 : doubt.at - last.at;
  }

  /** All that the journal does not hold, as it is now. */
  snapshot(): readonly SavedEntry[] {
    return this.#gauges.flatMap((gauge) =>
      gauge !== undefined && hasUnjournalledState(gauge) ? [savedQualityOf(gauge)] : [],
    );
  }

  /**
   * Takes up where the last commit left off.
   *
   * @param saved state by gauge id
   * @param upTo where in the log that was
   * @throws {HubError} `rules.saved_state_unreadable`
   */
  async restore(
    saved: ReadonlyMap<string, unknown>,
    journal: Pick<JournalReader, "recent">,
    upTo: Position,
  ): Promise<void> {
    const unknown = new Set(saved.keys());
    for (const gauge of this.#gauges) {
      if (gauge === undefined) continue;
      const { gaugeId, config } = gauge.bound;
      const state = saved.get(gaugeId);
      if (state === undefined || config === null) continue;
      unknown.delete(gaugeId);
      Object.assign(gauge, readQuality(gaugeId, state));
    }
    this.#gone.push(...([...unknown] as GaugeId[]));
    await inGroups(this.#gauges, (gauge) => this.#recall(gauge, journal, upTo));
  }

  async #recall(gauge: GateGauge, journal: Pick<JournalReader, "recent">, upTo: Position): Promise<void> {
    const key = gauge.bound.gauge;
    const rows = await journal.recent(key, gauge.window.keepMs + this.undecidedMs(key), upTo, judgedFlags);
    const known = rows.filter((row) => this.isDecided(row));
    gauge.state = recallState(gauge, known);
    for (const { observedAt, value } of known) addToWindow(gauge.window, observedAt, value);
    this.#updateWaiting(gauge);
  }

  /** Hands the row on, after those that were held. */
  #pass(
    gauge: GateGauge,
    row: JournalledObservation,
    found: Pick<QualityStep, "trust"> & Partial<Judged>,
    earlier: readonly JudgeableObservation[],
  ): readonly JudgeableObservation[] | null {
    const { observedAt, value, flag } = row;
    const { trust } = found;
    addToWindow(gauge.window, observedAt, value);
    // Only where it is in doubt need anybody know that the checks left it otherwise.
    const isDoubted = found.flag === 3 && found.checks !== row.checks;
    if (!isDoubted && trust === null && earlier.length === 0 && this.#waiting.size === 0) return rowAsJournalled;
    return this.#recheckDoubts(gauge, [
      ...earlier,
      { gauge: row.gauge, observedAt, value, flag, judged: judgedIn(found, row), trust },
    ]);
  }

  #checkLate(gauge: GateGauge, row: JournalledObservation): readonly JudgeableObservation[] | null {
    const { config } = gauge.bound;
    const { observedAt: at, value, checks } = row;
    if (config === null || !isRefusedLate(config, gauge.state, gauge.window, { at, value })) {
      return this.#pass(gauge, row, asJournalled, noneYet);
    }
    this.#changeFlag(gauge, at, 4, checks | checkBits.spike);
    this.#refuse(gauge, at);
    return [];
  }

  /** What was held near `speaker` may have been waiting for it. */
  #recheckDoubts(speaker: GateGauge, earlier: readonly JudgeableObservation[]): readonly JudgeableObservation[] {
    if (this.#waiting.size === 0) return earlier;
    const judge = [...earlier];
    for (const gauge of speaker.listeners) {
      const { config } = gauge.bound;
      const { doubt, last } = gauge.state;
      if (config === null || doubt === null || last === null || doubt.isRefused) continue;
      const step = doubt.value - last.value;
      if (Math.abs(step) > config.ratePerMs.fail * (doubt.at - last.at)) continue;
      const trust = (this.#contexts[gauge.bound.gauge] as QualityContext).support(step > 0 ? 1 : -1, doubt.at);
      if (trust !== null) judge.push(...this.#release(gauge, trust));
    }
    return judge;
  }

  #release(gauge: GateGauge, trust: Trust | null): readonly JudgeableObservation[] {
    const { config } = gauge.bound;
    if (config === null) return [];
    const released = releaseDoubt(config, gauge.state, trust);
    this.#move(gauge, released.state);
    return this.#applyDecisions(gauge, released.decisions);
  }

  #applyDecisions(gauge: GateGauge, decisions: readonly ObservationDecision[]): readonly JudgeableObservation[] {
    const judge: JudgeableObservation[] = [];
    for (const { at, value, flag, checks, decision, trust, given } of decisions) {
      this.#changeFlag(gauge, at, flag, checks);
      if (decision === "refuse") this.#refuse(gauge, at);
      if (decision !== "judge") continue;
      addToWindow(gauge.window, at, value);
      judge.push({ gauge: gauge.bound.gauge, observedAt: at, value, flag: given, judged: { flag, checks }, trust });
    }
    return judge;
  }

  /** Takes in a new state; who waits and what must be noted follows from it. A plateau begins with the end of a doubt. */
  #move(gauge: GateGauge, next: QualityState): void {
    const { state } = gauge;
    gauge.state = next;
    if (next.doubt !== state.doubt) this.#updateWaiting(gauge);
    const hasSlotClosed = (next.flat?.past ?? noPast) !== (state.flat?.past ?? noPast);
    if (hasSlotClosed || next.doubt !== state.doubt) this.#markChanged(gauge);
  }

  #updateWaiting(gauge: GateGauge): void {
    const { doubt } = gauge.state;
    if (doubt === null || doubt.isRefused) {
      this.#waiting.delete(gauge);
      if (this.#waiting.size === 0) this.#nothingDueBefore = Number.POSITIVE_INFINITY;
    } else {
      this.#waiting.add(gauge);
      this.#nothingDueBefore = Math.min(this.#nothingDueBefore, doubt.dueAt);
    }
  }

  #refuse(gauge: GateGauge, at: number): void {
    const { refused, rememberMs } = gauge;
    const since = Math.max(at, refused.at(-1) ?? at) - rememberMs;
    gauge.refused = [...refused.filter((each) => each >= since && each !== at), at].sort((a, b) => a - b);
    this.#markChanged(gauge);
  }

  #changeFlag({ bound }: GateGauge, observedAt: number, flag: QualityFlag, checks: number): void {
    const { gauge, gaugeId } = bound;
    this.#flagChanges.push({ gauge, gaugeId, observedAt, flag, checks });
  }

  #markChanged(gauge: GateGauge): void {
    if (gauge.isChanged) return;
    gauge.isChanged = true;
    this.#changed.push(gauge);
  }
}

function savedQualityOf({ bound: { gaugeId }, state, refused }: GateGauge): SavedEntry {
  return saveQuality(gaugeId, { state, refused });
}

function dueAtOf({ state }: GateGauge): number {
  return state.doubt?.dueAt ?? Number.POSITIVE_INFINITY;
}

function hasUnjournalledState({ state: { doubt, plateau, flat }, refused }: GateGauge): boolean {
  return doubt !== null || plateau !== null || refused.length > 0 || (flat?.past ?? noPast) !== noPast;
}

/** Bits of the flags that are judged: 1, 2 and 3. */
const judgedFlags = 0b1110;

/** Gauges whose past is asked of the journal at once. */
const gaugesAtOnce = 256;

async function inGroups(
  gauges: readonly (GateGauge | undefined)[],
  recall: (gauge: GateGauge) => Promise<void>,
): Promise<void> {
  const present = gauges.filter((gauge) => gauge !== undefined);
  for (let from = 0; from < present.length; from += gaugesAtOnce) {
    await Promise.all(present.slice(from, from + gaugesAtOnce).map(recall));
  }
}
