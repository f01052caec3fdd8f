import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Hold } from "../domain/alarms/hold.ts";
import type { Maintenance, Silence } from "../domain/alarms/order.ts";
import { minuteMs } from "../domain/clock.ts";
import type { Inhibition } from "./inhibition-schema.ts";

/** Id of the built-in inhibition: a silent device or gateway explains its gauges. */
const uplinkInhibitionId = "carrier-silent";

export function holdOfSilence({ id, owner, reason, untilAt, includesRed }: Silence): Hold {
  const words = { zh: `${owner} 已静默：${reason}`, en: `silenced by ${owner}: ${reason}` };
  return { kind: "silence", id, owner, words, explainedBy: null, untilAt, includesRed };
}

export function holdOfMaintenance({ id, deviceId, owner, reason, untilAt }: Maintenance): Hold {
  const words = {
    zh: `${owner} 正在维护设备 ${deviceId}：${reason}`,
    en: `${owner} works on device ${deviceId}: ${reason}`,
  };
  return { kind: "maintenance", id, owner, words, explainedBy: null, untilAt, includesRed: true };
}

export function holdOfInhibition({ id, words }: Inhibition, explainedBy: string): Hold {
  return { kind: "inhibition", id, owner: null, words, explainedBy, untilAt: null, includesRed: false };
}

/** @param isRed whether the carrier's own alarm is red, so that no red is hidden by it */
export function holdOfUplink(uplinkId: string, explainedBy: string, isRed: boolean): Hold {
  const words = { zh: `设备 ${uplinkId} 整体失联`, en: `nothing is heard from all of ${uplinkId}` };
  const id = uplinkInhibitionId;
  return { kind: "inhibition", id, owner: null, words, explainedBy, untilAt: null, includesRed: isRed };
}

/** @param windowMs how long it must keep still */
export function holdOfChattering({ alarmKey }: AlarmTransition, count: number, windowMs: number): Hold {
  const minutes = Math.round(windowMs / minuteMs);
  const words = {
    zh: `报警不稳定：升降 ${count} 次，平静 ${minutes} 分钟后恢复`,
    en: `unstable: moved ${count} times, until it keeps still for ${minutes} min`,
  };
  return { kind: "unstable", id: alarmKey, owner: null, words, explainedBy: null, untilAt: null, includesRed: false };
}
