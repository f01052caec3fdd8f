import type { z } from "zod";
import type { City } from "../../../domain/city/city.ts";
import { zonedInstants } from "../../../domain/time/zoned-instant.ts";
import type { pondingPlaces as schema } from "../../schemas/console/catalogue.ts";

/** The city's list of ponding places, the earliest review in front. @param now our clock, ms since 1970 */
export function pondingPlaces(city: City, now: number): z.output<typeof schema> {
  const today = zonedInstants(city.timeZone)(now).slice(0, 10);
  const rows = [...city.stations.values()].flatMap(({ id, name, areaCode, ponding }) =>
    ponding === undefined
      ? []
      : [{ stationId: id, name, areaCode, ponding: { ...ponding }, isReviewOverdue: ponding.reviewDueOn < today }],
  );
  const byReview = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
    a.ponding.reviewDueOn < b.ponding.reviewDueOn ? -1 : a.ponding.reviewDueOn > b.ponding.reviewDueOn ? 1 : 0;
  return { today, rows: rows.toSorted(byReview) };
}
