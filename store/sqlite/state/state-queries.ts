import type { AlarmTransition, MissedPeak } from "../../../domain/alarms/alarm.ts";
import { levelOfRank } from "../../../domain/city/level.ts";
import type { AuditRecord } from "../../../domain/governance/audit-chain.ts";
import {
  type Case,
  type CaseEntry,
  type CaseWithTimeline,
  shownTimelineEntries,
} from "../../../domain/governance/case.ts";
import type { AttemptReason, DeliveryState, PastAttempt } from "../../../domain/governance/delivery.ts";
import type { EntryCaller } from "../../../domain/governance/entry-caller.ts";
import type { StoredEvent } from "../../../domain/governance/event.ts";
import type { Warning } from "../../../domain/governance/warning.ts";
import type { EmergencyResponse } from "../../../domain/governance/warnings/response.ts";
import { isWarningOver, warningStates } from "../../../domain/governance/warnings/warning-state.ts";
import type { EndpointId, EventId } from "../../../domain/ids.ts";
import { bilingualOrNull } from "../../bilingual-columns.ts";
import type {
  AlarmFilter,
  AuditFilter,
  DeliveryFilter,
  DeliveryView,
  DeviceState,
  EventFilter,
  ResponseFilter,
  RuleVersion,
  StateQueries,
  StoredTransition,
  WarningFilter,
} from "../../ports.ts";
import { type Conditions, given, isListed, type Listing, listOf, placed, readPage, within } from "../pages.ts";
import type { ReaderOffers, SqlRow } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";
import { bulletinQueries } from "./bulletin-queries.ts";
import { caseConditions, caseListing, countCases, readIncidents } from "./cases/case-queries.ts";
import { activationSelect, toActivation } from "./rule-sets.ts";

const warningList: Listing = {
  database: "state",
  select: "SELECT drafted_at, warning_id, body FROM warning",
  orderBy: ["drafted_at", "warning_id"],
};
const responseList: Listing = {
  database: "state",
  select: "SELECT started_at, response_id, body FROM response",
  orderBy: ["started_at", "response_id"],
};
const transitionList: Listing = {
  database: "state",
  select: "SELECT transition_seq, body FROM transition",
  orderBy: ["transition_seq"],
};
const deliveryList: Listing = {
  database: "state",
  select: `SELECT delivery.*, event.type AS event_type FROM delivery LEFT JOIN event USING (event_id)`,
  orderBy: ["delivery.delivery_id"],
};
const eventList: Listing = { database: "state", select: "SELECT * FROM event", orderBy: ["event_seq"] };
const missedPeakList: Listing = {
  database: "state",
  select: "SELECT missed_peak_id, body FROM missed_peak",
  orderBy: ["missed_peak_id"],
};
const ruleVersionList: Listing = { database: "state", select: activationSelect, orderBy: ["activation_id"] };

const auditList: Listing = { database: "state", select: "SELECT * FROM audit", orderBy: ["audit_seq"] };

const caseByTraceSql = "SELECT body FROM city_case WHERE trace_id = ? LIMIT 1";

/** A case, then the first line of its timeline and the newest, oldest first: ?2 lines in all, in one answer. */
const caseWithTimelineSql = `
  SELECT 0 AS entry_no, body FROM city_case WHERE case_id = ?1
  UNION ALL SELECT entry_no, body FROM case_entry WHERE ?2 > 0 AND case_id = ?1 AND (
    entry_no = (SELECT min(entry_no) FROM case_entry WHERE case_id = ?1)
    OR entry_no IN (SELECT entry_no FROM case_entry WHERE case_id = ?1 ORDER BY entry_no DESC LIMIT max(0, ?2 - 1)))
  ORDER BY entry_no`;

/** When a transition or a missed peak was; indexed as it stands here (span-indexes.ts). */
const movedAt = "json_extract(body, '$.at')";

const placeOfAlarm =
  "CASE WHEN station_id IS NULL THEN 'area:' || json_extract(body, '$.target.areaCode') ELSE 'station:' || station_id END";
const gaugeOfAlarm = "ifnull(json_extract(body, '$.target.gaugeId'), '')";

const activeAlarmsSql = `
  SELECT transition_seq, body FROM active_alarm CROSS JOIN transition USING (transition_seq)
  WHERE is_shadow = ?3 AND (?1 IS NULL OR station_id = ?1) AND (?2 IS NULL OR hazard = ?2)
    AND (?4 IS NULL OR ${movedAt} >= ?4) AND (?5 IS NULL OR ${movedAt} < ?5)
    AND (?6 IS NULL OR ${isListed(placeOfAlarm, "?6")}) AND (?7 IS NULL OR NOT ${isListed(gaugeOfAlarm, "?7")})
  ORDER BY transition_seq DESC`;

