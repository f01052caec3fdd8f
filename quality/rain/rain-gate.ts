import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks, type FlagChange, type QualityFlag } from "../../domain/observations/quality.ts";
import type { Position } from "../../domain/position.ts";
import {
  addToWindow,
  clearWindow,
  createWindow,
  firstAtOrAfter,
  type GaugeWindow,
  newestAt,
  valueAt,
} from "../../series/gauge-window.ts";
import type { JournalReader, SavedEntry } from "../../store/ports.ts";
import type { Judged } from "../doubt.ts";
import { readRain, type SavedRain, saveRain } from "./saved-rain.ts";
import { type RainNearby, type RainRun, stepRain } from "./step-rain.ts";

/** A rain gauge whose repeats are looked at. */
export interface BoundRain {
  readonly gaugeId: GaugeId;
  readonly gauge: GaugeKey;
  readonly intervalMs: number;
  /** Rain gauges near enough to have been wetted by the same shower. */
  readonly near: readonly GaugeKey[];
}

/** A reading that may be judged now. */
export interface PassedRain {
  readonly row: JournalledObservation;
  /** As this check left it; null for as the journal has it. */
  readonly judged: Judged | null;
}

/** A row of the journal that is judged as it is, and nothing with it. */
const rowItself = null;

interface RainGauge extends SavedRain {
  readonly bound: BoundRain;
  /** What was let through of the last hour. */
  readonly window: GaugeWindow;
  run: RainRun | null;
  held: readonly JournalledObservation[];
  dueAt: number | null;
  refused: readonly (readonly [from: number, to: number])[];
  isChanged: boolean;
}

/** What was refused is remembered for as long as any rule looks back. */
const rememberMs = 8 * dayMs;
/** Of the wait for the next reading, for a packet on its way. */
const grace = 0.1;

/**
 * Keeps running totals that a rain gauge sends as if they were rain from being judged. Reads no clock: same rows and same clock
 * give the same answers, live, after a restart and in a replay.
 */
export class RainGate {
  readonly #gauges = new Map<GaugeKey, RainGauge>();
  readonly #waiting = new Set<RainGauge>();
  #flagChanges: FlagChange[] = [];
  #gone: GaugeId[] = [];

