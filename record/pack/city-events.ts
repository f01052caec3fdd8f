import { type City, isWithinArea } from "../../domain/city/city.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { EventType, StoredEvent } from "../../domain/governance/event.ts";
import { placeOfEvent } from "../../domain/governance/event-place.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { areaKey, type PlaceKey, stationKey } from "../../domain/people/place-key.ts";
import type { StateQueries } from "../../store/ports.ts";
import type { PackSpan } from "./pack-contents.ts";
import { allOf } from "./pack-source.ts";

/** Types of events that tell how the city was run; none has a case or warning as its subject. */
const cityEventTypes = [
  "mode.changed",
  "response.changed",
  "shift.handed-over",
  "delivery.overdue",
  "delivery.resumed",
  "alarm.hidden",
  "silence.ending",
] as const satisfies readonly EventType[];

/** How the city was run in a span, as far as it concerns these places: what belongs to no one place concerns all. */
export async function cityEvents(
  queries: Pick<StateQueries, "events">,
  { from, to }: PackSpan,
  places: ReadonlySet<PlaceKey>,
): Promise<readonly StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (const type of cityEventTypes) found.push(...(await allOf((page) => queries.events({ type, from, to }, page))));
  return found.filter((event) => {
    const place = placeOfEvent(event);
    return place === null || place === "everywhere" || places.has(place);
  });
}

/** Places that cases and warnings concern: their stations, their areas, and what lies around and within those. */
export function placesOf(city: City, cases: readonly Case[], warnings: readonly Warning[]): ReadonlySet<PlaceKey> {
  const own = [...cases, ...warnings].map(({ areaCode }) => areaCode);
  const near = [...city.areas.keys()].filter((code) =>
    own.some((areaCode) => isWithinArea(city, areaCode, code) || isWithinArea(city, code, areaCode)),
  );
  return new Set([...[...own, ...near].map(areaKey), ...cases.map(({ stationId }) => stationKey(stationId))]);
}
