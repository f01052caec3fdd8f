import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { Mode } from "../../domain/city/mode.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { CaseState } from "../../domain/governance/case-state.ts";
import type { UnitId } from "../../domain/ids.ts";
import { plainWeeks } from "../../limits/clocks/calendar-days.ts";
import { createLimitClocks } from "../../limits/clocks/limit-clocks.ts";
import { type DueGround, dueAfter } from "../../limits/due/due-after.ts";
import { wordsForEvaluation } from "../../limits/due/limit-words.ts";
import { readLimit } from "../../limits/grammar.ts";
import { smallCity, transition } from "../support/alarm-builders.ts";

const zone = "Asia/Shanghai";
const clocks = createLimitClocks(zone, { ...plainWeeks, years: new Set([2026]) });
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const opened = createOpenCases(smallCity(), []).apply(transition())!.after;

const limit = (text: string) => ({ usual: readLimit(text)!, levels: {}, modes: {} });

const ground: DueGround = {
  clocks,
  warnShare: 0.75,
  limitOf: (_subject, stage) => {
    switch (stage) {
      case "register":
        return null;
      case "dispatch":
        return limit("1紧急工作时");
      case "handle":
        return {
          ...limit("4工作时"),
          levels: { red: readLimit("2紧急工作时")! },
          modes: { emergency: readLimit("3紧急工作时")! },
        };
      case "verify":
        return limit("1工作日");
    }
  },
};

interface Change {
  readonly at: string;
  readonly mode?: Mode;
  readonly is: Partial<Case>;
}

/** A case after some changes, one after the other. */
function caseAfter(...changes: readonly Change[]): Case {
  let subject = opened;
  for (const { at: when, mode = "daily", is } of changes) {
    subject = dueAfter(subject, { ...subject, ...is }, { at: at(when), mode }, ground);
  }
  return subject;
}

const dispatched = { at: "2026-11-25T15:00", is: { state: "dispatched" as CaseState } };
const act = (when: string, untilAt: string) => ({ at: at(when), by: "Li", reason: "rain", untilAt: at(untilAt) });

