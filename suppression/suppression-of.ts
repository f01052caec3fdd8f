import type { HoldKind, SuppressionStatus } from "../domain/alarms/hold.ts";
import { type AlarmSuppression, isKeptBack } from "./alarm-suppression.ts";

type AlarmSuppressions = ReadonlyMap<string, AlarmSuppression>;

/** What stands about an alarm that is up; null for one that is not. */
export function suppressionOf(alarms: AlarmSuppressions, alarmKey: string): SuppressionStatus | null {
  const state = alarms.get(alarmKey);
  if (state === undefined || (state.last.to === null && state.toldLevel === null)) return null;
  const { hold, heldSinceAt, toldLevel, unstable } = state;
  let explains = 0;
  for (const other of alarms.values()) if (other.hold?.explainedBy === alarmKey) explains += 1;
  return { hold, heldSinceAt, notifiedLevel: toldLevel, flaps: unstable?.count ?? null, explains };
}

/** Alarms that stand higher than was notified or are unstable, by what keeps them. */
export function suppressedNow(alarms: AlarmSuppressions): Readonly<Record<HoldKind, number>> {
  const counts = { maintenance: 0, silence: 0, inhibition: 0, unstable: 0 };
  for (const state of alarms.values()) {
    if (state.hold !== null && isKeptBack(state)) counts[state.hold.kind] += 1;
    else if (state.unstable !== null) counts.unstable += 1;
  }
  return counts;
}

/** How many alarms a silence, maintenance or inhibition keeps from people now. */
export function heldBy(alarms: AlarmSuppressions, id: string): number {
  let count = 0;
  for (const state of alarms.values()) if (state.hold?.id === id && isKeptBack(state)) count += 1;
  return count;
}
