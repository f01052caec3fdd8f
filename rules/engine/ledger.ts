import type { AlarmTransition, MissedPeak } from "../../domain/alarm.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import type { RunningAlarm } from "./running-alarm.ts";

/** What one call found, in the order in which it happened. */
export interface Findings {
  readonly transitions: readonly AlarmTransition[];
  readonly missedPeaks: readonly MissedPeak[];
}

/** The result of a call that found nothing: always this object, so that a quiet city allocates nothing. */
export const nothingFound: Findings = Object.freeze({ transitions: Object.freeze([]), missedPeaks: Object.freeze([]) });

/** What has been found and not yet handed over, and which alarms changed since they were last saved. */
export class Ledger {
  #transitions: AlarmTransition[] = [];
  #missedPeaks: MissedPeak[] = [];
  #changed: RunningAlarm[] = [];
  #removed: AlarmKey[] = [];

  tell(alarm: RunningAlarm, transition: AlarmTransition): void {
    // What only completes the record leaves the level that people were told as it is.
    if (transition.effect !== "record") alarm.last = transition.to === null ? null : transition;
    this.#transitions.push(transition);
  }

  tellOfEnd(transition: AlarmTransition): void {
    this.#transitions.push(transition);
  }

  /** An alarm that no rule of the city raises. */
  tellOfItself(transition: AlarmTransition): void {
    this.#transitions.push(transition);
  }

  tellOfPeak(peak: MissedPeak): void {
    this.#missedPeaks.push(peak);
  }

  changed(alarm: RunningAlarm): void {
    if (alarm.isChanged) return;
    alarm.isChanged = true;
    this.#changed.push(alarm);
  }

  removed(alarmKey: AlarmKey): void {
    this.#removed.push(alarmKey);
  }

  takeFindings(): Findings {
    if (this.#transitions.length === 0 && this.#missedPeaks.length === 0) return nothingFound;
    const found = { transitions: this.#transitions, missedPeaks: this.#missedPeaks };
    this.#transitions = [];
    this.#missedPeaks = [];
    return found;
  }

  takeChanged(): { readonly alarms: readonly RunningAlarm[]; readonly removed: readonly AlarmKey[] } {
    const taken = { alarms: this.#changed, removed: this.#removed };
    for (const alarm of this.#changed) alarm.isChanged = false;
    this.#changed = [];
    this.#removed = [];
    return taken;
  }
}
