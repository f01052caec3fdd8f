import { dayMs } from "../../clock.ts";
import type { TimeFault } from "./time-fault.ts";
import { abbreviatedZoneMinutes, offsetMinutes } from "./zone-minutes.ts";

/** A time of day, and its zone in minutes east of UTC; null where it names none. */
export interface TimeOfDay {
  readonly ms: number;
  readonly zoneMinutes: number | null;
}

/** A time as it is written. */
export interface WrittenTime {
  /** What it shows, as ms since 1970 of the same reading in UTC. */
  readonly localMs: number;
  /** Minutes east of UTC where it names its zone; null where it does not. */
  readonly zoneMinutes: number | null;
}

const clockTime =
  /^(\u4e0a\u5348|\u4e0b\u5348)? ?(\d{1,2})(?:[:.\u65f6\u70b9\u6642](\d\d)?(?:[:.\u5206](\d\d)(?:[.,](\d{1,9}))?\u79d2?|\u5206)?)? ?(a\.?m\.?|p\.?m\.?)? ?(?:Uhr|h)? ?(.*)$/is;
/** What stands behind a zone in brackets says the same once more: `GMT+0800 (China Standard Time)`, `+08:00[Asia/Shanghai]`. */
const comment = /(?<=\d) ?(?:\([^()]*\)|\[[\w/+-]+\])$/;
const digitTime = /^(\d{1,2})(\d\d)(?:(\d\d)(?:[.,](\d{1,9}))?)?(?!\d) ?(.*)$/s;

/** What stands between a day and its time. A hyphen behind a blank and before a digit is the sign of a zone. */
const between = /^(?:-(?=\d)|(?:[T ,_]|-(?= ))+(?=\S))/i;

/** The time behind a day, and its zone; midnight where there is none. */
export function timeOfDay(text: string, isUsgs: boolean): TimeOfDay | TimeFault {
  const plain = text.replace(between, "").trim();
  if (plain === "") return { ms: 0, zoneMinutes: null };
  const run = digitTime.exec(plain);
  const [, before = "", hour = "", minute = "0", second = "0", part = "", half = "", zone = ""] =
    run === null ? (clockTime.exec(plain) ?? []) : ["", "", run[1], run[2], run[3], run[4], "", run[5]];
  const hours = hourOf(Number(hour), `${before}${half}`.toLowerCase());
  if (hour === "" || hours === null) return "unreadable";
  const ms = msOfDay({ hours, minutes: Number(minute), seconds: Number(second) });
  if (ms === null) return "unreadable";
  const fraction = Number(`0.${part.slice(0, 3) || "0"}`) * 1000;
  const zoneMinutes = zone === "" ? null : zoneMinutesOf(zone.replace(comment, ""), isUsgs);
  return typeof zoneMinutes === "string" ? zoneMinutes : { ms: ms + Math.round(fraction), zoneMinutes };
}

/** An hour of 0 to 24; null when it is none. */
function hourOf(hour: number, half: string): number | null {
  if (half === "") return hour <= 24 ? hour : null;
  if (hour > 12) return null;
  const isAfternoon = half.startsWith("p") || half === "\u4e0b\u5348";
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

/** Ms since midnight; null where no clock shows it. 24:00 is the end of the day. */
export function msOfDay(time: {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}): number | null {
  const { hours, minutes, seconds } = time;
  if (hours === 24) return minutes === 0 && seconds === 0 ? dayMs : null;
  // A leap second is the first moment of the next minute.
  if (minutes > 59 || seconds > (minutes === 59 ? 60 : 59)) return null;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function zoneMinutesOf(text: string, isUsgs: boolean): number | TimeFault {
  const minutes = abbreviatedZoneMinutes(text, isUsgs) ?? offsetMinutes(text.replaceAll(" ", ""));
  if (minutes !== null) return minutes;
  return /^[A-Za-z]{1,5}$/.test(text) ? "unknown_zone" : "unreadable";
}
