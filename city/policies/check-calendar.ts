import { type CalendarFile, calendarFrom, dayNumberOf } from "../../limits/language/calendar-file.ts";
import { cityTexts } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";
import type { ConfigProblem } from "../../yaml/problem.ts";
import type { Declaration } from "../city-files.ts";

/** Dates stand under their own year, and a make-up day is one that would be off. */
export function checkCalendar(calendar: Declaration<CalendarFile> | null): readonly ConfigProblem[] {
  if (calendar === null) return [];
  const { weekdays, holidays } = calendarFrom(calendar.value);
  return Object.entries(calendar.value.years).flatMap(([year, { holidays: named }]) =>
    named.flatMap(({ from, to, makeUp }, index) => {
      const at = (...path: readonly PropertyKey[]): readonly PropertyKey[] => [
        "years",
        year,
        "holidays",
        index,
        ...path,
      ];
      const dates = [
        [from, at("from")],
        [to, at("to")],
        ...makeUp.map((date, nth) => [date, at("makeUp", nth)] as const),
      ] as const;
      return [
        ...dates.flatMap(([date, path]) => (date.startsWith(year) ? [] : [otherYear(calendar, path, { date, year })])),
        ...makeUp.flatMap((date, nth) =>
          weekdays.has(weekdayOf(date)) || holidays.has(dayNumberOf(date))
            ? [noMakeUpDay(calendar, at("makeUp", nth), date)]
            : [],
        ),
      ];
    }),
  );
}

/** 1 Monday to 7 Sunday. */
function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

function otherYear(
  calendar: Declaration<unknown>,
  path: readonly PropertyKey[],
  { date, year }: { readonly date: string; readonly year: string },
): ConfigProblem {
  return {
    where: calendar.place(path),
    path: calendar.path(path),
    wanted: fill(cityTexts["wanted.date-in-year"], { year }),
    got: date,
    fix: cityTexts["fix.date-in-year"],
  };
}

function noMakeUpDay(calendar: Declaration<unknown>, path: readonly PropertyKey[], date: string): ConfigProblem {
  return {
    where: calendar.place(path),
    path: calendar.path(path),
    wanted: cityTexts["wanted.make-up-day"],
    got: date,
    fix: cityTexts["fix.make-up-day"],
  };
}
