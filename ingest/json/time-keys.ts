import { DoubledValue } from "./doubled-value.ts";
import { timeInObject } from "./time-in-object.ts";

/** Words of keys that name a time. */
const timeWords = new Set(
  "t ts time times timestamp stamp date datetime dt utc gmt epoch unix iso iso8601 rtc clock when".split(" "),
);
/** Words that may stand beside them in a key: `observed_at_time`, `gpsTimeMs`, `epoch_s`. */
const wordsBeside = new Set(
  (
    "at of the local gps device sensor server node gateway station log logged observed observation measured measurement " +
    "recorded record sampled sample read reading created sent send received event data collected collect acquired " +
    "update updated ms msec millis milliseconds s sec secs seconds us ns str string value"
  ).split(" "),
);
/** Chinese for time, date, moment. */
const chinese = /\u65f6\u95f4|\u65e5\u671f|\u65f6\u523b/;
const wordIn = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+\d*|\d+/g;
const longestKey = 40;

/**
 * Whether a key of a reading names the moment it is of, whatever the device calls it: `ts`, `timestamp`, `dateTime`,
 * `observed_at`, `epoch_ms`, or in Chinese. Not `uptime`, `timezone`, `timeout`.
 */
export function isTimeKey(key: string): boolean {
  if (key.length > longestKey) return false;
  if (chinese.test(key)) return true;
  const words = key.match(wordIn)?.map((word) => word.toLowerCase()) ?? [];
  if (words.length === 0 || !words.every((word) => timeWords.has(word) || wordsBeside.has(word))) return false;
  return words.some((word) => timeWords.has(word)) || words.at(-1) === "at";
}

/** Whether the value of such a key may be a time at all. */
export function mayBeTime(value: unknown): boolean {
  if (value instanceof DoubledValue) return value.values.some(mayBeTime);
  if (typeof value === "object") return timeInObject(value) !== undefined;
  return typeof value === "number" || (typeof value === "string" && /\d/.test(value));
}

/** Among the channels of a reading a key such as `t` may as well be a temperature: only what can be nothing else counts. */
export function mustBeTime(value: unknown): boolean {
  if (value instanceof DoubledValue) return value.values.some(mustBeTime);
  if (typeof value === "object") return timeInObject(value) !== undefined;
  if (typeof value === "number") return Math.abs(value) >= smallestEpoch;
  return typeof value === "string" && (value.match(/\d/g)?.length ?? 0) >= 6;
}

/** March 1973 in seconds since 1970. */
const smallestEpoch = 1e8;
