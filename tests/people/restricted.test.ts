import { expect, it } from "vitest";
import type { Case } from "../../domain/governance/case.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import type { AlarmKey, EventId, GaugeId, RuleId, StationId } from "../../domain/ids.ts";
import { caseFactsWithout, caseWithout, eventWithout, warningWithout } from "../../people/restricted.ts";
import { aCase, anEvent, aWarning } from "../support/effects.ts";

const secret = "tunnel/pressure" as GaugeId;
const hidden = new Set([secret]);
const words = { zh: "压力 4711", en: "pressure 4711" };

function about(gaugeId: string): HubEvent {
  const event = anEvent();
  const entry = { ...event.data.change.entry, alarmKey: `leak|${gaugeId}` as AlarmKey, signal: 4711, words };
  const measured = { name: words, value: 4711, limit: 1, peak: 4711, unit: "kPa", gaugeId: secret, property: null };
  const change = {
    ...event.data.change,
    entry,
    measured: { ...measured, words: { value: words, limit: words, peak: words } },
  };
  return { ...event, data: { ...event.data, message: words, change } };
}

it("a case event keeps its level and loses what the restricted gauge said", () => {
  const shown = eventWithout(about(secret), hidden);
  expect(JSON.stringify(shown)).not.toContain("4711");
  expect(shown).toMatchObject({
    level: "yellow",
    data: { message: aCase().title, change: { entry: { signal: null } } },
  });
});

it("events about other gauges, and for those with the right, are the same", () => {
  const event = about("tunnel/depth");
  expect(eventWithout(event, hidden)).toBe(event);
  const restricted = about(secret);
  expect(eventWithout(restricted, new Set())).toBe(restricted);
});

it("a hidden alarm says that it is and not what was read", () => {
  const target = { kind: "gauge", gaugeId: secret, stationId: "tunnel" as StationId } as const;
  const hold = {
    kind: "silence",
    id: "silence-1",
    owner: "li",
    words,
    explainedBy: null,
    untilAt: null,
    includesRed: true,
  } as const;
  const event: HubEvent = {
    ...{ id: "event-1" as EventId, subject: "leak", level: "red", isUrgent: true, at: 0, type: "alarm.hidden" },
    data: {
      ...{ alarmKey: `leak|${secret}` as AlarmKey, hazard: "waterlogging", target, signal: 4711, unit: "kPa" },
      ...{ episodeStartedAt: 0, hold: { ...hold, words: aCase().title }, title: aCase().title, message: words },
    },
  };
  expect(JSON.stringify(eventWithout(event, hidden))).not.toContain("4711");
});

it("a case's timeline loses those lines' numbers and keeps the lines", () => {
  const event = about(secret);
  if (event.type !== "case.opened") throw new Error("a case was opened");
  const shown = caseWithout({ ...aCase(), timeline: [event.data.change.entry] }, hidden);
  expect(shown.timeline).toHaveLength(1);
  expect(JSON.stringify(shown)).not.toContain("4711");
});

it("a warning loses what restricted gauges said for it, and keeps the rest", () => {
  const support = (gaugeId: GaugeId | null, value: number) => ({
    ...{ caseId: aCase().id, stationId: "tunnel" as StationId, alarmKey: `leak|${gaugeId}` as AlarmKey, gaugeId },
    ...({ level: "red", value, limit: 1, unit: "kPa", ruleId: "leak" as RuleId, ruleVersion: "v1", at: 0 } as const),
  });
  const warning = aWarning({ supports: [support(secret, 4711), support("tunnel/depth" as GaugeId, 30)] });
  expect(warningWithout(warning, hidden).supports?.map(({ value }) => value)).toEqual([30]);
  expect(warningWithout(warning, new Set())).toBe(warning);
});

it("what speaks against a reading of a restricted gauge is told nobody without the right, in lists and with the timeline", () => {
  const doubt = { words } as Case["doubt"];
  const activeAlarms = { [`leak|${secret}`]: "yellow" } as const;
  const of = aCase({ activeAlarms, ...(doubt === undefined ? {} : { doubt }) });
  expect(caseFactsWithout(of, hidden)).not.toHaveProperty("doubt");
  expect(caseFactsWithout(of, new Set(["tunnel/depth" as GaugeId]))).toHaveProperty("doubt");
  const entry = { ...anEvent().data.change.entry, alarmKey: `leak|${secret}` as AlarmKey };
  const over = { ...of, activeAlarms: {}, timeline: [entry] };
  expect(JSON.stringify(caseWithout(over, hidden))).not.toContain("4711");
});

it("what people do to a case says nothing of what speaks against its reading, to those without the right", () => {
  const event = anEvent();
  const entry = { kind: "commented", at: 0, by: "Li", words: aCase().title } as const;
  const doubted = { ...event.data.case, doubt: { words } as Case["doubt"] & object };
  const acted: HubEvent = { ...event, data: { ...event.data, case: doubted, change: { ...event.data.change, entry } } };
  expect(JSON.stringify(acted)).toContain("4711");
  expect(JSON.stringify(eventWithout(acted, hidden))).not.toContain("4711");
});
