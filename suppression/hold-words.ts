import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Hold } from "../domain/alarms/hold.ts";
import type { Maintenance, Silence } from "../domain/alarms/order.ts";
import { minuteMs } from "../domain/clock.ts";
import { fill } from "../locales/fill.ts";
import { namedBy } from "../locales/format/entered-by.ts";
import { localTime } from "../locales/format/times.ts";
import { holdTexts } from "../locales/suppression.ts";
import type { Inhibition } from "./inhibition-schema.ts";

/** Id of the built-in inhibition: a silent device or gateway explains its gauges. */
const uplinkInhibitionId = "carrier-silent";

/** @param timeZone in which people read times */
export function holdOfSilence(silence: Silence, timeZone: string): Hold {
  const { id, owner, caller, reason, untilAt, includesRed } = silence;
  const words = fill(holdTexts.silence, { owner: namedBy(owner, caller), reason, until: localTime(untilAt, timeZone) });
  return { kind: "silence", id, owner, words, explainedBy: null, untilAt, includesRed };
}

export function holdOfMaintenance(maintenance: Maintenance, timeZone: string): Hold {
  const { id, deviceId: device, owner, caller, reason, untilAt } = maintenance;
  const until = localTime(untilAt, timeZone);
  const words = fill(holdTexts.maintenance, { owner: namedBy(owner, caller), device, reason, until });
  return { kind: "maintenance", id, owner, words, explainedBy: null, untilAt, includesRed: true };
}

export function holdOfInhibition({ id, words }: Inhibition, explainedBy: string): Hold {
  return { kind: "inhibition", id, owner: null, words, explainedBy, untilAt: null, includesRed: false };
}

/** @param isRed whether the uplink's own alarm is red, so that no red is hidden by it */
export function holdOfUplink(uplinkId: string, explainedBy: string, isRed: boolean): Hold {
  const words = fill(holdTexts.uplink, { device: uplinkId });
  const id = uplinkInhibitionId;
  return { kind: "inhibition", id, owner: null, words, explainedBy, untilAt: null, includesRed: isRed };
}

/** @param windowMs how long it must keep still */
export function holdOfChattering({ alarmKey }: AlarmTransition, count: number, windowMs: number): Hold {
  const words = fill(holdTexts.chattering, { count, minutes: Math.round(windowMs / minuteMs) });
  return { kind: "unstable", id: alarmKey, owner: null, words, explainedBy: null, untilAt: null, includesRed: false };
}
