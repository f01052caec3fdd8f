import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Hold, HoldKind, SuppressionNote } from "../domain/alarms/hold.ts";
import { withLiveLevel } from "../domain/alarms/live-level.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import { type AlarmSuppression, isGraver, isOther, type NotifiedLevels } from "./alarm-suppression.ts";

/** What came of alarms that moved, of time that passed, or of an order. */
export interface SuppressionOutcome {
  /** Every transition, those raised here included, with what was made of it. */
  readonly recorded: readonly AlarmTransition[];
  /** What goes on to cases, in order; of one alarm a chain. */
  readonly notified: readonly AlarmTransition[];
  readonly events: readonly HubEvent[];
}

export interface SuppressionCounts {
  /** Live transitions by what became of them when they came: notified at once (`told`), or held and by what. */
  readonly transitions: Readonly<Record<"told" | HoldKind, number>>;
  /** Told later, when their hold was over. */
  readonly released: number;
  /** Reds that an event says are hidden. */
  readonly hiddenReds: number;
}

/** What has been recorded and notified and not yet handed over, and how much of it there was. */
export class SuppressionBuffer {
  readonly #counts = {
    transitions: { told: 0, maintenance: 0, silence: 0, inhibition: 0, unstable: 0 },
    released: 0,
    hiddenReds: 0,
  };
  #recorded: AlarmTransition[] = [];
  #notified: AlarmTransition[] = [];
  #events: HubEvent[] = [];

  get counts(): SuppressionCounts {
    return this.#counts;
  }

  /**
   * Records a transition that came, and notifies it where it changes what people know.
   *
   * @param known the levels that were notified, before and now
   * @param holds what marks it when it is notified as graver, and what it waits for when it is not
   */
  record(
    transition: AlarmTransition,
    known: { readonly before: NotifiedLevels; readonly now: NotifiedLevels },
    holds: { readonly marks: Hold | null; readonly waitsFor: Hold | null },
  ): void {
    const { before, now } = known;
    const isNotified = isOther(now, before);
    const isRise = isGraver(now, before);
    const note = isNotified ? noteFor("told", isRise ? holds.marks : null) : noteFor("held", holds.waitsFor);
    const noted = note === null ? transition : { ...transition, noise: note };
    this.#recorded.push(noted);
    this.#counts.transitions[isNotified || note === null ? "told" : note.hold.kind] += 1;
    if (isNotified) this.#notified.push(withLiveLevel({ ...noted, from: before.level, to: now.level }, now.live));
  }

  /** Notifies an alarm that nothing holds any more, or not as it did: people knew it at `before.toldLevel`. */
  release(
    before: AlarmSuppression,
    { level, live }: NotifiedLevels,
    note: SuppressionNote | null,
    clock: number,
  ): void {
    this.#counts.released += 1;
    const released: AlarmTransition = {
      ...before.last,
      from: before.toldLevel,
      to: level,
      at: Math.max(clock, before.last.at),
      receivedAt: clock,
      cause: "clock",
      ...(note === null ? {} : { noise: note }),
    };
    this.#notified.push(withLiveLevel(released, live));
  }

  /** Records a transition that moves nothing, and hands it on as it is. */
  passOn(transition: AlarmTransition): void {
    this.#recorded.push(transition);
    this.#notified.push(transition);
  }

  addHiddenRed(event: HubEvent): void {
    this.#counts.hiddenReds += 1;
    this.#events.push(event);
  }

  addEvent(event: HubEvent): void {
    this.#events.push(event);
  }

  drainOutcome(): SuppressionOutcome {
    if (this.#recorded.length === 0 && this.#notified.length === 0 && this.#events.length === 0) return noOutcome;
    const outcome = { recorded: this.#recorded, notified: this.#notified, events: this.#events };
    this.#recorded = [];
    this.#notified = [];
    this.#events = [];
    return outcome;
  }
}

const noOutcome: SuppressionOutcome = Object.freeze({
  recorded: Object.freeze([]),
  notified: Object.freeze([]),
  events: Object.freeze([]),
});

function noteFor(outcome: SuppressionNote["outcome"], hold: Hold | null): SuppressionNote | null {
  return hold === null ? null : { outcome, hold };
}
