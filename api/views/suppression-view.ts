import type { AlarmTransition } from "../../domain/alarm.ts";
import { rankOf } from "../../domain/level.ts";
import type { OversightView } from "../ports.ts";

/** What stands about an alarm beside its transition; told as it is where noise control knows nothing of it. */
export function suppressionView({ alarmKey, to, effect }: AlarmTransition, oversight: OversightView) {
  const found = effect === "live" ? oversight.suppressionOf(alarmKey) : null;
  if (found === null) return { suppressedBy: null, heldSinceAt: null, toldLevel: to, flaps: null, explains: 0 };
  const { hold, heldSinceAt, toldLevel, flaps, explains } = found;
  const isHeld = hold !== null && rankOf(to) > rankOf(toldLevel);
  return {
    suppressedBy: isHeld ? hold : null,
    heldSinceAt: isHeld ? heldSinceAt : null,
    toldLevel,
    flaps,
    explains,
  };
}
