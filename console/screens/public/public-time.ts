import { locale } from "../../app/language.ts";

/** Date and time of day in the city. @param at ISO 8601 */
export function publicTime(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale(), {
    timeZone,
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(Date.parse(at));
}
