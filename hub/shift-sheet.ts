import type { CurrentMode, SuppressionView } from "../api/ports.ts";
import type { OpenCases } from "../cases/open-cases.ts";
import type { City } from "../domain/city/city.ts";
import { rankOf } from "../domain/city/level.ts";
import type { Clock } from "../domain/clock.ts";
import { type SheetCase, type SheetList, type ShiftSheet, sheetLines } from "../domain/duty/shift.ts";
import type { Case } from "../domain/governance/case.ts";
import type { PostId } from "../domain/ids.ts";
import { sameInBoth } from "../domain/text.ts";
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

/** How the city stands now: what whoever takes a post over must know. */
export function shiftSheet(postId: PostId, parts: CallsViewParts): ShiftSheet {
  const { cases, clock, mode, suppression, dispatcher } = parts;
  const at = clock();
  const open = cases.openNow().toSorted(byGravity);
  const overdue = open.filter(({ due }) => due !== undefined && due.pausedAt === undefined && due.dueAt <= at);
  const silences = suppression
    .silences(at)
    .filter(({ standing }) => standing === "in-force" || standing === "scheduled");
  const lost = dispatcher.status().endpoints.filter(({ lostUrgents }) => lostUrgents > 0);
  return {
    postId,
    at,
    mode: mode().mode,
    openCases: listOf(open.map((each) => sheetCase(each, parts))),
    overdue: listOf(overdue.map(({ id }) => id)),
    silences: listOf(silences.map(({ id, reason, untilAt }) => ({ id, reason, untilAt }))),
    blindSpots: listOf(blindGauges(parts, at)),
    unansweredCalls: listOf(unanswered(parts)),
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

function blindGauges({ city, suppression }: Pick<CallsViewParts, "city" | "suppression">, at: number) {
  return [...city.gauges.values()].flatMap(({ id: gaugeId, stationId }) => {
    const state = suppression.stateOf(gaugeId, at);
    return state === "live" ? [] : [{ gaugeId, stationId, state }];
  });
}

/** The newest call of each case that nobody has answered for. */
function unanswered({ judging: { calls } }: Pick<CallsViewParts, "judging">) {
  const waiting = new Set(calls.unansweredCases());
  return calls.calls().flatMap(({ caseId, to, askedAt }) => {
    if (!waiting.delete(caseId)) return [];
    return [{ caseId, to: to?.name ?? null, askedAt }];
  });
}

function listOf<Line>(all: readonly Line[]): SheetList<Line> {
  return { count: all.length, lines: all.slice(0, sheetLines) };
}
