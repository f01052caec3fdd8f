import { catalogue } from "../live/live.ts";

/** What a `datetime-local` field holds, read in the city's zone, as ISO 8601 in UTC. */
export function instantOfCityTime(local: string): string {
  const zone = catalogue.value?.city.timeZone ?? "UTC";
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString();
}

/** A moment as a `datetime-local` field holds it, to the minute, in the city's zone. @param ms since 1970 */
export function cityTimeOf(ms: number): string {
  const zone = catalogue.value?.city.timeZone ?? "UTC";
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: "minute" });
}
