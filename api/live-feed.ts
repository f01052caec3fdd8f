import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { StoredEvent } from "../domain/governance/event.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import type { LiveFeed, LiveListener } from "./ports.ts";

/** The side of the feed the hub speaks into, after each commit and in the order of the commits. */
export interface LiveFeedSource extends LiveFeed {
  publishEvents(events: readonly StoredEvent[]): void;
  publishObservations(observations: readonly JournalledObservation[]): void;
  publishTransitions(transitions: readonly AlarmTransition[]): void;
}

/** @param lastJournalSeq of the newest observation already in the journal; 0 when it is empty */
export function createLiveFeed(gaugeIdOf: (key: GaugeKey) => GaugeId | null, lastJournalSeq: number): LiveFeedSource {
  const listeners = new Set<LiveListener>();
  let newest = lastJournalSeq;
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lastJournalSeq: () => newest,
    gaugeIdOf,
    publishEvents(events) {
      if (events.length === 0) return;
      for (const listener of listeners) listener.events(events);
    },
    publishTransitions(transitions) {
      if (transitions.length === 0) return;
      for (const listener of listeners) listener.transitions?.(transitions);
    },
    publishObservations(observations) {
      const last = observations.at(-1);
      if (last === undefined) return;
      newest = Math.max(newest, last.journalSeq);
      for (const listener of listeners) listener.observations(observations);
    },
  };
}