  constructor(bound: readonly BoundRain[]) {
    for (const each of bound) {
      const window = createWindow(hourMs, each.intervalMs, each.intervalMs);
      this.#gauges.set(each.gauge, {
        bound: each,
        window,
        run: null,
        held: [],
        dueAt: null,
        refused: [],
        isChanged: false,
      });
    }
  }

  /** None of those held must be decided before it, our clock. */
  get nextDueAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const gauge of this.#waiting) next = Math.min(next, dueAtOf(gauge));
    return next;
  }

  has(gauge: GaugeKey): boolean {
    return this.#gauges.has(gauge);
  }

  /** Takes the next judged row of a gauge that it has. @returns what to judge, in order; null for the row itself alone */
  check(row: JournalledObservation): readonly PassedRain[] | null {
    const gauge = this.#gauges.get(row.gauge);
    if (gauge === undefined) return rowItself;
    const { observedAt: at, value } = row;
    if ((gauge.run !== null && at <= gauge.run.at) || at <= newestAt(gauge.window)) return this.#checkLate(gauge, row);
    const before = gauge.run;
    const newest = Math.max(before?.at ?? Number.NEGATIVE_INFINITY, newestAt(gauge.window));
    const sinceAt = newest === Number.NEGATIVE_INFINITY ? at - gauge.bound.intervalMs : newest;
    const { run, decision } = stepRain(before, { at, value, sinceAt }, () => this.#nearby(gauge, at));
    const goesOn = run !== null && run.count > 1;
    if (run !== before) this.#markChanged(gauge);
    gauge.run = run;
    const released = goesOn ? [] : this.#release(gauge, null);
    switch (decision) {
      case "judge":
        addToWindow(gauge.window, at, value);
        return released.length === 0 ? rowItself : [...released, { row, judged: null }];
      case "doubt":
        return [...released, this.#doubted(gauge, row)];
      case "hold":
        this.#hold(gauge, row, at - sinceAt);
        return released;
      case "refuse":
        this.#refuse(gauge, row, before?.isTotal === true);
        return released;
    }
  }

  /** Decides those held that are due at `dueAt` or before: nothing spoke against them, so they are judged, in doubt. */
  releaseDue(dueAt: number): readonly PassedRain[] {
    const due = [...this.#waiting].filter((gauge) => dueAtOf(gauge) <= dueAt);
    return due
      .sort((a, b) => a.bound.gauge - b.bound.gauge)
      .flatMap((gauge) => this.#release(gauge, checks.runningTotal));
  }

  /** Forgets what the gauge showed. @returns what was held of it, to be judged first */
  startAfresh(key: GaugeKey): readonly PassedRain[] {
    const gauge = this.#gauges.get(key);
    if (gauge === undefined) return [];
    const released = this.#release(gauge, checks.runningTotal);
    gauge.run = null;
    clearWindow(gauge.window);
    this.#markChanged(gauge);
    return released;
  }

  isDecided({ gauge: key, observedAt }: JournalledObservation): boolean {
    const gauge = this.#gauges.get(key);
    return (
      gauge === undefined || !(isRefused(gauge, observedAt) || gauge.held.some((row) => row.observedAt === observedAt))
    );
  }

  /** How far the newest reading let through lies behind one that was not, ms. */
  undecidedMs(key: GaugeKey): number {
    const gauge = this.#gauges.get(key);
    if (gauge?.run == null || newestAt(gauge.window) === Number.NEGATIVE_INFINITY) return 0;
    return Math.max(0, gauge.run.at - newestAt(gauge.window));
  }

  drainFlagChanges(): readonly FlagChange[] {
    const drained = this.#flagChanges;
    if (drained.length > 0) this.#flagChanges = [];
    return drained;
  }

  /** What changed since the last call that the journal does not hold. */
  drainChanges(): readonly SavedEntry[] {
    const changed = [...this.#gauges.values()].filter(({ isChanged }) => isChanged);
    for (const gauge of changed) gauge.isChanged = false;
    const gone = this.#gone.splice(0).map((id) => saveRain(id, null));
    return [...gone, ...changed.map((gauge) => saveRain(gauge.bound.gaugeId, gauge))];
  }

  /** @param saved by gauge id @throws {HubError} `rules.saved_state_unreadable` */
  async restore(
    saved: ReadonlyMap<string, unknown>,
    journal: Pick<JournalReader, "recent">,
    upTo: Position,
  ): Promise<void> {
    const unknown = new Set(saved.keys());
    for (const gauge of this.#gauges.values()) {
      const { gaugeId } = gauge.bound;
      const state = saved.get(gaugeId);
      if (state === undefined) continue;
      unknown.delete(gaugeId);
      Object.assign(gauge, readRain(gaugeId, state));
      if (gauge.held.length > 0) this.#waiting.add(gauge);
    }
    this.#gone.push(...([...unknown] as GaugeId[]));
    await Promise.all([...this.#gauges.values()].map((gauge) => this.#recall(gauge, journal, upTo)));
  }

  async #recall(gauge: RainGauge, journal: Pick<JournalReader, "recent">, upTo: Position): Promise<void> {
    // Refused readings may be newer than any that was let through.
    const { run, bound } = gauge;
    const rows = await journal.recent(bound.gauge, run?.isTotal === true ? rememberMs : 2 * hourMs, upTo);
    for (const row of rows) if (this.isDecided(row)) addToWindow(gauge.window, row.observedAt, row.value);
  }

  #checkLate(gauge: RainGauge, row: JournalledObservation): readonly PassedRain[] | null {
    if (isRefused(gauge, row.observedAt)) {
      this.#changeFlag(gauge, row, 4);
      return [];
    }
    addToWindow(gauge.window, row.observedAt, row.value);
    return rowItself;
  }

  #release(gauge: RainGauge, failed: number | null): readonly PassedRain[] {
    if (gauge.held.length === 0) return [];
    const { held } = gauge;
    this.#drop(gauge);
    return held.map((row) => {
      if (failed !== null) return this.#doubted(gauge, row);
      addToWindow(gauge.window, row.observedAt, row.value);
      return { row, judged: null };
    });
  }

  #doubted(gauge: RainGauge, row: JournalledObservation): PassedRain {
    addToWindow(gauge.window, row.observedAt, row.value);
    return { row, judged: this.#changeFlag(gauge, row, 3) };
  }

  /** @param goesOn true where the reading before was refused: a total that stands on is one stretch, however long */
  #refuse(gauge: RainGauge, row: JournalledObservation, goesOn: boolean): void {
    const refused = [...gauge.held, row];
    this.#drop(gauge);
    for (const each of refused) this.#changeFlag(gauge, each, 4);
    const from = refused[0]?.observedAt ?? row.observedAt;
    const last = gauge.refused.at(-1);
    const kept = gauge.refused.filter(([, to]) => to >= row.observedAt - rememberMs);
    gauge.refused =
      goesOn && last !== undefined
        ? [...kept.slice(0, -1), [last[0], row.observedAt]]
        : [...kept, [from, row.observedAt]];
    this.#markChanged(gauge);
  }

  /** Waits for as long as the next reading takes at the pace of the last, its interval at most. */
  #hold(gauge: RainGauge, row: JournalledObservation, paceMs: number): void {
    const waitMs = Math.min(gauge.bound.intervalMs, Math.max(paceMs, minuteMs));
    gauge.held = [...gauge.held, row];
    gauge.dueAt = row.receivedAt + Math.round(waitMs * (1 + grace));
    this.#waiting.add(gauge);
    this.#markChanged(gauge);
  }

  #drop(gauge: RainGauge): void {
    if (gauge.held.length === 0) return;
    gauge.held = [];
    gauge.dueAt = null;
    this.#waiting.delete(gauge);
    this.#markChanged(gauge);
  }

  #changeFlag({ bound }: RainGauge, row: JournalledObservation, flag: QualityFlag): Judged {
    const judged = { flag, checks: row.checks | checks.runningTotal };
    this.#flagChanges.push({ gauge: bound.gauge, gaugeId: bound.gaugeId, observedAt: row.observedAt, ...judged });
    return judged;
  }

  #nearby({ bound }: RainGauge, at: number): RainNearby {
    let [isHeard, mm] = [false, 0];
    for (const key of bound.near) {
      const window = this.#gauges.get(key)?.window;
      if (window === undefined || newestAt(window) < at - hourMs) continue;
      isHeard = true;
      let sum = 0;
      for (let index = firstAtOrAfter(window, at - hourMs); index < window.end; index++) sum += valueAt(window, index);
      mm = Math.max(mm, sum);
    }
    return { isHeard, mm };
  }

  #markChanged(gauge: RainGauge): void {
    gauge.isChanged = true;
  }
}

function isRefused({ refused }: SavedRain, at: number): boolean {
  return refused.some(([from, to]) => at >= from && at <= to);
}

function dueAtOf({ dueAt }: RainGauge): number {
  return dueAt ?? Number.POSITIVE_INFINITY;
}
