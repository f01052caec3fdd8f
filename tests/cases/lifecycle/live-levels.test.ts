import { expect, it } from "vitest";
import { createOpenCases } from "../../../cases/open-cases.ts";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import type { Level } from "../../../domain/city/level.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { Case } from "../../../domain/governance/case.ts";
import type { AlarmKey } from "../../../domain/ids.ts";
import { smallCity, transition } from "../../support/alarm-builders.ts";

const start = transition().at;

interface Sketch extends Partial<Omit<AlarmTransition, "at">> {
  readonly minute?: number;
  readonly alarm?: string;
}

/** A move of an alarm of the tunnel, ten minutes after it was raised where nothing is said. */
function move(
  from: Level | null,
  to: Level | null,
  { minute = 10, alarm = "a", ...more }: Sketch = {},
): AlarmTransition {
  const at = start + minute * minuteMs;
  return transition({ alarmKey: alarm as AlarmKey, from, to, at, receivedAt: at, episodeStartedAt: at, ...more });
}

it("a confirmation pages once, as the case stands, with a line of its own", () => {
  const cases = createOpenCases(smallCity(), []);
  expect(cases.apply(move(null, "red", { isLate: true }))).toMatchObject({
    event: { isUrgent: false },
    after: { isLate: true, livePeak: null },
  });
  const change = cases.apply(move("red", "red"));
  expect(change).toMatchObject({
    after: { level: "red", peakLevel: "red", isLate: false, revision: 2 },
    entry: { entry: { kind: "confirmed", level: "red" } },
    event: { type: "case.updated", level: "red", isUrgent: true },
  });
  expect(change?.after).not.toHaveProperty("liveLevels");
  expect(change?.after).not.toHaveProperty("livePeak");
  expect(change?.entry.entry.words.en).toContain("a live reading confirms red");
});

it("a milder confirmation pages, says what is confirmed, and leaves the level", () => {
  const cases = createOpenCases(smallCity(), []);
  cases.apply(move(null, "red", { isLate: true }));
  const change = cases.apply(move("red", "red", { liveLevel: "yellow" }));
  expect(change).toMatchObject({ after: { level: "red", livePeak: "yellow" }, event: { isUrgent: true } });
  expect(change?.entry.entry.words.en).toContain("confirms yellow");
  expect(cases.apply(move("red", "red"))?.event.isUrgent).toBe(true);
});

it("a fall to a level that is the first people hear of live pages", () => {
  const cases = createOpenCases(smallCity(), []);
  cases.apply(move(null, "red", { isLate: true }));
  const change = cases.apply(move("red", "yellow"));
  expect(change).toMatchObject({
    entry: { entry: { kind: "stepped-down" } },
    event: { isUrgent: true, level: "yellow" },
  });
  expect(cases.apply(move("yellow", "blue"))?.event.isUrgent).toBe(false);
});

it("another alarm of the case that is the first live one pages, though the level stays", () => {
  const cases = createOpenCases(smallCity(), []);
  cases.apply(move(null, "red", { isLate: true }));
  const joined = cases.apply(move(null, "orange", { alarm: "b" }));
  expect(joined).toMatchObject({ entry: { entry: { kind: "alarm-joined" } }, event: { isUrgent: true } });
  expect(cases.apply(move(null, "blue", { alarm: "c" }))?.event.isUrgent).toBe(false);
});

it("a confirmation joins a case that a missed peak opened, and pages", () => {
  const cases = createOpenCases(smallCity(), []);
  const { alarmKey, ruleId, ruleVersion, hazard, target, unit, limit, title, advice } = transition();
  const about = { alarmKey, ruleId, ruleVersion, hazard, target, unit, limit };
  cases.addMissedPeak({
    ...about,
    level: "red",
    at: start,
    receivedAt: start,
    signal: 1,
    opensCase: { title, advice },
  });
  const change = cases.apply(move("red", "red"));
  expect(change).toMatchObject({ after: { level: "red", isLate: false }, event: { isUrgent: true } });
});

it("is known after a restart", () => {
  const opened = createOpenCases(smallCity(), []).apply(move(null, "red", { isLate: true }))?.after as Case;
  const restarted = createOpenCases(smallCity(), [JSON.parse(JSON.stringify(opened))]);
  const confirmed = restarted.apply(move("red", "red"))?.after as Case;
  expect(confirmed.isLate).toBe(false);
  const again = createOpenCases(smallCity(), [JSON.parse(JSON.stringify(confirmed))]);
  expect(again.apply(move("red", "red"))?.event.isUrgent).toBe(false);
});

it("returns that only a backlog tells of keep no live one from paging; live ones do from the fourth on", () => {
  for (const isLate of [true, false]) {
    const cases = createOpenCases(smallCity(), []);
    for (const minute of [0, 10, 20, 30]) {
      cases.apply(move(null, "orange", { minute, isLate }));
      cases.apply(move("orange", null, { minute: minute + 5, isLate }));
    }
    expect(cases.apply(move(null, "orange", { minute: 40 }))?.event.isUrgent).toBe(isLate);
  }
});

it("one return that was live and many of a backlog keep no live one from paging", () => {
  const cases = createOpenCases(smallCity(), []);
  // Of a rule with delays they are one case.
  const delaysMs = 10 * minuteMs;
  for (const minute of [0, 10, 20, 30]) {
    cases.apply(move(null, "orange", { minute, delaysMs, isLate: minute > 0 }));
    cases.apply(move("orange", null, { minute: minute + 5, delaysMs, isLate: minute > 0 }));
  }
  expect(cases.apply(move(null, "orange", { minute: 40, delaysMs }))?.event.isUrgent).toBe(true);
});

it("a level that flaps is no longer known where only a backlog has been as grave", () => {
  const cases = createOpenCases(smallCity(), []);
  for (const minute of [0, 10, 20]) {
    cases.apply(move(null, "orange", { minute }));
    cases.apply(move("orange", null, { minute: minute + 5 }));
  }
  cases.apply(move(null, "red", { minute: 30, isLate: true }));
  expect(cases.apply(move("red", "red", { minute: 31 }))?.event.isUrgent).toBe(true);
});

it("a return that a backlog tells of, confirmed, pages no more often than a live one would", () => {
  const cases = createOpenCases(smallCity(), []);
  for (const minute of [0, 10, 20]) {
    cases.apply(move(null, "orange", { minute }));
    cases.apply(move("orange", null, { minute: minute + 5 }));
  }
  cases.apply(move(null, "orange", { minute: 30, isLate: true }));
  expect(cases.apply(move("orange", "orange", { minute: 31 }))?.event.isUrgent).toBe(false);
  cases.apply(move("orange", "red", { minute: 32, isLate: true, liveLevel: "orange" }));
  expect(cases.apply(move("red", "red", { minute: 33 }))?.event.isUrgent).toBe(true);
});
