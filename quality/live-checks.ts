import type { City } from "../domain/city/city.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import type { FlagChange } from "../domain/observations/quality.ts";
import type { Position } from "../domain/position.ts";
import type { JournalReader, SavedEntry } from "../store/ports.ts";
import { bindQuality } from "./bind-quality.ts";
import { type JudgeableObservation, QualityGate, rowAsJournalled } from "./quality-gate.ts";
import { bindRain } from "./rain/bind-rain.ts";
import { type PassedRain, RainGate } from "./rain/rain-gate.ts";
import { splitSaved } from "./rain/saved-rain.ts";

/** What a step needs of checks. */
export type ReadingChecks = Pick<
  QualityGate,
  "nextDueAt" | "check" | "releaseDue" | "startAfresh" | "takeFlagChanges" | "drainChanges" | "restore"
>;

/** Everything that stands between the journal and the rules: what looks at repeats of rain, then the gate of all gauges. */
export class LiveChecks implements ReadingChecks {
  readonly #rain: RainGate;
  readonly #gate: QualityGate;

  constructor(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>) {
    this.#rain = new RainGate(bindRain(city, keys));
    this.#gate = new QualityGate(bindQuality(city, keys));
  }

  /** None of those held must be decided before it, our clock; Infinity while none is held. */
  get nextDueAt(): number {
    return Math.min(this.#gate.nextDueAt, this.#rain.nextDueAt);
  }

  /** Takes the next judged row of the journal. @returns what to judge, in order; null for the row itself and nothing else */
  check(row: JournalledObservation): readonly JudgeableObservation[] | null {
    if (!this.#rain.has(row.gauge)) return this.#gate.check(row);
    const passed = this.#rain.check(row);
    return passed === null ? this.#gate.check(row) : passed.flatMap((each) => this.#checkPassed(each));
  }

  /** Decides those held that are due at `dueAt` or before. */
  releaseDue(dueAt: number): readonly JudgeableObservation[] {
    const rain = this.#rain.nextDueAt > dueAt ? noRain : this.#rain.releaseDue(dueAt);
    return [...rain.flatMap((each) => this.#checkPassed(each)), ...this.#gate.releaseDue(dueAt)];
  }

  /** Forgets what the gauge showed: its values from now on are not comparable. @returns what was held of it, to be judged first */
  startAfresh(gauge: GaugeKey): readonly JudgeableObservation[] {
    const rain = this.#rain.startAfresh(gauge).flatMap((each) => this.#checkPassed(each));
    return [...rain, ...this.#gate.startAfresh(gauge)];
  }

  /** Flags given since the last call, other than the journal's; of one observation the later counts. */
  takeFlagChanges(): readonly FlagChange[] {
    const rain = this.#rain.drainFlagChanges();
    const changes = this.#gate.takeFlagChanges();
    return rain.length === 0 ? changes : [...rain, ...changes];
  }

  /** What changed since the last call that the journal does not hold, to be committed with the position. */
  drainChanges(): readonly SavedEntry[] {
    return [...this.#rain.drainChanges(), ...this.#gate.drainChanges()];
  }

  /** True for an observation that rules have been given, as far as is noted: not refused, not waiting. */
  isDecided(row: JournalledObservation): boolean {
    return this.#rain.isDecided(row) && this.#gate.isDecided(row);
  }

  /** How far the newest observation rules were given lies behind one that they were not, ms. */
  undecidedMs(gauge: GaugeKey): number {
    return Math.max(this.#rain.undecidedMs(gauge), this.#gate.undecidedMs(gauge));
  }

  /** Takes up where the last commit left off. @throws {HubError} `rules.saved_state_unreadable` */
  async restore(
    saved: ReadonlyMap<string, unknown>,
    journal: Pick<JournalReader, "recent">,
    upTo: Position,
  ): Promise<void> {
    const { rain, others } = splitSaved(saved);
    await this.#rain.restore(rain, journal, upTo);
    const letThrough: Pick<JournalReader, "recent"> = {
      recent: async (gauge, sinceMs, position, flags) => {
        const rows = await journal.recent(gauge, sinceMs, position, flags);
        return this.#rain.has(gauge) ? rows.filter((row) => this.#rain.isDecided(row)) : rows;
      },
    };
    await this.#gate.restore(others, letThrough, upTo);
  }

  /** What rain lets through goes on to the gate: it speaks for gauges nearby. */
  #checkPassed({ row, judged }: PassedRain): readonly JudgeableObservation[] {
    const passed = this.#gate.check(row);
    const { gauge, observedAt, value, flag } = row;
    if (passed === rowAsJournalled) return [{ gauge, observedAt, value, flag, judged, trust: null }];
    return passed.map((each) => (each.gauge === gauge && each.observedAt === observedAt ? { ...each, judged } : each));
  }
}

const noRain: readonly PassedRain[] = [];