/** Lists of `state.db`, from a reading thread. */
export function createStateQueries(reader: Thread<ReaderOffers>): StateQueries {
  const rows = (sql: string, ...params: (string | number | null)[]) => reader.call("rows", "state", sql, params);
  const oneBody = async <T>(sql: string, id: string): Promise<T | null> => {
    const row = (await rows(sql, id))[0];
    return row === undefined ? null : bodyOf<T>(row);
  };
  const caseById = async (id: string, lines = shownTimelineEntries): Promise<CaseWithTimeline | null> => {
    const [found, ...timeline] = await rows(caseWithTimelineSql, id, lines);
    return found === undefined ? null : { ...bodyOf<Case>(found), timeline: timeline.map(bodyOf<CaseEntry>) };
  };
  return {
    cases: (filter, page, order = "opened") =>
      readPage(reader, caseListing(order), caseConditions(filter), page, bodyOf<Case>),
    caseCounts: (filter) => countCases(reader, filter),
    incidents: (filter, page) => readIncidents(reader, filter, page),
    caseById,
    async caseByTrace(traceId) {
      const found = await oneBody<Case>(caseByTraceSql, traceId);
      return found === null ? null : caseById(found.id);
    },
    warnings: (filter, page) => readPage(reader, warningList, warningConditions(filter), page, bodyOf<Warning>),
    warningById: (id) => oneBody<Warning>("SELECT body FROM warning WHERE warning_id = ?", id),
    ...bulletinQueries(rows),
    responses: (filter, page) =>
      readPage(reader, responseList, responseConditions(filter), page, bodyOf<EmergencyResponse>),
    responseById: (id) => oneBody<EmergencyResponse>("SELECT body FROM response WHERE response_id = ?", id),
    transitions: (filter, page) => readPage(reader, transitionList, transitionConditions(filter), page, toTransition),
    async activeAlarms({ stationId = null, hazard = null, isShadow = false, from = null, to = null, ...places }) {
      const { within = null, exceptGauges = null } = places;
      const params = [stationId, hazard, isShadow ? 1 : 0, from, to, listOf(within), listOf(exceptGauges)] as const;
      return (await rows(activeAlarmsSql, ...params)).map(toTransition);
    },
    deliveries: (filter, page) => readPage(reader, deliveryList, deliveryConditions(filter), page, toDelivery),
    events: (filter, page) => readPage(reader, eventList, eventConditions(filter), page, toEvent),
    async eventsAfter(after, limit) {
      const sql = "SELECT * FROM event WHERE event_seq > ? ORDER BY event_seq LIMIT ?";
      return (await rows(sql, after, limit)).map(toEvent);
    },
    async lastEventSeq() {
      return Number((await rows("SELECT ifnull(max(event_seq), 0) AS seq FROM event"))[0]!.seq);
    },
    ruleVersions: (page) => readPage(reader, ruleVersionList, [], page, toRuleVersion),
    missedPeaks: ({ stationId, ...span }, page) =>
      readPage(
        reader,
        missedPeakList,
        [["station_id = ?", stationId], ...within(movedAt, span)],
        page,
        bodyOf<MissedPeak>,
      ),
    deviceById: (id) => oneBody<DeviceState>("SELECT body FROM device WHERE device_id = ?", id),
    audit: (filter, page) => readPage(reader, auditList, auditConditions(filter), page, toAuditRecord),
  };
}

/** SQL: whether one of a warning's places, as `placesOfWarning` has them, is in the JSON array of the parameter. */
const isOfWarning = `EXISTS (SELECT 1 FROM json_each(?) WHERE value IN (
  'area:' || json_extract(body, '$.areaCode'),
  CASE WHEN json_array_length(body, '$.bulletins') > 0 AND json_extract(body, '$.isExercise') IS NULL
    THEN 'public:' || json_extract(body, '$.areaCode') END))`;

function warningConditions({ isOpen, states = warningStates, within: places, ...span }: WarningFilter): Conditions {
  const wanted = states.filter((state) => isOpen === undefined || isOpen === !isWarningOver({ state }));
  const isAny = wanted.length === warningStates.length;
  const conditions = given({
    "state IN (SELECT value FROM json_each(?))": isAny ? undefined : JSON.stringify(wanted),
  });
  const where: Conditions = places === undefined ? [] : [[isOfWarning, listOf(places)]];
  return [...conditions, ...where, ...within("drafted_at", span)];
}

