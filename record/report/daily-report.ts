import type { Gauge } from "../../domain/city/city.ts";
import { dayMs, hourMs } from "../../domain/clock.ts";
import type { Case, CaseWithTimeline } from "../../domain/governance/case.ts";
import { caseStates, isCaseOver } from "../../domain/governance/case-state.ts";
import { isExerciseEvent, isExerciseStation } from "../../domain/governance/exercise.ts";
import type { ResponseAction } from "../../domain/inputs/acts/response-action.ts";
import { withheldText } from "../../domain/people/withheld-fields.ts";
import type { DeliveryView } from "../../store/ports.ts";
import { allOf, type PackSource } from "../pack/pack-source.ts";
import type { DailyReport, GaugeDay } from "../ports.ts";

/** Properties that the report tells of. */
const reported: ReadonlySet<string> = new Set(["rain", "depth", "stage"]);

/** Kinds of timeline lines about calls. */
const callKinds = ["called", "call-answered", "call-missed", "call-skipped"] as const;

/** Events that are read together. */
const eventsAtOnce = 1_000;

/** A gauge that said nothing usable for so many of its intervals is blind. */
const blindIntervals = 3;

/**
 * The flood report of the 24 hours before `to`: rain, waters, cases, warnings, deliveries, calls and blind gauges. What is of
 * drills is left out, as is what the source leaves out.
 */
export async function dailyReport(source: PackSource, to: number): Promise<DailyReport> {
  const { city, store, hub, version } = source;
  const span = { from: to - dayMs, to };
  const gauges = await gaugeDays(source, span);
  const cases = await casesIn(source, span);
  const { queries } = store;
  const warnings = (await allOf((page) => queries.warnings({ to }, page))).filter(
    ({ liftedAt, isExercise }) => (liftedAt === null || liftedAt >= span.from) && isExercise !== true,
  );
  const deliveries = await deliveriesIn(source, span);
  const lines = cases.flatMap(({ timeline }) => timeline.filter(({ at }) => at >= span.from && at < to));
  const hidesPersons = source.fields?.isWithheld("person", null) === true;
  const responses = await store.journalReader.entriesOf("response-action", store.journal.end());
  return {
    city: city.name,
    hub,
    version,
    from: span.from,
    to,
    rain: gauges.filter(({ property }) => property === "rain"),
    waters: gauges.filter(({ property }) => property !== "rain"),
    blind: gauges.filter(({ isBlind }) => isBlind).map(({ gaugeId }) => gaugeId),
    cases: {
      opened: cases.filter(({ openedAt }) => openedAt >= span.from).length,
      closed: cases.filter(({ closedAt }) => closedAt !== null && closedAt < to).length,
      open: cases.filter((found) => !isCaseOver(found)).length,
      overdue: lines.filter(({ kind }) => kind === "overdue").length,
      byState: countsBy(
        caseStates,
        cases.map(({ state }) => state),
      ),
    },
    caseList: cases.map(({ timeline: _, ...found }) => found),
    warnings,
    responses: responses
      .filter(({ at }) => at >= span.from && at < to)
      .map(({ at, entry }) => ({ at, ...(hidesPersons ? withoutPerson(entry) : entry) })),
    deliveries: countsBy(
      ["delivered", "pending", "dead"] as const,
      deliveries.map(({ state }) => state),
    ),
    calls: countsBy(
      callKinds,
      lines.map(({ kind }) => kind),
    ),
  };
}

function withoutPerson({ kind, areaCode, action }: ResponseAction): ResponseAction {
  return { kind, areaCode, by: withheldText, action: { ...action, reason: withheldText } };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

async function gaugeDays({ city, store: { history } }: PackSource, span: Span): Promise<readonly GaugeDay[]> {
  const days: GaugeDay[] = [];
  const newest = await history.newest([...city.gauges.keys()]);
  for (const gauge of city.gauges.values()) {
    if (!reported.has(gauge.property) || isExerciseStation(city, gauge.stationId)) continue;
    const hours = await history.rollups(gauge.id, span.from, span.to, "hour", 0);
    const heardAt = newest.get(gauge.id)?.receivedAt ?? null;
    const counted = hours.filter(({ count }) => count > 0);
    days.push({
      gaugeId: gauge.id,
      stationId: gauge.stationId,
      property: gauge.property,
      count: counted.reduce((sum, { count }) => sum + count, 0),
      sum: counted.length === 0 ? null : counted.reduce((sum, hour) => sum + hour.sum, 0),
      max: counted.length === 0 ? null : Math.max(...counted.map(({ max }) => max)),
      worstHour: counted.length === 0 ? null : Math.max(...counted.map(({ sum }) => sum)),
      isBlind: isBlind(gauge, heardAt, span.to),
    });
  }
  return days;
}

function isBlind({ expectedIntervalMs }: Gauge, heardAt: number | null, at: number): boolean {
  return heardAt === null || at - heardAt > Math.max(blindIntervals * expectedIntervalMs, hourMs);
}

/** Cases that were open in the span and are no drill's, with their timelines. */
async function casesIn({ store: { queries } }: PackSource, { from, to }: Span): Promise<readonly CaseWithTimeline[]> {
  const opened = await allOf((page) => queries.cases({ to }, page));
  const found: CaseWithTimeline[] = [];
  for (const { id } of opened.filter((each) => isOf(each, from))) {
    const whole = await queries.caseById(id);
    if (whole !== null) found.push(whole);
  }
  return found;
}

/** Deliveries of the span, without those of drills to endpoints that take them. */
async function deliveriesIn({ store: { queries, trail } }: PackSource, span: Span): Promise<readonly DeliveryView[]> {
  const all = await allOf((page) => queries.deliveries(span, page));
  const real: DeliveryView[] = [];
  for (let start = 0; start < all.length; start += eventsAtOnce) {
    const some = all.slice(start, start + eventsAtOnce);
    const events = await trail.eventsOf([...new Set(some.map(({ eventId }) => eventId))]);
    const ofDrills = new Set(events.filter(isExerciseEvent).map(({ id }) => id));
    real.push(...some.filter(({ eventId }) => !ofDrills.has(eventId)));
  }
  return real;
}

function isOf({ closedAt, isExercise }: Case, from: number): boolean {
  return isExercise !== true && (closedAt === null || closedAt >= from);
}

function countsBy<Name extends string>(
  names: readonly Name[],
  values: readonly string[],
): Readonly<Record<Name, number>> {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (const value of values) if (value in counts) counts[value as Name] += 1;
  return counts;
}
