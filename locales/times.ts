import { dayMs, hourMs, minuteMs, secondMs } from "../domain/clock.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill, joined, type Texts } from "./fill.ts";
import { marks } from "./shared.ts";

/** How long something lasted. */
export const durationTexts = {
  days: { zh: "{n}天", en: "{n} d" },
  hours: { zh: "{n}小时", en: "{n} h" },
  minutes: { zh: "{n}分钟", en: "{n} min" },
  seconds: { zh: "{n}秒", en: "{n} s" },
} as const satisfies Texts;

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

/** A length of time in its two largest units: `1 h 25 min`, `40 s`. */
export function durationText(ms: number): BilingualText {
  const seconds = Math.max(0, Math.round(ms / secondMs));
  const all = [
    fill(durationTexts.days, { n: Math.floor((seconds * secondMs) / dayMs) }),
    fill(durationTexts.hours, { n: Math.floor(((seconds * secondMs) % dayMs) / hourMs) }),
    fill(durationTexts.minutes, { n: Math.floor(((seconds * secondMs) % hourMs) / minuteMs) }),
    fill(durationTexts.seconds, { n: seconds % 60 }),
  ];
  const first = all.findIndex(({ en }) => !en.startsWith("0 "));
  if (first === -1) return all[3]!;
  // Seconds beside minutes say nothing to anybody.
  const shown = all.slice(first, first === 2 ? 3 : first + 2);
  return joined(
    shown.filter(({ en }, index) => index === 0 || !en.startsWith("0 ")),
    marks.space,
  );
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
