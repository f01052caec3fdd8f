import type { Wire } from "../../../domain/time/instants.ts";
import type { DailyReport } from "../../../record/ports.ts";

/** A daily report as it comes: the hub keeps it as JSON and gives it out as it was written. */
export type DailyReportBody = Omit<Wire<DailyReport>, "from" | "to"> & {
  readonly fromAt: string;
  readonly toAt: string;
};

type Day = DailyReportBody["rain"][number];

/** The ten rain gauges with the most, none without rain. */
export function mostRain({ rain }: Pick<DailyReportBody, "rain">): readonly Day[] {
  return rain
    .filter(({ sum }) => (sum ?? 0) > 0)
    .toSorted((a, b) => (b.sum ?? 0) - (a.sum ?? 0))
    .slice(0, 10);
}

/** The ten waters of a property that stood highest. */
export function highest({ waters }: Pick<DailyReportBody, "waters">, property: Day["property"]): readonly Day[] {
  return waters
    .filter((each) => each.property === property && each.max !== null)
    .toSorted((a, b) => (b.max ?? 0) - (a.max ?? 0))
    .slice(0, 10);
}
