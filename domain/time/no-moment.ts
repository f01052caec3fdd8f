import { saysNothing } from "../says-nothing.ts";

/** A date in numbers alone, whatever the order, and the time of day behind it. */
const inNumbers =
  /^\s*(\d{1,4})\s?[-/.]\s?(\d{1,4})\s?[-/.]\s?(\d{1,4})(?!\d)(?:[T\s]+(\d{1,3}):(\d{1,3})(?::(\d{1,3}))?(?!\d))?/i;

/** By far the most times are written so. */
const usual = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?/;

/**
 * Whether a text that stands for a time says no moment, however it is meant: nothing, a word for nothing, or a date in
 * numbers that no calendar has in any order of day, month and year, such as `0000-00-00` and `2165-165-165T165:165:85Z`.
 */
export function namesNoMoment(text: string): boolean {
  if (usual.test(text)) return false;
  const found = inNumbers.exec(text);
  if (found === null) return saysNothing(text) || /^\s*0{1,8}\s*$/.test(text);
  const [first = 0, second = 0, third = 0, hour = 0, minute = 0, last = 0] = found
    .slice(1)
    .map((each) => Number(each ?? 0));
  // A leap second is 60; 24:00 is the end of a day.
  if (hour > 24 || minute > 59 || last > 60) return true;
  return !isDayOfYear(first, second) && !isDayOfYear(second, third);
}

/** Whether two numbers may be a month and a day, in either order; 30 February is a day that somebody meant. */
function isDayOfYear(one: number, other: number): boolean {
  return isDayOf(one, other) || isDayOf(other, one);
}

function isDayOf(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
