import { type Level, rankOf, worse } from "../../domain/city/level.ts";
import type { Case } from "../../domain/governance/case.ts";
import { type CaseState, isCaseOver } from "../../domain/governance/case-state.ts";
import { exerciseMark } from "../../domain/governance/exercise.ts";
import type { Incident } from "../../domain/governance/incident.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { areaKey } from "../../domain/people/place-key.ts";
import type { CaseCounts, CaseFilter, CaseOrder, IncidentFilter } from "../ports.ts";
import { isWithin, type RowOrder } from "./page-of.ts";

/** Stands for no time limit where cases are put in order by theirs. */
const noLimit = 9_000_000_000_000_000;
/** Above every instant. */
const aboveInstants = 100_000_000_000_000;

export const caseOrdersInMemory: Readonly<Record<CaseOrder, RowOrder<Case>>> = {
  opened: { parts: 2, valuesOf: ({ openedAt, id }) => [openedAt, id] },
  due: { parts: 2, valuesOf: ({ due, id }) => [-(due?.dueAt ?? noLimit), id] },
  level: { parts: 2, valuesOf: ({ level, openedAt, id }) => [openedAt + aboveInstants * rankOf(level), id] },
};

export const incidentOrder: RowOrder<Incident> = { parts: 2, valuesOf: ({ openedAt, id }) => [openedAt, id] };

export function fitsCase(filter: CaseFilter): (each: Case) => boolean {
  const { state, states, hazard, stationId, areaCodes, unitId, assignee, incidentId, within, ...others } = filter;
  const { isOverdue, isAcknowledged, openAt = Number.NEGATIVE_INFINITY, ...span } = others;
  return (each) =>
    (state ?? each.state) === each.state &&
    (states?.includes(each.state) ?? true) &&
    (hazard ?? each.hazard) === each.hazard &&
    (stationId ?? each.stationId) === each.stationId &&
    (areaCodes?.includes(each.areaCode) ?? true) &&
    (within?.has(areaKey(each.areaCode)) ?? true) &&
    (unitId ?? each.unitId) === each.unitId &&
    (assignee ?? each.assignee) === each.assignee &&
    (incidentId ?? each.incidentId) === each.incidentId &&
    (isOverdue === undefined || isOverdue === (each.due?.overdueAt !== undefined)) &&
    (isAcknowledged === undefined || isAcknowledged === (each.acknowledged !== undefined)) &&
    overAt(each) >= openAt &&
    isWithin(each.openedAt, span);
}

/** When a case was over; far ahead while it is open. */
function overAt({ state, record, closedAt }: Case): number {
  if (state !== "closed" && state !== "voided") return Number.POSITIVE_INFINITY;
  return record?.[`${state}At`] ?? closedAt ?? 0;
}

/** Counts the open ones of cases that fit, whatever states the filter asks for. */
export function countOpenCases(cases: readonly Case[], { state: _, states: __, ...filter }: CaseFilter): CaseCounts {
  const open = cases.filter((each) => !isCaseOver(each) && fitsCase(filter)(each));
  const count = (is: (each: Case) => boolean): number => open.filter(is).length;
  const byState: Partial<Record<CaseState, number>> = {};
  const byLevel: Partial<Record<Level, number>> = {};
  for (const { state, level } of open) {
    byState[state] = (byState[state] ?? 0) + 1;
    if (level !== null) byLevel[level] = (byLevel[level] ?? 0) + 1;
  }
  return {
    open: open.length,
    byState,
    byLevel,
    overdue: count(({ due }) => due?.overdueAt !== undefined),
    unacknowledged: count(({ acknowledged }) => acknowledged === undefined),
    suspended: count(({ suspended }) => suspended !== undefined),
    supervised: count(({ supervised }) => supervised !== undefined),
  };
}

/** Incidents of the cases that fit, counted up, in no order. */
export function incidentsOf(cases: readonly Case[], filter: IncidentFilter): readonly Incident[] {
  const fitting = cases.filter((each) => each.state !== "voided" && fitsCase(filter)(each));
  const byIncident = Map.groupBy(fitting, ({ incidentId }) => incidentId);
  return [...byIncident].flatMap(([id, of]) => (id === undefined ? [] : [incidentOf(id, of)]));
}

function incidentOf(id: IncidentId, cases: readonly Case[]): Incident {
  const isLasting = cases.some((each) => !isCaseOver(each) && each.level !== null);
  const endOf = ({ hazardOverAt, closedAt, openedAt }: Case): number => hazardOverAt ?? closedAt ?? openedAt;
  return {
    id,
    hazards: [...new Set(cases.map(({ hazard }) => hazard))].toSorted(),
    areaCodes: [...new Set(cases.map(({ areaCode }) => areaCode))].toSorted(),
    openedAt: Math.min(...cases.map(({ openedAt }) => openedAt)),
    overAt: isLasting ? null : Math.max(...cases.map(endOf)),
    peakLevel: cases.reduce<Level>((worst, { peakLevel }) => worse(worst, peakLevel) ?? worst, "blue"),
    caseCount: cases.length,
    openCount: cases.filter((each) => !isCaseOver(each)).length,
    ...exerciseMark(cases.every(({ isExercise }) => isExercise)),
  };
}
