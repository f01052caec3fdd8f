import type { DutyPost, RosterShift } from "../../domain/city/policies/duty.ts";
import type { PersonId } from "../../domain/ids.ts";

/** Who is on a post at a moment; nobody where `people` and `deputies` are empty. */
export interface OnDuty {
  readonly people: readonly PersonId[];
  /** Called after `people`. */
  readonly deputies: readonly PersonId[];
  /** When the first of their shifts ends, ms since 1970; null where nobody is on duty. */
  readonly untilAt: number | null;
}

/** A stretch of time, `from` included and `to` not, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One shift of a roster as it falls on one date. */
interface Duty extends Span {
  readonly shift: RosterShift;
  readonly date: Temporal.PlainDate;
}

const minutesADay = 1_440;

/**
 * Who is on duty. Pure: rosters are in the hours of the city's clocks, also on the days on which those change.
 *
 * @param at ms since 1970
 * @param zone IANA name
 */
export function onDuty(post: Pick<DutyPost, "shifts">, at: number, zone: string): OnDuty {
  const today = dateAt(at, zone);
  // No shift is longer than a day: what is on now began today or yesterday.
  const now = [today.subtract({ days: 1 }), today]
    .flatMap((date) => dutiesOn(post, date, zone))
    .filter(({ from, to }) => from <= at && at < to);
  const people = now.flatMap(({ shift, date }) => groupOn(shift, date));
  const deputies = now.flatMap(({ shift }) => shift.deputies).filter((id) => !people.includes(id));
  return {
    people: [...new Set(people)],
    deputies: [...new Set(deputies)],
    untilAt: now.length === 0 ? null : Math.min(...now.map(({ to }) => to)),
  };
}

/** Stretches within `span` in which nobody is on duty, oldest first. */
export function dutyGaps(post: Pick<DutyPost, "shifts">, span: Span, zone: string): readonly Span[] {
  const last = dateAt(span.to, zone);
  const duties: Duty[] = [];
  for (let date = dateAt(span.from, zone).subtract({ days: 1 }); ; date = date.add({ days: 1 })) {
    if (Temporal.PlainDate.compare(date, last) > 0) break;
    duties.push(...dutiesOn(post, date, zone));
  }
  duties.sort((a, b) => a.from - b.from);
  const gaps: Span[] = [];
  let covered = span.from;
  for (const { from, to } of duties) {
    if (from >= span.to) break;
    if (from > covered) gaps.push({ from: covered, to: from });
    covered = Math.max(covered, to);
  }
  return covered < span.to ? [...gaps, { from: covered, to: span.to }] : gaps;
}

/** Shifts that begin on a date: those that name it, else the weekly ones. */
function dutiesOn({ shifts }: Pick<DutyPost, "shifts">, date: Temporal.PlainDate, zone: string): readonly Duty[] {
  const named = shifts.filter(({ dates }) => dates?.includes(date.toString()) === true);
  const weekly = shifts.filter((shift) => shift.dates === null && isWeeklyOn(shift, date));
  return (named.length > 0 ? named : weekly)
    .filter((shift) => groupOn(shift, date).length + shift.deputies.length > 0)
    .map((shift) => ({ shift, date, ...spanOn(shift, date, zone) }));
}

function isWeeklyOn({ days, first, last }: RosterShift, date: Temporal.PlainDate): boolean {
  const day = date.toString();
  return days.includes(date.dayOfWeek) && (first === null || first <= day) && (last === null || day <= last);
}

function spanOn({ from, to }: RosterShift, date: Temporal.PlainDate, zone: string): Span {
  const end = to > from ? date : date.add({ days: 1 });
  return { from: instantOf(date, from, zone), to: instantOf(end, to, zone) };
}

/** A time of day that the clocks leave out is the moment at which they do; one that comes twice is the first. */
function instantOf(date: Temporal.PlainDate, minutes: number, zone: string): number {
  const day = minutes >= minutesADay ? date.add({ days: 1 }) : date;
  const time = Temporal.PlainTime.from({ hour: Math.floor((minutes % minutesADay) / 60), minute: minutes % 60 });
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

function groupOn({ rotation, first }: RosterShift, date: Temporal.PlainDate): readonly PersonId[] {
  if (rotation.length <= 1) return rotation[0] ?? [];
  const since = Temporal.PlainDate.from(first ?? "1970-01-01");
  const days = since.until(date, { largestUnit: "day" }).days;
  return rotation[((days % rotation.length) + rotation.length) % rotation.length] ?? [];
}

function dateAt(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}
