import { levelOfRank } from "../../domain/city/level.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import {
  type Case,
  type CaseEntry,
  type CaseWithTimeline,
  shownTimelineEntries,
} from "../../domain/governance/case.ts";
import { placeOfEvent } from "../../domain/governance/event-place.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { EmergencyResponse } from "../../domain/governance/warnings/response.ts";
import { isWarningOver } from "../../domain/governance/warnings/warning-state.ts";
import { areaKey, type PlaceKey, placeOfTarget, placesOfWarning } from "../../domain/people/place-key.ts";
import type {
  AlarmFilter,
  AuditFilter,
  DeliveryFilter,
  DeliveryView,
  PlaceFilter,
  RuleVersion,
  StateQueries,
  StoredActivation,
  StoredTransition,
} from "../ports.ts";
import { memoryBulletins } from "./memory-bulletins.ts";
import { caseOrdersInMemory, countOpenCases, fitsCase, incidentOrder, incidentsOf } from "./memory-cases.ts";
import { isWithin, pageOf, type RowOrder } from "./page-of.ts";
import { type KeptDelivery, type StateTables, stationOf } from "./state-tables.ts";

const byStart: RowOrder<EmergencyResponse> = { parts: 2, valuesOf: ({ startedAt, id }) => [startedAt, id] };
const byDrafting: RowOrder<Warning> = { parts: 2, valuesOf: ({ draftedAt, id }) => [draftedAt, id] };

function numbered<Row>(numberOf: (row: Row) => number): RowOrder<Row> {
  return { parts: 1, valuesOf: (row) => [numberOf(row)] };
}

/** Lists of a state store in memory. */
export function createMemoryQueries(tables: StateTables): StateQueries {
  return {
    cases: async (filter, page, order = "opened") =>
      pageOf([...tables.cases.values()].filter(fitsCase(filter)), page, caseOrdersInMemory[order]),
    caseCounts: async (filter) => countOpenCases([...tables.cases.values()], filter),
    incidents: async (filter, page) => pageOf(incidentsOf([...tables.cases.values()], filter), page, incidentOrder),
    caseById: async (id, lines) => withTimeline(tables, tables.cases.get(id), lines),
    caseByTrace: async (id) =>
      withTimeline(
        tables,
        tables.cases.values().find(({ traceId }) => traceId === id),
      ),
    warnings: async ({ isOpen, states, within, ...span }, page) => {
      const fitting = [...tables.warnings.values()].filter(
        (each) =>
          (isOpen === undefined || isOpen === !isWarningOver(each)) &&
          (states?.includes(each.state) ?? true) &&
          (within === undefined || placesOfWarning(each).some((place) => within.has(place))) &&
          isWithin(each.draftedAt, span),
      );
      return pageOf(fitting, page, byDrafting);
    },
    warningById: async (id) => tables.warnings.get(id) ?? null,
    ...memoryBulletins(tables),
    responses: async ({ state, areaCodes, within, ...span }, page) => {
      const fitting = [...tables.responses.values()].filter(
        (each) =>
          (state ?? each.state) === each.state &&
          (areaCodes?.includes(each.areaCode) ?? true) &&
          belongs(areaKey(each.areaCode), within) &&
          isWithin(each.startedAt, span),
      );
      return pageOf(fitting, page, byStart);
    },
    responseById: async (id) => tables.responses.get(id) ?? null,
    transitions: async (filter, page) =>
      pageOf(
        tables.transitions.filter(fitsAlarm(filter)),
        page,
        numbered(({ transitionSeq }) => transitionSeq),
      ),
    activeAlarms: async (filter) =>
      [...tables.activeAlarms.values()].filter(fitsAlarm(filter)).sort((a, b) => b.transitionSeq - a.transitionSeq),
    deliveries: async (filter, page) => {
      const fitting = tables.deliveries
        .filter(fitsDelivery(filter, tables.eventsById))
        .map((kept) => viewDelivery(tables, kept));
      return pageOf(
        fitting,
        page,
        numbered(({ deliveryId }) => deliveryId),
      );
    },
    events: async ({ type, subject, within, ...span }, page) =>
      pageOf(
        tables.events.filter(
          (each) =>
            (type ?? each.type) === each.type &&
            (subject ?? each.subject) === each.subject &&
            belongs(placeOfEvent(each), within) &&
            isWithin(each.at, span),
        ),
        page,
        numbered(({ eventSeq }) => eventSeq),
      ),
    eventsAfter: async (after, limit) => tables.events.slice(after, after + limit),
    lastEventSeq: async () => tables.events.length,
    ruleVersions: async (page) =>
      pageOf(
        tables.activations.map(toRuleVersion),
        page,
        numbered(({ activationId }) => activationId),
      ),
    missedPeaks: async ({ stationId, ...span }, page) => {
      const peaks = tables.missedPeaks.map((peak, index) => ({ peak, index }));
      const fitting = peaks.filter(({ peak }) => stationOf(peak.target) === stationId && isWithin(peak.at, span));
      const { rows, next } = pageOf(
        fitting,
        page,
        numbered(({ index }) => index),
      );
      return { rows: rows.map(({ peak }) => peak), next };
    },
    deviceById: async (id) => tables.devices.get(id) ?? null,
    audit: async (filter, page) =>
      pageOf(
        tables.audit.filter(fitsAudit(filter)),
        page,
        numbered(({ auditSeq }) => auditSeq),
      ),
  };
}

