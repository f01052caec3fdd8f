import { language } from "../app/language.ts";
import { catalogue } from "../live/live.ts";

function zone(): string {
  return catalogue.value?.city.timeZone ?? "UTC";
}

/** Day and time of day in the city, in words. @param at ISO 8601 or ms since 1970 */
export function dayTime(at: string | number): string {
  return new Intl.DateTimeFormat(language.value === "zh" ? "zh-CN" : "en-GB", {
    ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const),
    timeZone: zone(),
    hourCycle: "h23",
  }).format(typeof at === "string" ? Date.parse(at) : at);
}

/** Day of the city's calendar, `YYYY-MM-DD`. @param ms since 1970 */
export function cityDay(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone()).toPlainDate().toString();
}

/** When a day of the city's calendar begins, ms since 1970. @param day `YYYY-MM-DD` */
export function startOfCityDay(day: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone()).epochMilliseconds;
}

/** Days from one day to another; negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days;
}

export function addYears(day: string, years: number): string {
  return Temporal.PlainDate.from(day).add({ years }).toString();
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