function responseConditions({ state, areaCodes, within: places, ...span }: ResponseFilter): Conditions {
  const conditions = given({
    "state = ?": state,
    "area_code IN (SELECT value FROM json_each(?))": areaCodes === undefined ? undefined : JSON.stringify(areaCodes),
  });
  return [...conditions, ...placed("'area:' || area_code", { within: places }), ...within("started_at", span)];
}

function transitionConditions({ stationId, hazard, isShadow = false, ...rest }: AlarmFilter): Conditions {
  const { within: places, exceptGauges, ...span } = rest;
  const shown: Conditions = exceptGauges === undefined ? [] : [[`NOT ${isListed(gaugeOfAlarm)}`, listOf(exceptGauges)]];
  const conditions = given({ "station_id = ?": stationId, "hazard = ?": hazard });
  const where = [...placed(placeOfAlarm, { within: places }), ...shown];
  return [["is_shadow = ?", isShadow ? 1 : 0], ...conditions, ...where, ...within(movedAt, span)];
}

function eventConditions({ type, subject, within: places, ...span }: EventFilter): Conditions {
  const conditions = given({ "type = ?": type, "subject = ?": subject });
  return [...conditions, ...placed("place", { within: places }), ...within("at", span)];
}

function deliveryConditions({ state, endpointId, subject, within: places, ...span }: DeliveryFilter): Conditions {
  const conditions = given({
    "delivery.state = ?": state,
    "delivery.endpoint_id = ?": endpointId,
    "delivery.subject = ?": subject,
  });
  return [...conditions, ...placed("event.place", { within: places }), ...within("delivery.queued_at", span)];
}

/** `by` of a line, or who the hub knows to have made it. */
const madeBy = "? IN (by_whom, caller ->> 'name', caller ->> 'id')";

function auditConditions({ from, to, by, kind, subject }: AuditFilter): Conditions {
  return given({ "at >= ?": from, "at < ?": to, [madeBy]: by, "kind = ?": kind, "subject = ?": subject });
}

function bodyOf<T>(row: SqlRow): T {
  return JSON.parse(String(row.body)) as T;
}

function toTransition(row: SqlRow): StoredTransition {
  return { ...bodyOf<AlarmTransition>(row), transitionSeq: Number(row.transition_seq) };
}

export function toAuditRecord(row: Readonly<Record<string, unknown>>): AuditRecord {
  return {
    auditSeq: Number(row.audit_seq),
    at: Number(row.at),
    kind: String(row.kind),
    subject: String(row.subject),
    by: row.by_whom === null ? null : String(row.by_whom),
    digest: String(row.digest),
    chain: String(row.chain),
    ...(typeof row.ref === "string" ? { ref: row.ref } : {}),
    ...(typeof row.caller === "string" ? { caller: JSON.parse(row.caller) as EntryCaller } : {}),
  };
}

export function toEvent(row: SqlRow): StoredEvent {
  return {
    eventSeq: row.event_seq,
    id: row.event_id,
    type: row.type,
    subject: row.subject,
    level: row.level,
    isUrgent: row.is_urgent === 1,
    at: row.at,
    data: bodyOf<unknown>(row),
  } as StoredEvent;
}

function toRuleVersion(row: SqlRow): RuleVersion {
  const { at: activatedAt, position, ...activation } = toActivation(row);
  return { ...activation, activatedAt, cursor: position.row };
}

function toDelivery(row: SqlRow): DeliveryView {
  return {
    deliveryId: Number(row.delivery_id),
    endpointId: String(row.endpoint_id) as EndpointId,
    eventId: String(row.event_id) as EventId,
    // The event may be past its retention while a dead letter is still shown.
    eventType: String(row.event_type ?? ""),
    subject: String(row.subject),
    level: levelOfRank(Number(row.level_rank)),
    isUrgent: row.is_urgent === 1,
    state: row.state as DeliveryState,
    attempts: Number(row.attempts),
    queuedAt: Number(row.queued_at),
    nextAttemptAt: row.next_attempt_at as number | null,
    deliveredAt: row.delivered_at as number | null,
    lastReason: row.last_reason as AttemptReason | null,
    lastStatus: row.last_status as number | null,
    lastDetail: bilingualOrNull(row.last_detail, row.last_detail_zh),
    lastAttempts: row.last_attempts === null ? [] : (JSON.parse(String(row.last_attempts)) as PastAttempt[]),
    acknowledgedAt: row.acknowledged_at as number | null,
    acknowledgedBy: row.acknowledged_by as string | null,
  };
}
