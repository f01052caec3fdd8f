import type { CurrentMode, SuppressionView } from "../api/ports.ts";
import type { OpenCases } from "../cases/open-cases.ts";
import { isSilenceWithin } from "../domain/alarms/silence-place.ts";
import type { City } from "../domain/city/city.ts";
import { rankOf } from "../domain/city/level.ts";
import type { DutyPost } from "../domain/city/policies/duty.ts";
import type { Clock } from "../domain/clock.ts";
import { type SheetCase, type SheetList, type ShiftSheet, sheetLines } from "../domain/duty/shift.ts";
import type { Case } from "../domain/governance/case.ts";
import type { CaseId } from "../domain/ids.ts";
import { sameInBoth } from "../domain/text.ts";
import { reachOf } from "../people/reach.ts";
import type { ProcessorSteps } from "../processor/steps.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";

/** What calls, rosters and handovers are seen from. */
export interface CallsViewParts {
  readonly city: City;
  readonly cases: Pick<OpenCases, "openNow">;
  readonly judging: Pick<ProcessorSteps, "calls" | "shifts">;
  readonly suppression: Pick<SuppressionView, "silences" | "stateOf">;
  readonly dispatcher: Pick<Dispatcher, "status">;
  mode(): CurrentMode;
  readonly clock: Clock;
}

/** How the area of a post stands now: what whoever takes it over must know. Nothing of it is outside that area, or of a drill. */
export function shiftSheet({ id: postId, areaCode }: DutyPost, parts: CallsViewParts): ShiftSheet {
  const { city, cases, clock, mode, suppression, dispatcher } = parts;
  const at = clock();
  const isOfAll = city.areas.get(areaCode)?.parent === null;
  // Whoever reads the sheet need not have the right to see restricted gauges.
  const { city: there } = reachOf(city, { roles: [], areaCodes: isOfAll ? [] : [areaCode], deviceIds: [] });
  const open = cases
    .openNow()
    .filter(({ areaCode: of, isExercise }) => there.areas.has(of) && isExercise !== true)
    .toSorted(byGravity);
  const overdue = open.filter(({ due }) => due?.overdueAt !== undefined);
  const silences = suppression
    .silences(at)
    .filter(
      ({ standing, match }) =>
        (standing === "in-force" || standing === "scheduled") && (isOfAll || isSilenceWithin(match, there)),
    );
  const lost = isOfAll ? dispatcher.status().endpoints.filter(({ lostUrgents }) => lostUrgents > 0) : [];
  return {
    postId,
    areaCode,
    at,
    mode: mode().mode,
    openCases: listOf(open.map((each) => sheetCase(each, parts))),
    overdue: listOf(overdue.map(({ id }) => id)),
    silences: listOf(silences.map(({ id, reason, untilAt }) => ({ id, reason, untilAt }))),
    blindSpots: listOf(blindGauges(there, parts, at)),
    unansweredCalls: listOf(unanswered(parts, new Set(open.map(({ id }) => id)))),
    deadLetters: listOf(lost.map(({ endpointId, lostUrgents }) => ({ endpointId, lostUrgents }))),
  };
}

function byGravity(a: Case, b: Case): number {
  return rankOf(b.level) - rankOf(a.level) || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1);
}

function sheetCase(
  { id: caseId, hazard, level, state, stationId, title, openedAt, acknowledged, due }: Case,
  { city }: Pick<CallsViewParts, "city">,
): SheetCase {
  const stationName = city.stations.get(stationId)?.name ?? sameInBoth(stationId);
  const isUnacknowledged = acknowledged === undefined;
  return { caseId, hazard, level, state, stationName, title, openedAt, isUnacknowledged, dueAt: due?.dueAt ?? null };
}

/** As the list of blind spots has them: at a station of drills nobody is blind. */
function blindGauges(
  { gauges, stations }: Pick<City, "gauges" | "stations">,
  { suppression }: Pick<CallsViewParts, "suppression">,
  at: number,
) {
  return [...gauges.values()].flatMap(({ id: gaugeId, stationId }) => {
    if (stations.get(stationId)?.isExercise === true) return [];
    const state = suppression.stateOf(gaugeId, at);
    return state === "live" ? [] : [{ gaugeId, stationId, state }];
  });
}

/** The newest call of each of these cases that nobody has answered for. */
function unanswered({ judging: { calls } }: Pick<CallsViewParts, "judging">, of: ReadonlySet<CaseId>) {
  const waiting = new Set(calls.unansweredCases()).intersection(of);
  return calls.calls().flatMap(({ caseId, to, askedAt }) => {
    if (!waiting.delete(caseId)) return [];
    return [{ caseId, to: to?.name ?? null, askedAt }];
  });
}

function listOf<Line>(all: readonly Line[]): SheetList<Line> {
  return { count: all.length, lines: all.slice(0, sheetLines) };
}
