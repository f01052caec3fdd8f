import { catalogue } from "../live/live.ts";

/** What a `datetime-local` field holds, read in the city's zone, as ISO 8601 in UTC. */
export function instantOfCityTime(local: string): string {
  const zone = catalogue.value?.city.timeZone ?? "UTC";
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString();
}
