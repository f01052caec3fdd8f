import type { z } from "zod";
import type { City, Station } from "../../../domain/city/city.ts";
import type { PondingRecord } from "../../../domain/governance/ponding-record.ts";
import { zonedInstants } from "../../../domain/time/zoned-instant.ts";
import type { PondingView } from "../../ports.ts";
import type { pondingPlace } from "../../schemas/governance/ponding.ts";

type Place = z.input<typeof pondingPlace>;

/** Today as the city's calendar has it, `YYYY-MM-DD`. @param now our clock, ms since 1970 */
export function todayIn({ timeZone }: City, now: number): string {
  return zonedInstants(timeZone)(now).slice(0, 10);
}

/** What of the list is asked for. */
export interface PondingFilter {
  /** Codes of areas; absent for the whole city. */
  readonly areaCodes?: readonly string[] | undefined;
  readonly state: "listed" | "delisted";
  /** True for places whose review is overdue alone. */
  readonly isOverdue: boolean;
}

/** Places of the list, the review that is overdue the longest in front; places that were taken off behind, by id. */
export function pondingPlaces(
  city: City,
  view: PondingView,
  { today, areaCodes, state, isOverdue }: PondingFilter & { readonly today: string },
): readonly Place[] {
  return [...city.stations.values()]
    .filter(({ areaCode }) => areaCodes?.includes(areaCode) ?? true)
    .map((station) => placeOf(station, view.recordOf(station), today))
    .filter((place) => place.state === state && (place.isReviewOverdue || !isOverdue))
    .toSorted((a, b) => compare(dueOf(a), dueOf(b)) || compare(a.stationId, b.stationId));
}

/** How a station stands to the list today. */
export function placeOf(
  { id, name, areaCode, kind }: Station,
  { listing, revision }: PondingRecord,
  today: string,
): Place {
  const state = listing !== null ? "listed" : revision === 0 ? "unlisted" : "delisted";
  const isReviewOverdue = listing !== null && listing.reviewDueOn < today;
  const ponding = listing === null ? null : { ...listing };
  return { stationId: id, name, kind, areaCode, state, ponding, isReviewOverdue, revision };
}

const dueOf = ({ ponding }: Place): string => ponding?.reviewDueOn ?? "";

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
