import type { CaseFilter, DeliveryView, StateReader, StoredTransition } from "../../../api/ports.ts";
import type { AlarmTransition, MissedPeak } from "../../../domain/alarm.ts";
import type { Case } from "../../../domain/case.ts";
import type { StoredEvent } from "../../../domain/event.ts";
import { levelOfRank } from "../../../domain/level.ts";
import type { Warning } from "../../../domain/warning.ts";
import { type Conditions, type Listing, readPage } from "../pages.ts";
import type { ReaderOffers, SqlRow } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";
import { activationSelect, toActivation } from "./rule-sets.ts";

const caseList: Listing = {
  database: "state",
  select: "SELECT opened_at, case_id, body FROM city_case",
  orderBy: ["opened_at", "case_id"],
};
const warningList: Listing = {
  database: "state",
  select: "SELECT drafted_at, warning_id, body FROM warning",
  orderBy: ["drafted_at", "warning_id"],
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
const missedPeakList: Listing = {
  database: "state",
  select: "SELECT missed_peak_id, body FROM missed_peak",
  orderBy: ["missed_peak_id"],
};

const ruleVersionList: Listing = { database: "state", select: activationSelect, orderBy: ["activation_id"] };

/** What the API lists, from a reading thread. */
export function createStateReader(reader: Thread<ReaderOffers>): StateReader {
  const oneBody = async <T>(sql: string, id: string): Promise<T | null> => {
    const row = (await reader.call("rows", "state", sql, [id]))[0];
    return row === undefined ? null : bodyOf<T>(row);
  };
  return {
    cases: (filter, page) => readPage(reader, caseList, caseConditions(filter), page, bodyOf<Case>),
    caseById: (id) => oneBody<Case>("SELECT body FROM city_case WHERE case_id = ?", id),
    warnings: ({ isOpen }, page) =>
      readPage(
        reader,
        warningList,
        isOpen === undefined ? [] : [[isOpen ? "state <> ?" : "state = ?", "lifted"]],
        page,
        bodyOf<Warning>,
      ),
    warningById: (id) => oneBody<Warning>("SELECT body FROM warning WHERE warning_id = ?", id),
    transitions: ({ stationId, hazard, isShadow = false }, page) =>
      readPage(
        reader,
        transitionList,
        [["is_shadow = ?", isShadow ? 1 : 0], ...given({ "station_id = ?": stationId, "hazard = ?": hazard })],
        page,
        toTransition,
      ),
    async activeAlarms({ stationId, hazard, isShadow = false }) {
      const sql = `SELECT transition_seq, body FROM active_alarm CROSS JOIN transition USING (transition_seq)
        WHERE is_shadow = ?3 AND (?1 IS NULL OR station_id = ?1) AND (?2 IS NULL OR hazard = ?2)
        ORDER BY transition_seq DESC`;
      const rows = await reader.call("rows", "state", sql, [stationId ?? null, hazard ?? null, isShadow ? 1 : 0]);
      return rows.map(toTransition);
    },
    deliveries: ({ state, endpointId, subject }, page) =>
      readPage(
        reader,
        deliveryList,
        given({ "delivery.state = ?": state, "delivery.endpoint_id = ?": endpointId, "delivery.subject = ?": subject }),
        page,
        toDelivery,
      ),
    async eventsAfter(after, limit) {
      const sql = "SELECT * FROM event WHERE event_seq > ? ORDER BY event_seq LIMIT ?";
      return (await reader.call("rows", "state", sql, [after, limit])).map(toEvent);
    },
    async lastEventSeq() {
      const rows = await reader.call("rows", "state", "SELECT ifnull(max(event_seq), 0) AS seq FROM event", []);
      return Number(rows[0]!.seq);
    },
    ruleVersions: (page) =>
      readPage(reader, ruleVersionList, [], page, (row) => {
        const { at: activatedAt, ...activation } = toActivation(row);
        return { ...activation, activatedAt };
      }),
    missedPeaks: (stationId, page) =>
      readPage(reader, missedPeakList, [["station_id = ?", stationId]], page, bodyOf<MissedPeak>),
  };
}

function caseConditions({ state, hazard, stationId, areaCodes }: CaseFilter): Conditions {
  return given({
    "state = ?": state,
    "hazard = ?": hazard,
    "station_id = ?": stationId,
    "area_code IN (SELECT value FROM json_each(?))": areaCodes === undefined ? undefined : JSON.stringify(areaCodes),
  });
}

/** The conditions that have a value. */
function given(conditions: Readonly<Record<string, string | undefined>>): Conditions {
  return Object.entries(conditions).flatMap(([sql, value]) => (value === undefined ? [] : [[sql, value] as const]));
}

function bodyOf<T>(row: SqlRow): T {
  return JSON.parse(String(row.body)) as T;
}

function toTransition(row: SqlRow): StoredTransition {
  return { ...bodyOf<AlarmTransition>(row), transitionSeq: Number(row.transition_seq) };
}

function toEvent(row: SqlRow): StoredEvent {
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

function toDelivery(row: SqlRow): DeliveryView {
  return {
    deliveryId: row.delivery_id,
    endpointId: row.endpoint_id,
    eventId: row.event_id,
    // The event may be past its retention while a dead letter is still shown.
    eventType: row.event_type ?? "",
    subject: row.subject,
    level: levelOfRank(Number(row.level_rank)),
    state: row.state,
    attempts: row.attempts,
    queuedAt: row.queued_at,
    nextAttemptAt: row.next_attempt_at,
    deliveredAt: row.delivered_at,
    lastReason: row.last_reason,
    lastStatus: row.last_status,
    lastDetail: row.last_detail,
  } as DeliveryView;
}
