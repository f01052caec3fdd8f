import type { PublishedReadings } from "../broker/ports.ts";
import { minuteMs } from "../domain/clock.ts";
import { parseDeviceTime } from "./codecs/device-time.ts";

/** Further from our clock than this a reading is of a backlog. */
const nowMs = minuteMs;
/** Longest text of a time that is looked at. */
const timeBytes = 40;

/**
 * Whether readings tell of now, at a glance: by the time that stands last in the payload, without decoding it. What has
 * none, or none that is understood, counts as now. It decides who goes first and nothing else.
 */
export function isAboutNow({ payload, receivedAt }: PublishedReadings): boolean {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  const at = Math.max(bytes.lastIndexOf('"t":'), bytes.lastIndexOf('"ts":'));
  if (at === -1) return true;
  const behind = bytes.toString("latin1", at, at + timeBytes);
  const [, number, text] = /:\s*(?:(-?\d+(?:\.\d+)?)|"([^"]*)")/.exec(behind) ?? [];
  const time = number === undefined ? parseDeviceTime(text ?? "") : Number(number);
  return typeof time !== "number" || Math.abs(receivedAt - inMs(time)) <= nowMs;
}

function inMs(time: number): number {
  return time < 1e11 ? time * 1000 : time;
}
