import { expect, it } from "vitest";
import { dayMs, hourMs } from "../../domain/clock.ts";
import type { CaseId, GaugeId } from "../../domain/ids.ts";
import { sourceForStaff } from "../../hub/record/record-port.ts";
import { dailyReport } from "../../record/report/daily-report.ts";
import { missedReports } from "../../record/report/due-reports.ts";
import { openMemoryStore } from "../../store/memory/open-memory-store.ts";
import { gauge, smallCity } from "../support/alarm-builders.ts";
import { aCase, aDelivery, effects } from "../support/effects.ts";
import { caseEventOf } from "../support/events.ts";

const city = smallCity();
const eight = Date.parse("2026-07-20T08:00:00+08:00");
const due = [0, 1, 2, 3].map((day) => eight - day * dayMs);

it("reports that were due while the hub did not run are made up for, oldest first; none of before it was there", () => {
  const missed = (kept: readonly string[], since: number) => missedReports({ dueAt: due, kept, since }, city);
  expect(missed(["2026-07-18"], eight - 9 * dayMs)).toEqual([eight - 3 * dayMs, eight - dayMs, eight]);
  expect(missed([], eight - dayMs - hourMs)).toEqual([eight - dayMs, eight]);
  expect(missed([], eight)).toEqual([]);
  expect(missed(["2026-07-20", "2026-07-19", "2026-07-18", "2026-07-17"], 0)).toEqual([]);
});

it("a gauge that said nothing has no sum, which would be dry weather", async () => {
  const store = openMemoryStore({ clock: () => eight });
  const report = await dailyReport({ city, store, clock: () => eight, hub: "hub", version: "1" }, eight);
  const days = [...report.rain, ...report.waters];
  expect(days.length).toBeGreaterThan(0);
  for (const day of days) expect(day).toMatchObject({ count: 0, sum: null, max: null, worstHour: null, isBlind: true });
  expect([report.from, report.to]).toEqual([eight - dayMs, eight]);
});

it("the report for staff leaves restricted gauges and fields out; the whole one has them", async () => {
  const store = openMemoryStore({ clock: () => eight });
  const secret = gauge({ id: "tunnel/pressure" as GaugeId, dataClass: "restricted" });
  const guarded = {
    ...city,
    fieldClasses: { person: "restricted" },
    gauges: new Map([...city.gauges, [secret.id, secret]]),
  } as const;
  const openedAt = eight - hourMs;
  const handled = aCase({ openedAt, assignee: "Wang", acknowledged: { at: openedAt, by: "Wang" } });
  await store.state.commit(0, effects({ cases: [handled] }));
  const source = {
    city: guarded,
    store: { ...store, people: store.people },
    clock: () => eight,
    hub: "hub",
    version: "1",
  };
  const [whole, forStaff] = [await dailyReport(source, eight), await dailyReport(sourceForStaff(source), eight)];
  expect(JSON.stringify(whole)).toMatch(/tunnel\/pressure.*Wang/);
  expect(forStaff.caseList).toMatchObject([{ assignee: "***", acknowledged: { by: "***" } }]);
  expect(JSON.stringify(forStaff)).not.toMatch(/tunnel\/pressure|Wang/);
});

it("deliveries of drills, to an endpoint that takes them, are none of the day's", async () => {
  const store = openMemoryStore({ clock: () => eight });
  const cases = [aCase(), aCase({ id: "case-drill" as CaseId, isExercise: true })];
  const events = cases.map((each) => caseEventOf(each, { at: eight - hourMs }));
  const deliveries = events.map(({ id, subject }) => aDelivery({ eventId: id, subject, queuedAt: eight - hourMs }));
  const bodies = events.map(({ id }) => ({ eventId: id, format: "cloudevents", body: "{}" }) as const);
  await store.state.commit(0, effects({ cases, events, bodies, deliveries }));
  const source = { city, store: { ...store, people: store.people }, clock: () => eight, hub: "hub", version: "1" };
  expect((await dailyReport(source, eight)).deliveries).toEqual({ delivered: 0, pending: 1, dead: 0 });
});
