import type { Hazard } from "../../../../domain/city/hazard.ts";
import { type Level, levelOfRank, levels } from "../../../../domain/city/level.ts";
import type { CaseState } from "../../../../domain/governance/case-state.ts";
import { openStates } from "../../../../domain/governance/case-state.ts";
import { exerciseMark } from "../../../../domain/governance/exercise.ts";
import type { Incident } from "../../../../domain/governance/incident.ts";
import type { AreaCode, IncidentId } from "../../../../domain/ids.ts";
import type { CaseCounts, CaseFilter, CaseOrder, IncidentFilter, Page, PageRequest } from "../../../ports.ts";
import { type Conditions, given, type Listing, placed, readPage, within } from "../../pages.ts";
import type { ReaderOffers, SqlRow } from "../../reader-offers.ts";
import type { Thread } from "../../thread.ts";

/** SQL: where a case belongs. */
const placeOfCase = "'area:' || area_code";

const orderColumns: Readonly<Record<CaseOrder, string>> = {
  opened: "opened_at",
  due: "due_order",
  level: "level_order",
};

export function caseListing(order: CaseOrder): Listing {
  const column = orderColumns[order];
  return { database: "state", select: `SELECT ${column}, case_id, body FROM city_case`, orderBy: [column, "case_id"] };
}

export function caseConditions(filter: CaseFilter): Conditions {
  const { state, states, isOverdue, isAcknowledged, ...others } = filter;
  return [
    ...given({ "state = ?": state }),
    ...(states === undefined ? [] : [oneOf("state", states)]),
    ...presence("$.due.overdueAt", isOverdue),
    ...presence("$.acknowledged", isAcknowledged),
    ...placeConditions(others),
  ];
}

function placeConditions(filter: Omit<CaseFilter, "state" | "states" | "isOverdue" | "isAcknowledged">): Conditions {
  const { hazard, stationId, areaCodes, unitId, assignee, incidentId, openAt, within: places, ...span } = filter;
  return [
    ...given({
      "hazard = ?": hazard,
      "station_id = ?": stationId,
      "json_extract(body, '$.unitId') = ?": unitId,
      "json_extract(body, '$.assignee') = ?": assignee,
      "incident_id = ?": incidentId,
      "over_at >= ?": openAt,
    }),
    ...(areaCodes === undefined ? [] : [oneOf("area_code", areaCodes)]),
    ...placed(placeOfCase, { within: places }),
    ...within("opened_at", span),
  ];
}

function oneOf(column: string, values: readonly string[]): readonly [string, string] {
  return [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)];
}

/** Whether bodies have something at a path; a condition always has a value. */
function presence(path: string, is: boolean | undefined): Conditions {
  return is === undefined ? [] : [[`(json_extract(body, '${path}') IS NOT NULL) = ?`, is ? 1 : 0]];
}

/** Counts open cases in one read of them. */
export async function countCases(reader: Thread<ReaderOffers>, filter: CaseFilter): Promise<CaseCounts> {
  const { state: _, ...others } = filter;
  const conditions = caseConditions({ ...others, states: openStates });
  const sql = `SELECT state, json_extract(body, '$.level') AS level, count(*) AS cases,
      sum(json_extract(body, '$.due.overdueAt') IS NOT NULL) AS overdue,
      sum(json_extract(body, '$.acknowledged') IS NULL) AS unacknowledged,
      sum(json_extract(body, '$.suspended') IS NOT NULL) AS suspended,
      sum(json_extract(body, '$.supervised') IS NOT NULL) AS supervised
    FROM city_case WHERE ${conditions.map(([test]) => test).join(" AND ")} GROUP BY 1, 2`;
  const values = conditions.map(([, value]) => value);
  return countedUp(await reader.call("rows", "state", sql, values));
}

function countedUp(rows: readonly SqlRow[]): CaseCounts {
  const byState: Partial<Record<CaseState, number>> = {};
  const byLevel: Partial<Record<Level, number>> = {};
  for (const row of rows) {
    const state = row.state as CaseState;
    const level = row.level as Level | null;
    byState[state] = (byState[state] ?? 0) + Number(row.cases);
    if (level !== null) byLevel[level] = (byLevel[level] ?? 0) + Number(row.cases);
  }
  const sum = (column: string): number => rows.reduce((total, row) => total + Number(row[column]), 0);
  return {
    open: sum("cases"),
    byState,
    byLevel,
    overdue: sum("overdue"),
    unacknowledged: sum("unacknowledged"),
    suspended: sum("suspended"),
    supervised: sum("supervised"),
  };
}

const rankSql = `CASE json_extract(body, '$.peakLevel') ${levels
  .map((level, index) => `WHEN '${level}' THEN ${index + 1}`)
  .join(" ")} END`;

/** Incidents of the cases that fit, the newest first. */
export function readIncidents(
  reader: Thread<ReaderOffers>,
  { areaCodes, within: places, ...span }: IncidentFilter,
  page: PageRequest,
): Promise<Page<Incident>> {
  const areas = areaCodes === undefined ? [] : [oneOf("area_code", areaCodes)];
  const where = placed(placeOfCase, { within: places });
  const conditions: Conditions = [...areas, ...where, ...within("opened_at", span)];
  const tests = ["incident_id IS NOT NULL", "state <> 'voided'", ...conditions.map(([test]) => test)];
  const counted = `SELECT incident_id, min(opened_at) AS first_at, count(*) AS cases,
      sum(state <> 'closed') AS open_cases,
      sum(state <> 'closed' AND json_extract(body, '$.level') IS NOT NULL) AS lasting,
      max(coalesce(json_extract(body, '$.hazardOverAt'), json_extract(body, '$.closedAt'), opened_at)) AS over_at,
      max(${rankSql}) AS peak, min(coalesce(json_extract(body, '$.isExercise'), 0)) AS drill,
      json_group_array(DISTINCT hazard) AS hazards, json_group_array(DISTINCT area_code) AS areas
    FROM city_case WHERE ${tests.join(" AND ")} GROUP BY incident_id`;
  const listing: Listing = {
    database: "state",
    select: `SELECT * FROM (${counted})`,
    values: conditions.map(([, value]) => value),
    orderBy: ["first_at", "incident_id"],
  };
  return readPage(reader, listing, [], page, toIncident);
}

function toIncident(row: SqlRow): Incident {
  return {
    id: row.incident_id as IncidentId,
    hazards: (JSON.parse(String(row.hazards)) as Hazard[]).toSorted(),
    areaCodes: (JSON.parse(String(row.areas)) as AreaCode[]).toSorted(),
    openedAt: Number(row.first_at),
    overAt: Number(row.lasting) > 0 ? null : Number(row.over_at),
    peakLevel: levelOfRank(Number(row.peak)) ?? "blue",
    caseCount: Number(row.cases),
    openCount: Number(row.open_cases),
    ...exerciseMark(Number(row.drill) === 1),
  };
}