function withTimeline(
  tables: StateTables,
  found: Case | undefined,
  lines = shownTimelineEntries,
): CaseWithTimeline | null {
  return found === undefined ? null : { ...found, timeline: shownTimeline(tables.caseEntries.get(found.id), lines) };
}

function shownTimeline(timeline: ReadonlyMap<number, CaseEntry> = new Map(), lines: number): readonly CaseEntry[] {
  const entries = [...timeline].sort(([a], [b]) => a - b).map(([, entry]) => entry);
  if (entries.length <= lines) return entries;
  return [...entries.slice(0, Math.min(1, lines)), ...(lines > 1 ? entries.slice(1 - lines) : [])];
}

/** Whether something that belongs to a place, or to none, is in a list that may be narrowed to places. */
function belongs(place: PlaceKey | null, within: PlaceFilter["within"]): boolean {
  return within === undefined || (place !== null && within.has(place));
}

function fitsAlarm({ stationId, hazard, isShadow = false, ...rest }: AlarmFilter): (each: StoredTransition) => boolean {
  const { within, exceptGauges, ...span } = rest;
  return (each) =>
    belongs(placeOfTarget(each.target), within) &&
    !(each.target.kind === "gauge" && exceptGauges?.has(each.target.gaugeId)) &&
    (each.effect === "shadow") === isShadow &&
    (hazard ?? each.hazard) === each.hazard &&
    (stationId === undefined || stationOf(each.target) === stationId) &&
    isWithin(each.at, span);
}

function fitsDelivery(
  { state, endpointId, subject, within, ...span }: DeliveryFilter,
  eventsById: StateTables["eventsById"],
): (each: KeptDelivery) => boolean {
  const placeOf = ({ queued }: KeptDelivery): PlaceKey | null => {
    const event = eventsById.get(queued.eventId);
    return event === undefined ? null : placeOfEvent(event);
  };
  return (each) =>
    belongs(placeOf(each), within) &&
    (state ?? each.state) === each.state &&
    (endpointId ?? each.queued.endpointId) === each.queued.endpointId &&
    (subject ?? each.queued.subject) === each.queued.subject &&
    isWithin(each.queued.queuedAt, span);
}

function fitsAudit({ by, kind, subject, ...span }: AuditFilter) {
  return (each: AuditRecord): boolean =>
    isWithin(each.at, span) &&
    (by === undefined || [each.by, each.caller?.name, each.caller?.id].includes(by)) &&
    (kind ?? each.kind) === each.kind &&
    (subject ?? each.subject) === each.subject;
}

function viewDelivery({ eventsById }: StateTables, { queued, state, last, acknowledged }: KeptDelivery): DeliveryView {
  const { deliveryId, endpointId, eventId, subject, levelRank, isUrgent, attempts, queuedAt, nextAttemptAt } = queued;
  return {
    deliveryId,
    endpointId,
    eventId,
    eventType: eventsById.get(eventId)?.type ?? "",
    subject,
    level: levelOfRank(levelRank),
    isUrgent,
    state,
    attempts,
    queuedAt,
    nextAttemptAt: state === "pending" ? nextAttemptAt : null,
    ...last,
    ...acknowledged,
  };
}

function toRuleVersion({ at, position, ...activation }: StoredActivation): RuleVersion {
  return { ...activation, activatedAt: at, cursor: position.row };
}
