import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { City } from "../../domain/city/city.ts";
import { totalIdOf } from "../../domain/city/counter.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { CallId, CaseId, EventId, GaugeId, WarningId } from "../../domain/ids.ts";
import { startOfLog } from "../../domain/position.ts";
import type { Page, PageRequest } from "../../store/ports.ts";
import type { Store } from "../../store/store.ts";
import type { CallOutcome, CaseOutcome, HubOutcome, KeptReadings, Notice, WarningOutcome } from "./hub-outcome.ts";

/** What is read of a hub's store. */
export type OutcomeSource = Pick<Store, "journal" | "journalReader" | "queries" | "rejects">;

/** Rows of one read. */
const pageRows = 1_000;

/** Reads what a hub did, once it has ended or beside it. */
export async function readOutcome(store: OutcomeSource, city: City): Promise<HubOutcome> {
  const { events, ...found } = await readEvents(store);
  return {
    ...found,
    transitions: await readTransitions(store),
    calls: await withAnswers(store, events),
    notices: await readNotices(store),
    readings: await readReadings(store, city),
  };
}

async function readTransitions({ queries }: OutcomeSource): Promise<readonly AlarmTransition[]> {
  const newestFirst = await allPages((page) => queries.transitions({}, page));
  return newestFirst.toReversed().filter(({ effect }) => effect === "live");
}

interface FoundInEvents {
  readonly cases: readonly CaseOutcome[];
  readonly warnings: readonly WarningOutcome[];
  /** Calls that went out. */
  readonly events: readonly Extract<StoredEvent, { readonly type: "call.requested" }>[];
}

/** Cases and warnings as their last event has them. */
async function readEvents({ queries }: OutcomeSource): Promise<FoundInEvents> {
  const cases = new Map<CaseId, CaseOutcome>();
  const warnings = new Map<WarningId, WarningOutcome>();
  const calls: Extract<StoredEvent, { readonly type: "call.requested" }>[] = [];
  for (let after = 0; ; ) {
    const events = await queries.eventsAfter(after, pageRows);
    for (const event of events) {
      if (event.type === "call.requested") calls.push(event);
      const found = caseOf(event);
      if (found !== null)
        cases.set(found.caseId, {
          ...found,
          dispatchedAt: cases.get(found.caseId)?.dispatchedAt ?? found.dispatchedAt,
        });
      const warning = warningOf(event);
      if (warning !== null) warnings.set(warning.warningId, warning);
    }
    after = events.at(-1)?.eventSeq ?? after;
    if (events.length < pageRows) break;
  }
  return { cases: [...cases.values()], warnings: [...warnings.values()], events: calls };
}

function caseOf(event: StoredEvent): CaseOutcome | null {
  switch (event.type) {
    case "case.opened":
    case "case.updated":
    case "case.closed": {
      const { id: caseId, hazard, stationId, openedAt, closedAt, record } = event.data.case;
      return { caseId, hazard, stationId, openedAt, closedAt, dispatchedAt: record?.dispatchedAt ?? null };
    }
    default:
      return null;
  }
}

function warningOf(event: StoredEvent): WarningOutcome | null {
  switch (event.type) {
    case "warning.drafted":
    case "warning.approved":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.expired":
    case "warning.withdrawn": {
      const { id, issued } = event.data.warning;
      return { warningId: id, issuedAt: issued?.at ?? null };
    }
    default:
      return null;
  }
}

/** Calls with their answers, which are entries of the log. */
async function withAnswers(
  { journal, journalReader }: OutcomeSource,
  requested: FoundInEvents["events"],
): Promise<readonly CallOutcome[]> {
  const answers = await journalReader.entriesOf("call-answered", journal.end());
  const answeredAt = new Map<CallId, number>();
  for (const { at, entry } of answers) {
    if (entry.callId !== undefined && !answeredAt.has(entry.callId)) answeredAt.set(entry.callId, at);
  }
  return requested.flatMap(({ level, data: { call, case: of } }): CallOutcome[] => {
    const { callId, caseId, to, askedAt } = call;
    if (to === null) return [];
    const { hazard, stationId } = of;
    return [
      {
        callId,
        caseId,
        hazard,
        stationId,
        level,
        personId: to.personId,
        askedAt,
        answeredAt: answeredAt.get(callId) ?? null,
      },
    ];
  });
}

async function readNotices({ queries }: OutcomeSource): Promise<readonly Notice[]> {
  const deliveries = await allPages((page) => queries.deliveries({}, page));
  const notices = new Map<EventId, Notice>();
  for (const { eventId, eventType, isUrgent, queuedAt } of deliveries.toReversed()) {
    if (!isUrgent || eventType.startsWith("call.") || notices.has(eventId)) continue;
    notices.set(eventId, { eventId, queuedAt });
  }
  return [...notices.values()];
}

async function readReadings(source: OutcomeSource, city: City): Promise<KeptReadings> {
  const ids = [...city.gauges.keys()];
  const counts = await countRows(source, [...ids, ...ids.map(totalIdOf)]);
  const kept = ids.map((id) => [id, Math.max(counts.get(id) ?? 0, counts.get(totalIdOf(id)) ?? 0)] as const);
  return { kept: new Map(kept), refused: await source.rejects.rejectCounts() };
}

async function countRows(
  { journal, journalReader }: OutcomeSource,
  ids: readonly GaugeId[],
): Promise<ReadonlyMap<GaugeId, number>> {
  const idByKey = new Map([...(await journal.keysFor(ids))].map(([id, key]) => [key, id]));
  const counts = new Map<GaugeId, number>();
  const end = journal.end();
  for (let position = startOfLog; position.row < end.row; ) {
    const { rows } = await journalReader.readAfter(position, 10 * pageRows);
    for (const { gauge } of rows) {
      const id = idByKey.get(gauge);
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    position = { row: last.journalSeq, entry: end.entry };
  }
  return counts;
}

/** All rows of a list, newest first. */
async function allPages<Row>(list: (page: PageRequest) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let before: string | null = null; ; ) {
    const page: Page<Row> = await list({ limit: pageRows, before });
    rows.push(...page.rows);
    before = page.next;
    if (before === null) return rows;
  }
}
