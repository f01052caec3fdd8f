import type { City } from "../../domain/city/city.ts";
import type { StageLimits } from "../../domain/city/policies/case-class.ts";
import { dayMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { cityNotes } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";

/** A limit that starts now may run so far ahead; the holidays of a year are announced about two months before it begins. */
const aheadMs = 45 * dayMs;

/** Years that limits in working time run into and whose holidays nobody has written down. @param now null for none */
export function calendarNotes(city: City, now: number | null): readonly BilingualText[] {
  const { caseClasses, calendar, timeZone } = city;
  if (caseClasses === undefined) return [];
  const each = [caseClasses.limits, ...[...caseClasses.classes.values()].map(({ limits }) => limits)];
  if (!each.some(countsWorkingTime)) return [];
  if (calendar === undefined) return [cityNotes["no-calendar"]];
  if (now === null) return [];
  const years = new Set([yearAt(now, timeZone), yearAt(now + aheadMs, timeZone)]);
  return [...years]
    .filter((year) => !calendar.years.has(year))
    .map((year) => fill(cityNotes["calendar-ends"], { year: String(year) }));
}

function countsWorkingTime(limits: StageLimits): boolean {
  return Object.values(limits).some(({ usual, levels, modes }) =>
    [usual, ...Object.values(levels), ...Object.values(modes)].some(
      ({ clock }) => clock === "working-hours" || clock === "working-days",
    ),
  );
}

function yearAt(at: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).year;
}