describe("the limit of a case", () => {
  it("starts with its stage and ends with it", () => {
    expect(caseAfter({ at: "2026-11-25T14:00", is: {} }).due).toBeUndefined();
    const handled = caseAfter(dispatched, { at: "2026-11-26T09:00", is: { state: "handled", level: null } });
    expect(handled.stages).toMatchObject([
      { stage: "handle", to: "handled", dueAt: at("2026-11-26T09:00"), endedAt: at("2026-11-26T09:00"), overMs: 0 },
    ]);
    expect(handled.due).toMatchObject({
      stage: "verify",
      startedAt: at("2026-11-26T09:00"),
      dueAt: at("2026-11-27T09:00"),
    });
    const closed = caseAfter(dispatched, { at: "2026-11-26T10:30", is: { state: "closed" } });
    expect(closed.due).toBeUndefined();
    expect(closed.stages).toMatchObject([{ stage: "handle", to: "closed", overMs: 1.5 * hourMs }]);
  });

  it("is shown as due soon after its share", () => {
    expect(caseAfter(dispatched).due).toMatchObject({ warnAt: at("2026-11-25T18:00"), dueAt: at("2026-11-26T09:00") });
  });

  it("shortens with a graver level and is not lengthened by a milder one", () => {
    const red = { at: "2026-11-25T15:30", is: { level: "red", peakLevel: "red" } } as const;
    const yellow = { at: "2026-11-25T15:40", is: { level: "yellow" } } as const;
    expect(caseAfter(dispatched, red, yellow).due).toMatchObject({
      clock: "urgent-hours",
      dueAt: at("2026-11-25T17:00"),
    });
  });

  it("takes of level and mode what is due first", () => {
    const emergency = { at: "2026-11-25T15:30", mode: "emergency", is: {} } as const;
    expect(caseAfter(dispatched, emergency).due?.dueAt).toBe(at("2026-11-25T18:00"));
    expect(caseAfter(dispatched, { ...emergency, is: { peakLevel: "red" } }).due?.dueAt).toBe(at("2026-11-25T17:00"));
    expect(caseAfter(dispatched, emergency, { at: "2026-11-25T15:40", is: {} }).due?.dueAt).toBe(
      at("2026-11-26T09:00"),
    );
  });

  it("stands still while suspended, over a night too", () => {
    const suspended = { at: "2026-11-25T17:00", is: { suspended: act("2026-11-25T17:00", "2026-11-27T00:00") } };
    const paused = caseAfter(dispatched, suspended, { at: "2026-11-26T10:00", is: {} }).due;
    expect(paused).toMatchObject({ pausedAt: at("2026-11-25T17:00"), dueAt: at("2026-11-26T09:00") });
    const { suspended: _, ...resumed } = caseAfter(dispatched, suspended);
    const { due } = dueAfter(
      caseAfter(dispatched, suspended),
      resumed,
      { at: at("2026-11-26T10:00"), mode: "daily" },
      ground,
    );
    // 2 of 4 hours were used by 17:00; 1 + 2 hours passed until 10:00.
    expect(due).toMatchObject({ pausedMs: 3 * hourMs, dueAt: at("2026-11-26T12:00") });
    expect(due).not.toHaveProperty("pausedAt");
  });

  it("stands still up to the end of the suspension, also where that was found later", () => {
    const suspended = act("2026-11-25T17:00", "2026-11-26T09:00");
    const paused = caseAfter(dispatched, { at: "2026-11-25T17:00", is: { suspended } });
    const { suspended: _, ...resumed } = paused;
    const found = { at: at("2026-11-27T16:00"), mode: "daily" } as const;
    const { due } = dueAfter(paused, resumed, found, ground);
    expect(due).toMatchObject({ pausedMs: 2 * hourMs, dueAt: at("2026-11-26T11:00") });
    const { stages } = dueAfter(paused, { ...resumed, state: "closed" }, found, ground);
    expect(stages).toMatchObject([{ pausedMs: 2 * hourMs, dueAt: at("2026-11-26T11:00") }]);
  });

  it("is moved by an extension, which does not undo that it was overdue and ends with it", () => {
    const overdue = caseAfter(dispatched);
    const told = {
      ...overdue,
      due: { ...overdue.due!, warnedAt: at("2026-11-25T18:00"), overdueAt: at("2026-11-26T09:00") },
    };
    const extended = act("2026-11-26T10:00", "2026-11-26T16:00");
    const { due } = dueAfter(told, { ...told, extended }, { at: at("2026-11-26T10:00"), mode: "daily" }, ground);
    expect(due).toMatchObject({ dueAt: at("2026-11-26T16:00"), extendedToAt: at("2026-11-26T16:00") });
    expect(due?.overdueAt).toBe(told.due.overdueAt);
    const kept = dueAfter(told, told, { at: at("2026-11-26T10:00"), mode: "daily" }, ground).due;
    expect(kept).toEqual(told.due);
    const late = { ...told, due: due!, extended };
    const inTime = dueAfter(late, { ...late, state: "handled" }, { at: extended.untilAt, mode: "daily" }, ground);
    expect(inTime.stages).toMatchObject([{ overMs: 0, overdueAt: told.due.overdueAt }]);
    expect(inTime).not.toHaveProperty("extended");
    expect(wordsForEvaluation(inTime.stages!).en).toBe(
      "evaluated: over time. handling was overdue, and done by the later end given since (4 working hours)",
    );
  });

  it("keeps that it was overdue where the city sets no limit any more", () => {
    const overdue = caseAfter(dispatched);
    const told = { ...overdue, due: { ...overdue.due!, overdueAt: at("2026-11-26T09:00") } };
    const none = { ...ground, limitOf: () => null };
    const { due, stages } = dueAfter(told, told, { at: at("2026-11-26T10:00"), mode: "daily" }, none);
    expect(due).toBeUndefined();
    expect(stages).toMatchObject([{ stage: "handle", overdueAt: at("2026-11-26T09:00") }]);
  });

  it("starts anew for rework and for another unit, not for the same one", () => {
    const handled = { at: "2026-11-25T16:00", is: { state: "handled" as CaseState } };
    const reworked = caseAfter(dispatched, handled, { at: "2026-11-25T17:00", is: { state: "handling" } });
    expect(reworked.due).toMatchObject({ stage: "handle", startedAt: at("2026-11-25T17:00") });
    expect(reworked.stages?.map(({ stage, to }) => [stage, to])).toEqual([
      ["handle", "handled"],
      ["verify", "handling"],
    ]);
    const moved = caseAfter(dispatched, { at: "2026-11-25T16:00", is: { unitId: "other" as UnitId } });
    expect(moved.due?.startedAt).toBe(at("2026-11-25T16:00"));
    expect(moved.stages).toMatchObject([{ stage: "handle", to: "dispatched", unitId: "drainage" }]);
    const same = caseAfter(dispatched, { at: "2026-11-25T16:00", is: { state: "handling" } });
    expect(same.due?.startedAt).toBe(at("2026-11-25T15:00"));
  });

  it("says which year it had to assume", () => {
    const late = caseAfter({ at: "2026-12-31T15:00", is: { state: "handled" } });
    expect(late.due).toMatchObject({ assumedYear: 2027, dueAt: at("2027-01-01T15:00") });
  });
});

