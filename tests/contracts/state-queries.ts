import { describe, expect, test } from "vitest";
import { chained } from "../../domain/governance/audit-chain.ts";
import { type Case, type CaseEntry, shownTimelineEntries } from "../../domain/governance/case.ts";
import { openStates } from "../../domain/governance/case-state.ts";
import { keptAttempts } from "../../domain/governance/delivery.ts";
import type { Bulletin } from "../../domain/governance/warnings/bulletin.ts";
import { warningStates } from "../../domain/governance/warnings/warning-state.ts";
import type {
  AlarmKey,
  AreaCode,
  CaseId,
  DeviceId,
  EventId,
  GaugeId,
  IncidentId,
  ResponseId,
  StationId,
  UnitId,
  WarningId,
} from "../../domain/ids.ts";
import { areaKey, type PlaceKey, publicKey, stationKey } from "../../domain/people/place-key.ts";
import type {
  AuditFilter,
  CaseFilter,
  CaseOrder,
  DeviceState,
  Outbox,
  Page,
  ResponseFilter,
  StateQueries,
  StateStore,
  WarningFilter,
} from "../../store/ports.ts";
import {
  aBulletin,
  aCase,
  aDelivery,
  aMissedPeak,
  anAudited,
  anEvent,
  aResponse,
  aTransition,
  aWarning,
  effects,
  writerOn,
} from "../support/effects.ts";
import { noon } from "../support/observations.ts";
import { anActivation } from "./state-store.ts";

/** A state and the lists that are read of it. */
export interface OpenQueries {
  readonly state: StateStore;
  readonly queries: StateQueries;
  readonly outbox: Outbox;
}

const all = { limit: 100, before: null };

