import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Hold } from "../domain/alarms/hold.ts";
import type { Silence } from "../domain/alarms/order.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import { idFrom } from "../domain/ids.ts";
import { fill } from "../locales/fill.ts";
import { suppressionEventTexts } from "../locales/suppression.ts";

/** Says that a red alarm is kept from cases, and by whom. */
export function alarmHidden(transition: AlarmTransition, hold: Hold, at: number): HubEvent {
  const { alarmKey, title, target, hazard, signal, unit, episodeStartedAt, doubt } = transition;
  return {
    id: idFrom("event", "alarm.hidden", alarmKey, episodeStartedAt, transition.at, hold.id),
    type: "alarm.hidden",
    subject: alarmKey,
    level: "red",
    isUrgent: !transition.isLate,
    at,
    data: {
      alarmKey,
      hazard,
      target,
      signal,
      unit,
      episodeStartedAt,
      hold,
      ...(doubt === undefined ? {} : { doubt }),
      title: fill(suppressionEventTexts["alarm-hidden"], { title, hold: hold.words }),
    },
  };
}

/** Reminds people that a silence ends soon. */
export function silenceEnding(silence: Silence, heldNow: number, at: number): HubEvent {
  const { id, owner, reason } = silence;
  return {
    id: idFrom("event", "silence.ending", id),
    type: "silence.ending",
    subject: id,
    level: null,
    isUrgent: false,
    at,
    data: {
      ...silence,
      heldNow,
      title: fill(suppressionEventTexts["silence-ending"], { owner, reason, count: heldNow }),
    },
  };
}
