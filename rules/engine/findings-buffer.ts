import type { AlarmTransition, MissedPeak } from "../../domain/alarms/alarm.ts";
import { withLiveLevel } from "../../domain/alarms/live-level.ts";
import { levelOfRank } from "../../domain/city/level.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import { liveRankAfter } from "./late/confirm.ts";
import type { RunningAlarm } from "./running-alarm.ts";

/** What one call found, in the order in which it happened. */
export interface Findings {
  readonly transitions: readonly AlarmTransition[];
  readonly missedPeaks: readonly MissedPeak[];
}

/** The result of a call that found nothing: always this object, so that a quiet city allocates nothing. */
export const nothingFound: Findings = Object.freeze({ transitions: Object.freeze([]), missedPeaks: Object.freeze([]) });

/** What has been found and not yet handed over, and which alarms changed since they were last saved. */
export class FindingsBuffer {
  #transitions: AlarmTransition[] = [];
  #missedPeaks: MissedPeak[] = [];
  #changed: RunningAlarm[] = [];
  #removed: AlarmKey[] = [];

  /** Emits a transition of an alarm that stands as it says already. */
  emit(alarm: RunningAlarm, transition: AlarmTransition): void {
    // What only completes the record leaves the level that was notified as it is.
    if (transition.effect === "record") {
      this.#transitions.push(transition);
      return;
    }
    alarm.liveRank = liveRankAfter(alarm, transition);
    const known = withLiveLevel(transition, levelOfRank(alarm.liveRank));
    alarm.last = known.to === null ? null : known;
    this.#transitions.push(known);
  }

  emitEnd(transition: AlarmTransition): void {
    this.#transitions.push(transition);
  }

  /** An alarm that no rule of the city raises. */
  emitBuiltIn(transition: AlarmTransition): void {
    this.#transitions.push(transition);
  }

  emitMissedPeak(peak: MissedPeak): void {
    this.#missedPeaks.push(peak);
  }

  markChanged(alarm: RunningAlarm): void {
    if (alarm.isChanged) return;
    alarm.isChanged = true;
    this.#changed.push(alarm);
  }

  markRemoved(alarmKey: AlarmKey): void {
    this.#removed.push(alarmKey);
  }

  drainFindings(): Findings {
    if (this.#transitions.length === 0 && this.#missedPeaks.length === 0) return nothingFound;
    const found = { transitions: this.#transitions, missedPeaks: this.#missedPeaks };
    this.#transitions = [];
    this.#missedPeaks = [];
    return found;
  }

  drainChanges(): { readonly alarms: readonly RunningAlarm[]; readonly removed: readonly AlarmKey[] } {
    const drained = { alarms: this.#changed, removed: this.#removed };
    for (const alarm of this.#changed) alarm.isChanged = false;
    this.#changed = [];
    this.#removed = [];
    return drained;
  }
}