/** What the lists of every state store must give. */
export function stateQueriesContract(name: string, open: () => Promise<OpenQueries>): void {
  describe(`state queries contract: ${name}`, () => {
    test("cases() filters, and pages newest first without a gap or a repeat", async () => {
      const { state, queries } = await open();
      const cases = Array.from({ length: 7 }, (_, n) =>
        aCase({
          id: `case-${n}` as CaseId,
          openedAt: noon + Math.floor(n / 2),
          state: n === 3 ? "closed" : "reported",
          areaCode: (n < 5 ? "410105" : "410122") as AreaCode,
        }),
      );
      await state.commit(0, effects({ cases }));
      const seen: string[] = [];
      let before: string | null = null;
      do {
        const page = await queries.cases({}, { limit: 2, before });
        seen.push(...page.rows.map((row) => row.id));
        before = page.next;
      } while (before !== null && seen.length < 50);
      expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `case-${n}`));
      expect((await queries.cases({ state: "closed" }, all)).rows).toEqual([cases[3]]);
      expect((await queries.cases({ areaCodes: ["410122" as AreaCode] }, all)).rows).toHaveLength(2);
      expect((await queries.cases({ areaCodes: [] }, all)).rows).toEqual([]);
      for (const mark of ["x", "1", "~", "1~"]) {
        const refused = queries.cases({}, { limit: 2, before: mark });
        await expect(refused).rejects.toMatchObject({ code: "store.bad_page" });
      }
    });

    test("lists narrowed to places give what belongs there, in whole pages", async () => {
      const { state, queries } = await open();
      const [here, there] = ["410105", "410122"].map((code) => code as AreaCode) as [AreaCode, AreaCode];
      const at = (area: AreaCode, n: number) => `${area}-${n}`;
      const both = [0, 1, 2].flatMap((n) => [here, there].map((area) => ({ area, id: at(area, n) })));
      const of = both.map(({ area, id }) => aCase({ id: id as CaseId, areaCode: area, stationId: id as StationId }));
      const station = (id: string) => ({ kind: "station", stationId: id as StationId }) as const;
      const transitions = [
        ...both.map(({ id }) => aTransition({ alarmKey: `deep|${id}` as AlarmKey, target: station(id) })),
        ...[here, there].map((areaCode) =>
          aTransition({ alarmKey: `wide|${areaCode}` as AlarmKey, target: { kind: "area", areaCode } }),
        ),
        aTransition({
          alarmKey: "deep|secret" as AlarmKey,
          target: { kind: "gauge", stationId: at(here, 0) as StationId, gaugeId: "secret" as GaugeId },
        }),
      ];
      const events = of.map((each) => anEvent({ id: each.id as string as EventId, subject: each.id, of: each }));
      const deliveries = events.map(({ id, subject }) => aDelivery({ eventId: id, subject }));
      const warnings = both.map(({ area, id }) => aWarning({ id: id as WarningId, areaCode: area }));
      const started = { state: "active", level: "IV", startedAt: noon, terminatedAt: null, warningIds: [] } as const;
      const responses = both.map(({ area: areaCode, id }) => {
        return { ...started, id: id as ResponseId, areaCode, changes: [], revision: 1 };
      });
      await state.commit(0, effects({ cases: of, transitions, events, deliveries, warnings, responses }));
      const within = new Set([areaKey(here), ...[0, 1, 2].map((n) => stationKey(at(here, n) as StationId))]);
      const page = { limit: 2, before: null };
      for (const list of ["cases", "warnings", "events", "deliveries", "responses"] as const) {
        const first = await queries[list]({ within }, page);
        const second = await queries[list]({ within }, { limit: 2, before: first.next });
        expect([first.rows.length, second.rows.length, second.next], list).toEqual([2, 1, null]);
        expect(JSON.stringify([first, second]), list).not.toContain(there);
        expect((await queries[list]({ within: new Set() }, page)).rows, list).toEqual([]);
      }
      const exceptGauges = new Set(["secret" as GaugeId]);
      const moved = (await queries.transitions({ within, exceptGauges }, all)).rows;
      expect(moved).toHaveLength(4);
      expect(await queries.activeAlarms({ within, exceptGauges })).toHaveLength(4);
      expect((await queries.transitions({ within }, all)).rows).toHaveLength(5);
      expect(JSON.stringify(moved)).not.toContain(there);
      expect((await queries.transitions({}, all)).rows).toHaveLength(9);
    });

    test("caseByTrace() gives the case of a trace with its timeline, and null for none", async () => {
      const { state, queries } = await open();
      const cases = [aCase(), aCase({ id: "case-2" as CaseId, traceId: "ab".repeat(16) })];
      await state.commit(0, effects({ cases }));
      expect(await queries.caseByTrace("ab".repeat(16))).toEqual({ ...cases[1], timeline: [] });
      expect(await queries.caseByTrace("cd".repeat(16))).toBeNull();
    });

    test("cases() gives those that were open at a moment, by our clock where it is written down", async () => {
      const { state, queries } = await open();
      const record = { units: [], reworks: 0, returns: 0, extensions: 0, suspensions: 0, supervisions: 0 };
      const cases = [
        aCase({ id: "open" as CaseId }),
        aCase({ id: "closed" as CaseId, state: "closed", closedAt: noon + 10 }),
        aCase({
          id: "told" as CaseId,
          state: "closed",
          closedAt: noon + 10,
          record: { ...record, closedAt: noon + 30 },
        }),
        aCase({ id: "voided" as CaseId, state: "voided", record: { ...record, voidedAt: noon + 20 } }),
      ];
      await state.commit(0, effects({ cases }));
      const openAt = async (at: number) =>
        (await queries.cases({ openAt: at }, all)).rows.map(({ id }) => id).toSorted();
      expect(await openAt(noon + 10)).toEqual(["closed", "open", "told", "voided"]);
      expect(await openAt(noon + 20)).toEqual(["open", "told", "voided"]);
      expect(await openAt(noon + 30)).toEqual(["open", "told"]);
      expect(await openAt(noon + 31)).toEqual(["open"]);
    });

    test("cases() are put in order by limit and by level, filtered by what the loop writes on them, and counted", async () => {
      const { state, queries } = await open();
      const act = { at: noon, by: "Wang" };
      const due = (dueAt: number) =>
        ({ stage: "handle", clock: "urgent-hours", amount: 1, startedAt: 0, dueAt, warnAt: 0, pausedMs: 0 }) as const;
      const of = (n: number, more: Partial<Case>) => aCase({ id: `case-${n}` as CaseId, openedAt: noon + n, ...more });
      const cases = [
        of(0, { level: "blue", due: due(noon + 9) }),
        of(1, { level: "red", due: { ...due(noon + 3), overdueAt: noon + 3 }, assignee: "Li", acknowledged: act }),
        of(2, { level: "blue", state: "handling", suspended: { ...act, reason: "works", untilAt: noon + 99 } }),
        of(3, { level: null, state: "handled", unitId: "roads" as UnitId, due: due(noon + 5) }),
        of(4, { level: null, state: "closed", acknowledged: act, due: due(noon + 1) }),
        of(5, { level: null, state: "voided" }),
      ];
      await state.commit(0, effects({ cases }));
      const ids = async (filter: CaseFilter, order?: CaseOrder) => {
        const seen: string[] = [];
        let before: string | null = null;
        do {
          const page: Page<Case> = await queries.cases(filter, { limit: 2, before }, order);
          seen.push(...page.rows.map(({ id }) => id.replace("case-", "")));
          before = page.next;
        } while (before !== null && seen.length < 20);
        return seen.join("");
      };
      expect(await ids({ states: openStates }, "due")).toBe("1302");
      expect(await ids({ states: openStates }, "level")).toBe("1203");
      expect(await ids({}, "opened")).toBe("543210");
      expect(await ids({ states: ["closed", "voided"] })).toBe("54");
      expect(await ids({ isOverdue: true })).toBe("1");
      expect(await ids({ isOverdue: false })).toBe("54320");
      expect(await ids({ isAcknowledged: true })).toBe("41");
      expect(await ids({ isAcknowledged: false, states: openStates })).toBe("320");
      expect(await ids({ assignee: "Li" })).toBe("1");
      expect(await ids({ unitId: "roads" as UnitId })).toBe("3");
      expect(await queries.caseCounts({ states: ["closed"] })).toEqual({
        open: 4,
        byState: { reported: 2, handling: 1, handled: 1 },
        byLevel: { blue: 2, red: 1 },
        overdue: 1,
        unacknowledged: 3,
        suspended: 1,
        supervised: 0,
      });
      expect(await queries.caseCounts({ areaCodes: [] })).toMatchObject({ open: 0, byState: {}, overdue: 0 });
      expect((await state.load()).openCases.map(({ id }) => id)).toEqual([0, 1, 2, 3].map((n) => `case-${n}`));
    });

    test("incidents() counts up the cases of each, newest first, false alarms left out", async () => {
      const { state, queries } = await open();
      const storm = "incident-1" as IncidentId;
      const gas = "incident-2" as IncidentId;
      const of = (n: number, incidentId: IncidentId | undefined, more: Partial<Case>) =>
        aCase({
          id: `case-${n}` as CaseId,
          openedAt: noon + n,
          ...(incidentId === undefined ? {} : { incidentId }),
          ...more,
        });
      const cases = [
        of(0, undefined, {}),
        of(1, storm, {
          state: "closed",
          level: null,
          peakLevel: "orange",
          closedAt: noon + 50,
          hazardOverAt: noon + 40,
        }),
        of(2, storm, { hazard: "river-flood", areaCode: "410122" as AreaCode, level: "blue", peakLevel: "yellow" }),
        of(3, storm, { state: "voided", level: null, peakLevel: "red" }),
        of(4, gas, {
          hazard: "toxic-gas",
          state: "handled",
          level: null,
          peakLevel: "blue",
          hazardOverAt: noon + 60,
          isExercise: true,
        }),
        of(3, storm, { id: "case-5" as CaseId, isExercise: true, areaCode: "410103" as AreaCode }),
      ];
      await state.commit(0, effects({ cases }));
      const first = await queries.incidents({}, { limit: 1, before: null });
      const second = await queries.incidents({}, { limit: 1, before: first.next });
      expect([...first.rows, ...second.rows]).toEqual([
        {
          id: gas,
          hazards: ["toxic-gas"],
          areaCodes: ["410105"],
          openedAt: noon + 4,
          overAt: noon + 60,
          peakLevel: "blue",
          caseCount: 1,
          openCount: 1,
          isExercise: true,
        },
        {
          id: storm,
          hazards: ["river-flood", "waterlogging"],
          areaCodes: ["410103", "410105", "410122"],
          openedAt: noon + 1,
          overAt: null,
          peakLevel: "orange",
          caseCount: 3,
          openCount: 2,
        },
      ]);
      expect(second.next).toBeNull();
      const there = await queries.incidents({ areaCodes: ["410122" as AreaCode] }, all);
      expect(there.rows.map(({ id, caseCount }) => [id, caseCount])).toEqual([[storm, 1]]);
      expect((await queries.incidents({ from: noon + 4 }, all)).rows.map(({ id }) => id)).toEqual([gas]);
    });

    test("caseById() gives the timeline in order, lists give none", async () => {
      const { state, queries } = await open();
      const commit = writerOn(state);
      const line = (n: number): CaseEntry => ({ ...anEvent().data.change.entry, at: noon + n });
      const entries = (...numbers: readonly number[]) =>
        numbers.map((entryNo) => ({ caseId: "case-1" as CaseId, entryNo, entry: line(entryNo) }));
      await commit(effects({ cases: [aCase()], caseEntries: entries(1) }));
      await commit(effects({ cases: [aCase({ revision: 3 })], caseEntries: entries(2, 3) }));
      expect(await queries.caseById("case-1")).toEqual({
        ...aCase({ revision: 3 }),
        timeline: [line(1), line(2), line(3)],
      });
      expect((await queries.cases({}, all)).rows).toEqual([aCase({ revision: 3 })]);
      expect(await queries.caseById("case-9")).toBeNull();
    });

    test("caseById() shows the first line of a long timeline and the newest", async () => {
      const { state, queries } = await open();
      const count = shownTimelineEntries + 20;
      const caseEntries = Array.from({ length: count }, (_, n) => ({
        caseId: "case-1" as CaseId,
        entryNo: n + 1,
        entry: { ...anEvent().data.change.entry, at: n + 1 },
      }));
      await state.commit(0, effects({ cases: [aCase()], caseEntries }));
      const shown = (await queries.caseById("case-1"))!.timeline.map(({ at }) => at);
      expect(shown).toHaveLength(shownTimelineEntries);
      expect([shown[0], shown[1], shown.at(-1)]).toEqual([1, 22, count]);
      const linesOf = async (lines: number) => (await queries.caseById("case-1", lines))?.timeline.map(({ at }) => at);
      expect(await linesOf(3)).toEqual([1, count - 1, count]);
      expect([await linesOf(1), await linesOf(0)]).toEqual([[1], []]);
    });

    test("activeAlarms() gives the last transition of each alarm that is not back to normal", async () => {
      const { state, queries } = await open();
      const commit = writerOn(state);
      const stationId = "station-2" as StationId;
      const other = { alarmKey: "deep|station-2" as AlarmKey, target: { kind: "station", stationId } } as const;
      const up = aTransition({ from: "yellow", to: "red" });
      await commit(effects({ transitions: [aTransition(), up, aTransition(other)] }));
      await commit(effects({ transitions: [aTransition({ ...other, from: "yellow", to: null })] }));
      expect(await queries.activeAlarms({})).toEqual([{ ...up, transitionSeq: expect.any(Number) }]);
      expect(await queries.activeAlarms({ stationId })).toEqual([]);
      const page = await queries.transitions({ stationId }, all);
      expect(page.rows.map((row) => row.to)).toEqual([null, "yellow"]);
    });

    test("what shadow rules found stands apart from what acts; what completes the record is active nowhere", async () => {
      const { state, queries } = await open();
      const commit = writerOn(state);
      const key = (rule: string) => `${rule}|station-1` as AlarmKey;
      const shadow = { alarmKey: key("shadow"), effect: "shadow" } as const;
      const late = { alarmKey: key("late"), effect: "record" } as const;
      const names = (rows: readonly { alarmKey: string }[]) => rows.map(({ alarmKey }) => alarmKey.split("|")[0]);
      await commit(
        effects({ transitions: [aTransition({ alarmKey: key("live") }), aTransition(shadow), aTransition(late)] }),
      );
      expect(names(await queries.activeAlarms({}))).toEqual(["live"]);
      expect(names(await queries.activeAlarms({ isShadow: true }))).toEqual(["shadow"]);
      expect(names((await queries.transitions({}, all)).rows)).toEqual(["late", "live"]);
      expect(names((await queries.transitions({ isShadow: true }, all)).rows)).toEqual(["shadow"]);
      await commit(effects({ transitions: [aTransition({ ...shadow, from: "yellow", to: null })] }));
      expect(await queries.activeAlarms({ isShadow: true })).toEqual([]);
    });

    test("warnings are listed for those whom the public's bulletins of an area reach, once they are issued", async () => {
      const { state, queries } = await open();
      const bulletins = [{ revision: 1, kind: "Alert", sentAt: noon }] as const;
      const of = { draft: {}, issued: { bulletins }, drill: { bulletins, isExercise: true } } as const;
      const warnings = Object.entries(of).map(([id, has]) => aWarning({ id: id as WarningId, ...has }));
      await state.commit(0, effects({ warnings }));
      const { areaCode } = aWarning();
      const listed = async (within: ReadonlySet<PlaceKey>) =>
        (await queries.warnings({ within }, all)).rows.map(({ id }) => id as string).toSorted();
      expect(await listed(new Set([publicKey(areaCode)]))).toEqual(["issued"]);
      expect(await listed(new Set([areaKey(areaCode)]))).toEqual(["draft", "drill", "issued"]);
      expect(await listed(new Set([publicKey("410108" as AreaCode)]))).toEqual([]);
    });

    test("warnings are listed by their states, a draft never among those in force", async () => {
      const { state, queries } = await open();
      const each = warningStates.map((named, n) =>
        aWarning({ id: `warning-${named}` as WarningId, state: named, draftedAt: noon - n }),
      );
      await state.commit(0, effects({ warnings: each }));
      const listed = async (filter: WarningFilter) =>
        (await queries.warnings(filter, all)).rows.map((row) => row.state);
      expect(await listed({})).toEqual(warningStates);
      expect(await listed({ isOpen: true })).toEqual(["draft", "approved", "issued", "updated"]);
      expect(await listed({ isOpen: false })).toEqual(["lifted", "expired", "withdrawn"]);
      expect(await listed({ states: ["issued", "updated"] })).toEqual(["issued", "updated"]);
      expect(await listed({ isOpen: true, states: ["draft", "lifted"] })).toEqual(["draft"]);
      expect(await listed({ states: [] })).toEqual([]);
    });

    test("what was issued keeps its bytes, whatever is committed under its identifier later", async () => {
      const { state, queries } = await open();
      const first = aBulletin({ xml: "<alert>&lt;堤&gt;\n</alert>\n" });
      await state.commit(0, effects({ bulletins: [first] }));
      await state.commit(1, effects({ clock: noon + 1, bulletins: [{ ...first, level: "red", xml: "<alert/>" }] }));
      expect(await queries.bulletinById(first.identifier)).toEqual(first);
      expect(await queries.bulletinById("none")).toBeNull();
    });

    test("the public is told the newest word of what is in force and of what was cancelled lately, never of a drill", async () => {
      const { state, queries } = await open();
      const of = (name: string, revision: number, changes: Partial<Bulletin> = {}) =>
        aBulletin({
          identifier: `warning-${name}.${revision}`,
          warningId: `warning-${name}` as WarningId,
          revision,
          kind: revision === 1 ? "Alert" : "Update",
          sentAt: noon + revision,
          ...changes,
        });
      const states = { in: "updated", over: "lifted", long: "lifted", due: "expired", drill: "issued" } as const;
      await state.commit(
        0,
        effects({
          warnings: Object.entries(states).map(([name, is]) =>
            aWarning({ id: `warning-${name}` as WarningId, state: is }),
          ),
          bulletins: [
            ...[of("in", 1), of("in", 2), of("over", 1), of("over", 3, { kind: "Cancel" })],
            ...[of("long", 1), of("long", 2, { kind: "Cancel", sentAt: noon - 10 }), of("due", 1)],
            of("drill", 1, { isExercise: true }),
          ],
        }),
      );
      const told = async (since: number) => (await queries.publicBulletins(since)).map(({ identifier }) => identifier);
      expect(await told(noon)).toEqual(["warning-over.3", "warning-in.2"]);
      expect(await told(noon - 10)).toEqual(["warning-over.3", "warning-in.2", "warning-long.2"]);
      expect((await queries.bulletinsOf("warning-in")).map(({ revision }) => revision)).toEqual([1, 2]);
      expect((await queries.publicBulletins(noon))[0]).not.toHaveProperty("xml");
    });

    test("responses are listed by state and area, newest first", async () => {
      const { state, queries } = await open();
      const later = aResponse({ id: "response-2" as ResponseId, startedAt: noon + 1, areaCode: "410100" as AreaCode });
      const over = aResponse({ id: "response-3" as ResponseId, state: "terminated", startedAt: noon + 2 });
      await state.commit(0, effects({ responses: [aResponse(), later, over] }));
      const ids = async (filter: ResponseFilter) => (await queries.responses(filter, all)).rows.map(({ id }) => id);
      expect(await ids({})).toEqual(["response-3", "response-2", "response-1"]);
      expect(await ids({ state: "active" })).toEqual(["response-2", "response-1"]);
      expect(await ids({ areaCodes: ["410105" as AreaCode] })).toEqual(["response-3", "response-1"]);
      expect(await queries.responseById("response-2")).toEqual(later);
      expect(await queries.responseById("none")).toBeNull();
    });

    test("warnings, events and missed peaks come back as they were committed", async () => {
      const { state, queries } = await open();
      const lifted = aWarning({ id: "warning-0" as WarningId, state: "lifted", draftedAt: noon - 1 });
      const second = anEvent({ id: "event-2" as EventId, type: "case.closed", level: null });
      await state.commit(
        0,
        effects({
          warnings: [aWarning(), lifted],
          events: [anEvent(), second],
          missedPeaks: [aMissedPeak(), aMissedPeak({ signal: 9 })],
        }),
      );
      expect((await queries.warnings({}, all)).rows).toEqual([aWarning(), lifted]);
      expect((await queries.warnings({ isOpen: true }, all)).rows).toEqual([aWarning()]);
      expect((await queries.warnings({ isOpen: false }, all)).rows).toEqual([lifted]);
      expect(await queries.warningById("warning-0")).toEqual(lifted);
      expect(await queries.warningById("none")).toBeNull();
      const events = await queries.eventsAfter(0, 10);
      expect(events.map(({ eventSeq: _, ...event }) => event)).toEqual([anEvent(), second]);
      expect(await queries.eventsAfter(events[0]!.eventSeq, 10)).toEqual([events[1]]);
      expect(await queries.lastEventSeq()).toBe(events[1]!.eventSeq);
      const peaks = await queries.missedPeaks({ stationId: "station-1" as StationId }, all);
      expect(peaks.rows.map((peak) => peak.signal)).toEqual([9, aMissedPeak().signal]);
      expect((await queries.missedPeaks({ stationId: "station-2" as StationId }, all)).rows).toEqual([]);
    });

    test("every list narrows to a span of time: from is in it, to is not", async () => {
      const { state, queries } = await open();
      const at = [noon, noon + 1_000, noon + 2_000] as const;
      const id = (n: number) => `case-${n}` as CaseId;
      await state.commit(
        0,
        effects({
          cases: at.map((openedAt, n) => aCase({ id: id(n), openedAt })),
          warnings: at.map((draftedAt, n) => aWarning({ id: `warning-${n}` as WarningId, draftedAt })),
          transitions: at.map((moved, n) => aTransition({ alarmKey: `deep|${n}` as AlarmKey, at: moved })),
          missedPeaks: at.map((peakAt, n) => aMissedPeak({ at: peakAt, signal: n })),
          events: at.map((happened, n) => anEvent({ id: `event-${n}` as EventId, at: happened })),
          deliveries: at.map((queuedAt, n) => aDelivery({ eventId: `event-${n}` as EventId, queuedAt })),
        }),
      );
      const stationId = "station-1" as StationId;
      for (const [span, wanted] of [
        [{}, [2, 1, 0]],
        [{ from: at[1] }, [2, 1]],
        [{ to: at[1] }, [0]],
        [{ from: at[1], to: at[2] }, [1]],
        [{ from: at[2] + 1 }, []],
      ] as const) {
        const ids = (prefix: string) => wanted.map((n) => `${prefix}${n}`);
        expect((await queries.cases(span, all)).rows.map((row) => row.id)).toEqual(ids("case-"));
        expect((await queries.warnings(span, all)).rows.map((row) => row.id)).toEqual(ids("warning-"));
        expect((await queries.transitions(span, all)).rows.map((row) => row.alarmKey)).toEqual(ids("deep|"));
        expect((await queries.activeAlarms(span)).map((row) => row.alarmKey)).toEqual(ids("deep|"));
        const peaks = await queries.missedPeaks({ stationId, ...span }, all);
        expect(peaks.rows.map(({ signal }) => signal)).toEqual(wanted);
        expect((await queries.events(span, all)).rows.map((row) => row.id)).toEqual(ids("event-"));
        expect((await queries.deliveries(span, all)).rows.map((row) => row.eventId)).toEqual(ids("event-"));
      }
    });

    test("events() filters by type and subject, and pages newest first", async () => {
      const { state, queries } = await open();
      const events = Array.from({ length: 5 }, (_, n) =>
        anEvent({ id: `event-${n}` as EventId, subject: n === 3 ? "case-9" : "case-1" }),
      );
      await state.commit(0, effects({ events }));
      const first = await queries.events({}, { limit: 3, before: null });
      const second = await queries.events({}, { limit: 3, before: first.next });
      expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual([4, 3, 2, 1, 0].map((n) => `event-${n}`));
      expect(second.next).toBeNull();
      expect((await queries.events({ subject: "case-9" }, all)).rows.map((row) => row.id)).toEqual(["event-3"]);
      expect((await queries.events({ type: "warning.lifted" }, all)).rows).toEqual([]);
    });

    test("deliveries() says how each stands", async () => {
      const { state, queries } = await open();
      await state.commit(
        0,
        effects({ events: [anEvent()], deliveries: [aDelivery(), aDelivery({ eventId: "gone" as EventId })] }),
      );
      const page = await queries.deliveries({ state: "pending" }, all);
      expect(page.rows).toEqual([
        expect.objectContaining({ eventId: "gone", eventType: "" }),
        {
          deliveryId: expect.any(Number),
          endpointId: "dispatch",
          eventId: "event-1",
          eventType: "case.opened",
          subject: "case-1",
          level: "yellow",
          isUrgent: true,
          state: "pending",
          attempts: 0,
          queuedAt: noon,
          nextAttemptAt: noon,
          deliveredAt: null,
          lastReason: null,
          lastStatus: null,
          lastDetail: null,
          lastAttempts: [],
          acknowledgedAt: null,
          acknowledgedBy: null,
        },
      ]);
      expect((await queries.deliveries({ subject: "case-2" }, all)).rows).toEqual([]);
    });

    test("deliveries() gives the newest attempts one by one, those before it was sent again too", async () => {
      const { state, queries, outbox } = await open();
      const { deliveries } = await state.commit(0, effects({ deliveries: [aDelivery()] }));
      const { deliveryId } = deliveries[0]!;
      const words = { zh: "应答 500", en: "answered 500" };
      const failed = { durationMs: 7, reason: "server_error", status: 500, detail: words } as const;
      const gaveUp = keptAttempts - 1;
      for (let n = 0; n <= gaveUp; n += 1) {
        const next =
          n === gaveUp ? ({ state: "dead" } as const) : { state: "pending" as const, nextAttemptAt: noon + n + 1 };
        await outbox.record({ ...failed, deliveryId, at: noon + n, next });
      }
      await outbox.replay({ deliveryId, state: "dead" }, { by: "Li Wei" });
      const taken = { durationMs: 3, reason: "accepted", status: 200, detail: { zh: "收下", en: "taken" } } as const;
      await outbox.record({ ...taken, deliveryId, at: noon + 101, next: { state: "delivered" } });
      const [row] = (await queries.deliveries({}, all)).rows;
      expect(row).toMatchObject({ attempts: 1, state: "delivered" });
      expect(row?.lastAttempts).toHaveLength(keptAttempts);
      expect(row?.lastAttempts[0]).toEqual({ ...failed, at: noon + 1, nextAttemptAt: noon + 2 });
      expect(row?.lastAttempts.slice(-2)).toEqual([
        { ...failed, at: noon + gaveUp, nextAttemptAt: null },
        { ...taken, at: noon + 101, nextAttemptAt: null },
      ]);
    });

    test("ruleVersions() gives which rules took over when, newest first", async () => {
      const { state, queries } = await open();
      const activations = [7, 8, 9].map((row) => anActivation({ digest: `set-${row}`, position: { row, entry: row } }));
      await state.commit(0, effects({ activations }));
      const page = await queries.ruleVersions({ limit: 2, before: null });
      expect(page.rows.map(({ cursor, digest, activatedAt }) => [cursor, digest, activatedAt])).toEqual([
        [9, "set-9", noon],
        [8, "set-8", noon],
      ]);
      const rest = await queries.ruleVersions({ limit: 2, before: page.next });
      expect(rest.rows.map(({ cursor }) => cursor)).toEqual([7]);
      expect(rest.next).toBeNull();
    });

    test("deviceById() gives what a device said last; audit() the trail, newest first", async () => {
      const { state, queries } = await open();
      const commit = writerOn(state);
      const device = (text: string): DeviceState => ({
        deviceId: "device-1" as DeviceId,
        status: { text, at: noon },
        lastAnswer: { commandId: "c-1", answer: "done", at: noon },
      });
      const audit = [null, "liu", "liu"].map((by) => anAudited({ by }));
      await commit(effects({ devices: [device("online")], audit: audit.slice(0, 1) }));
      await commit(effects({ devices: [device("offline")], audit: audit.slice(1) }));
      const [first, second, third] = chained(null, audit);
      expect(await queries.deviceById("device-1")).toEqual(device("offline"));
      expect(await queries.deviceById("device-2")).toBeNull();
      const page = await queries.audit({}, { limit: 2, before: null });
      expect(page.rows).toEqual([third, second]);
      expect((await queries.audit({}, { limit: 2, before: page.next })).rows).toEqual([first]);
    });

    test("audit() leaves out what is of another time, kind or subject", async () => {
      const { state, queries } = await open();
      const audit = [
        anAudited({ at: noon + 1, kind: "mode-set", subject: "flood" }),
        anAudited({ at: noon + 2, subject: "case-1" }),
        anAudited({ at: noon + 3, subject: "case-2" }),
      ];
      await state.commit(0, effects({ audit }));
      const numbers = async (filter: AuditFilter) =>
        (await queries.audit(filter, all)).rows.map(({ auditSeq }) => auditSeq);
      expect(await numbers({ from: noon + 2 })).toEqual([3, 2]);
      expect(await numbers({ from: noon + 2, to: noon + 3 })).toEqual([2]);
      expect(await numbers({ kind: "case.opened" })).toEqual([3, 2]);
      expect(await numbers({ by: "liu" })).toEqual([]);
      expect(await numbers({ subject: "case-1", to: noon + 2 })).toEqual([]);
    });
  });
}
