import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { rankOf } from "../../../domain/city/level.ts";
import type { SuppressionView } from "../../ports.ts";

/** Suppression fields of an alarm, beside its transition; those of one that is notified where suppression has no entry for it. */
export function suppressionFields({ alarmKey, to, effect }: AlarmTransition, suppression: SuppressionView) {
  const found = effect === "live" ? suppression.suppressionOf(alarmKey) : null;
  if (found === null) return { suppressedBy: null, heldSinceAt: null, toldLevel: to, flaps: null, explains: 0 };
  const { hold, heldSinceAt, notifiedLevel, flaps, explains } = found;
  const isHeld = hold !== null && rankOf(to) > rankOf(notifiedLevel);
  return {
    suppressedBy: isHeld ? hold : null,
    heldSinceAt: isHeld ? heldSinceAt : null,
    toldLevel: notifiedLevel,
    flaps,
    explains,
  };
}