it("what ends between working hours after its extended end is over it, although none of its clock has passed since", () => {
  const extended = { at: "2026-11-25T15:10", is: { extended: act("2026-11-25T15:10", "2026-11-25T19:00") } };
  const late = caseAfter(dispatched, extended, { at: "2026-11-25T19:30", is: { state: "handled", level: null } });
  expect(late.stages).toMatchObject([{ dueAt: at("2026-11-25T19:00"), endedAt: at("2026-11-25T19:30"), overMs: 0 }]);
  expect(wordsForEvaluation(late.stages!).en).toContain("over time");
});

it("nobody is late in verifying while the hazard stands: its limit runs once that is over, minute by minute", () => {
  const turn = fc.record({ minutes: fc.integer({ min: 1, max: 900 }), isUp: fc.boolean() });
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1, maxLength: 12 }), fc.boolean(), (turns, startsUp) => {
      const urgent: DueGround = { ...ground, limitOf: () => limit("10紧急工作时") };
      let now = at("2026-11-25T00:00");
      let run = 0;
      const handled: Case = { ...opened, state: "handled", level: startsUp ? "red" : null };
      let subject = dueAfter(opened, handled, { at: now, mode: "daily" }, urgent);
      for (const { minutes, isUp } of turns) {
        if (subject.level === null) run += minutes;
        now += minutes * minuteMs;
        subject = dueAfter(subject, { ...subject, level: isUp ? "red" : null }, { at: now, mode: "daily" }, urgent);
        expect(subject.due!.pausedAt !== undefined).toBe(isUp);
        if (!isUp) expect(subject.due!.dueAt <= now).toBe(run >= 10 * 60);
      }
      const closed = dueAfter(subject, { ...subject, state: "closed" }, { at: now, mode: "daily" }, urgent);
      expect(closed.stages?.[0]?.overMs).toBe(Math.max(0, run - 10 * 60) * minuteMs);
    }),
    { numRuns: 60 },
  );
});

it("a case is overdue when its unsuspended time, counted minute by minute, has reached the limit", () => {
  const turn = fc.record({ minutes: fc.integer({ min: 1, max: 600 }), flips: fc.boolean() });
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1, maxLength: 12 }), fc.nat(5_000), (turns, offset) => {
      let now = at("2026-11-25T00:00") + offset * minuteMs;
      let subject = dueAfter(opened, { ...opened, state: "dispatched" }, { at: now, mode: "daily" }, ground);
      let run = 0;
      for (const { minutes, flips } of turns) {
        for (let minute = 0; minute < minutes; minute++) {
          if (subject.suspended === undefined && isWorking(now + minute * minuteMs)) run += 1;
        }
        now += minutes * minuteMs;
        const { suspended, ...running } = subject;
        const next = !flips
          ? subject
          : suspended === undefined
            ? { ...subject, suspended: { at: now, by: "", reason: "", untilAt: Number.POSITIVE_INFINITY } }
            : running;
        subject = dueAfter(subject, next, { at: now, mode: "daily" }, ground);
        if (subject.suspended === undefined) expect(subject.due!.dueAt <= now).toBe(run >= 4 * 60);
      }
      const closed = dueAfter(subject, { ...subject, state: "closed" }, { at: now, mode: "daily" }, ground);
      expect(closed.stages?.[0]?.overMs).toBe(Math.max(0, run - 4 * 60) * minuteMs);
    }),
    { numRuns: 60 },
  );
});

function isWorking(moment: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  const { hour } = local;
  return local.dayOfWeek <= 5 && ((hour >= 8 && hour < 12) || (hour >= 14 && hour < 18));
}

it("a mode that halves limits halves those that name no mode, and leaves those of the mode itself alone", () => {
  const halved: DueGround = { ...ground, factorOf: (mode) => (mode === "holiday" || mode === "emergency" ? 0.5 : 1) };
  const started = at("2026-11-25T09:00");
  const moved = { ...opened, state: "dispatched" as CaseState };
  const due = (mode: Mode, after: Case) => dueAfter(opened, after, { at: started, mode }, halved).due;
  const isHandled = due("daily", moved)?.stage === "handle";
  expect(isHandled).toBe(true);
  expect(due("daily", moved)).toMatchObject({ clock: "working-hours", amount: 4 });
  expect(due("holiday", moved)).toMatchObject({ clock: "working-hours", amount: 2, dueAt: at("2026-11-25T11:00") });
  expect(due("emergency", moved)).toMatchObject({ clock: "urgent-hours", amount: 3, dueAt: at("2026-11-25T12:00") });
  expect(due("holiday", { ...moved, peakLevel: "red" })).toMatchObject({ clock: "urgent-hours", amount: 1 });
});
