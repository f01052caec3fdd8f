import { dayMs, hourMs, minuteMs, secondMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../fill.ts";
import { durationTexts } from "./durations.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant as people of a city read it: `2026-07-20 16:04`. The one place where times for people are formatted; what
 * machines read stays ISO 8601 in UTC.
 *
 * @param timeZone IANA name, such as `Asia/Shanghai`
 */
export function localTime(at: number, timeZone: string): string {
  const { year, month, day, hour, minute } = partsOf(at, timeZone);
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

/** The same with the offset from UTC, for a reader who may be elsewhere: `2026-07-20 16:04 +08:00`. */
export function localTimeWithZone(at: number, timeZone: string): string {
  const { timeZoneName = "" } = partsOf(at, timeZone);
  const offset = timeZoneName.replace("GMT", "") || "+00:00";
  return `${localTime(at, timeZone)} ${offset}`;
}

/** The time of day, with the date in front where that is not the date of `now`: `16:04`, `07-19 23:58`. */
export function localTimeBeside(at: number, now: number, timeZone: string): string {
  const [date, time] = localTime(at, timeZone).split(" ") as [string, string];
  const [today] = localTime(now, timeZone).split(" ") as [string];
  return date === today
    ? time
    : date.slice(0, 4) === today.slice(0, 4)
      ? `${date.slice(5)} ${time}`
      : `${date} ${time}`;
}

/** A length of time in its two largest units: `1 h 25 min`, `40 s`. Seconds beside minutes say nothing to anybody. */
export function durationText(ms: number): BilingualText {
  const seconds = Math.max(0, Math.round(ms / secondMs));
  const lasted = seconds * secondMs;
  const units = [
    { text: durationTexts.days, n: Math.floor(lasted / dayMs) },
    { text: durationTexts.hours, n: Math.floor((lasted % dayMs) / hourMs) },
    { text: durationTexts.minutes, n: Math.floor((lasted % hourMs) / minuteMs) },
  ];
  const first = units.findIndex(({ n }) => n > 0);
  if (first === -1) return fill(durationTexts.seconds, { n: seconds });
  const shown = units.slice(first, first + 2).filter(({ n }) => n > 0);
  const texts = shown.map(({ text, n }) => fill(text, { n }));
  return { zh: texts.map(({ zh }) => zh).join(""), en: texts.map(({ en }) => en).join(" ") };
}

function partsOf(at: number, timeZone: string): Readonly<Record<string, string>> {
  const format = formats.get(timeZone) ?? newFormat(timeZone);
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "longOffset",
  });
  formats.set(timeZone, format);
  return format;
}
