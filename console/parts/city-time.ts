import { locale } from "../app/language.ts";
import { catalogue } from "../live/live.ts";

function zone(): string {
  return catalogue.value?.city.timeZone ?? "UTC";
}

/** Day and time of day in the city, in words. @param at ISO 8601 or ms since 1970 */
export function dayTime(at: string | number): string {
  return new Intl.DateTimeFormat(locale(), {
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

/** What a `datetime-local` field holds, read in the city's zone, as ISO 8601 in UTC. */
export function instantOfCityTime(local: string): string {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone()).toInstant().toString();
}

/** A moment as a `datetime-local` field holds it, to the minute, in the city's zone. @param ms since 1970 */
export function cityTimeOf(ms: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone()).toPlainDateTime();
  return local.toString({ smallestUnit: "minute" });
}
