import { addDays, cityDay, startOfCityDay } from "../../parts/city-time.ts";

export const periodKinds = ["today", "week", "month", "own"] as const;

export type PeriodKind = (typeof periodKinds)[number];

/** A span of days of the city's calendar, both included. */
export interface Period {
  readonly kind: PeriodKind;
  /** `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
}

const daysBack: Readonly<Record<Exclude<PeriodKind, "own">, number>> = { today: 0, week: 6, month: 29 };

/** @param now the hub's clock, ms since 1970 */
export function periodOf(kind: Exclude<PeriodKind, "own">, now: number): Period {
  const today = cityDay(now);
  return { kind, from: addDays(today, -daysBack[kind]), to: today };
}

/** The span as the API wants it: from the first midnight to the one after the last day. */
export function spanQuery({ from, to }: Period): string {
  return new URLSearchParams({
    from: String(startOfCityDay(from)),
    to: String(startOfCityDay(addDays(to, 1))),
  }).toString();
}
