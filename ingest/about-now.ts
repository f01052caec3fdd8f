import type { PublishedReadings } from "../broker/ports.ts";
import { minuteMs } from "../domain/clock.ts";
import { readMoment } from "../domain/time/read-moment.ts";
import type { ClockView } from "./clocks/clocks.ts";

/** Further from our clock than this a reading is of a backlog. */
const nowMs = minuteMs;
/** Longest text of a time that is looked at. */
const timeBytes = 40;

/**
 * Whether readings tell of now, at a glance: by the time that stands last in the payload, without decoding it. What has
 * none, or none that is understood, counts as now; of a clock known to be wrong, now is what it says now, or ours, as it may just have
 * been set. It decides who goes first and nothing else.
 */
export function isAboutNow(
  { deviceId, payload, receivedAt }: PublishedReadings,
  clocks: Pick<ClockView, "of">,
): boolean {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  const at = Math.max(bytes.lastIndexOf('"t":'), bytes.lastIndexOf('"ts":'));
  if (at === -1) return true;
  const behind = bytes.toString("latin1", at, at + timeBytes);
  const [, number, text] = /:\s*(?:(-?\d+(?:\.\d+)?)|"([^"]*)")/.exec(behind) ?? [];
  const time = number === undefined ? readMoment(text ?? "") : Number(number);
  if (typeof time !== "number") return true;
  const agoMs = receivedAt - inMs(time);
  return Math.abs(agoMs) <= nowMs || Math.abs(agoMs + (clocks.of(deviceId)?.offsetMs ?? 0)) <= nowMs;
}

function inMs(time: number): number {
  return time < 1e11 ? time * 1000 : time;
}
