import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import { maxTimelineEntries, stepCase } from "../../cases/step-case.ts";
import type { AlarmTransition } from "../../domain/alarm.ts";
import type { Case } from "../../domain/case.ts";
import type { AlarmKey, StationId } from "../../domain/ids.ts";
import { type Level, levels, worse } from "../../domain/level.ts";
import { smallCity, station, transition } from "../support/alarm-builders.ts";

const depth = "underpass-depth|tunnel/depth" as AlarmKey;
const rise = "underpass-rise|tunnel/depth" as AlarmKey;

describe("stepCase()", () => {
  it("opens a case for the first alarm, escalates, joins, and closes when the last alarm has cleared", () => {
    const story: readonly [AlarmKey, Level | null, Level | null, string, Level | null][] = [
      [depth, null, "blue", "opened", "blue"],
      [rise, null, "orange", "stepped-up", "orange"],
      [depth, "blue", "yellow", "alarm-joined", "orange"],
      [rise, "orange", null, "stepped-down", "yellow"],
      [depth, "yellow", null, "closed", null],
    ];
    let tracked: Case | null = null;
    for (const [alarmKey, from, to, kind, level] of story) {
      tracked = stepCase(tracked, transition({ alarmKey, from, to }), station());
      expect([tracked?.timeline.at(-1)?.kind, tracked?.level]).toEqual([kind, level]);
    }
    expect(tracked).toMatchObject({ state: "closed", peakLevel: "orange", revision: 5, activeAlarms: {} });
  });

  it("opens nothing for a rule that only records, or for an alarm that clears", () => {
    expect(stepCase(null, transition({ opensCase: false }), station())).toBeNull();
    expect(stepCase(null, transition({ from: "blue", to: null }), station())).toBeNull();
  });

  it("gives the same id on every replay, and another id to the next episode", () => {
    const first = stepCase(null, transition(), station());
    expect(stepCase(null, transition(), station())?.id).toBe(first?.id);
    const later = transition().episodeStartedAt + 86_400_000;
    expect(stepCase(null, transition({ episodeStartedAt: later, at: later }), station())?.id).not.toBe(first?.id);
  });

  it("keeps the opening and the newest lines of a case that flaps for days", () => {
    let tracked = stepCase(null, transition({ alarmKey: rise }), station());
    for (let turn = 0; turn < maxTimelineEntries * 2; turn++) {
      const to = turn % 2 === 0 ? "red" : "blue";
      tracked = stepCase(tracked, transition({ to, from: "blue", at: transition().at + turn }), station());
    }
    expect(tracked?.timeline).toHaveLength(maxTimelineEntries);
    expect(tracked?.timeline[0]?.kind).toBe("opened");
    expect(tracked?.timeline.at(-1)?.at).toBe(transition().at + maxTimelineEntries * 2 - 1);
  });
});

describe("createCaseBook()", () => {
  it("holds one open case per hazard and station whatever the alarms do, level the worst of the active", () => {
    const alarm = fc.record({
      key: fc.integer({ min: 0, max: 3 }),
      place: fc.constantFrom("tunnel", "road"),
      hazard: fc.constantFrom("waterlogging" as const, "river-flood" as const),
      to: fc.option(fc.constantFrom(...levels), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(alarm, { maxLength: 60 }), (moves) => {
        const openCases = createOpenCases(smallCity(), []);
        const active = new Map<string, Map<string, Level>>();
        const open = new Map<string, string>();
        const eventIds = new Set<string>();
        moves.forEach((move, turn) => {
          const subject = `${move.hazard}|${move.place}`;
          const mine = active.get(subject) ?? new Map<string, Level>();
          active.set(subject, mine);
          const moved: AlarmTransition = transition({
            alarmKey: `rule-${move.key}|${subject}` as AlarmKey,
            hazard: move.hazard,
            target: { kind: "station", stationId: move.place as StationId },
            from: mine.get(`rule-${move.key}`) ?? null,
            to: move.to,
            at: turn,
            episodeStartedAt: turn,
          });
          if (move.to === null) mine.delete(`rule-${move.key}`);
          else mine.set(`rule-${move.key}`, move.to);
          const change = openCases.apply(moved);
          if (change === null) {
            expect([moved.from, moved.to]).toEqual([null, null]);
            return;
          }
          const worst = [...mine.values()].reduce<Level | null>(worse, null);
          expect(change.changed.level).toBe(worst);
          expect(change.changed.state).toBe(worst === null ? "closed" : "reported");
          if (open.has(subject)) expect(change.changed.id).toBe(open.get(subject));
          if (worst === null) open.delete(subject);
          else open.set(subject, change.changed.id);
          expect(eventIds.has(change.event.id)).toBe(false);
          eventIds.add(change.event.id);
        });
        expect(openCases.openCount).toBe(open.size);
      }),
      { numRuns: 300 },
    );
  });

  it("pages for a graver level only, and never for what was learnt late", () => {
    const openCases = createOpenCases(smallCity(), []);
    const rows: readonly [Partial<AlarmTransition>, boolean][] = [
      [{ to: "blue" }, true],
      [{ from: "blue", to: "red", isLate: true }, false],
      [{ from: "red", to: "yellow" }, false],
      [{ from: "yellow", to: "orange" }, true],
      [{ from: "orange", to: null }, false],
    ];
    for (const [move, isUrgent] of rows) expect(openCases.apply(transition(move))?.event.isUrgent).toBe(isUrgent);
  });

  it("writes a missed peak on the open case and pages nobody", () => {
    const openCases = createOpenCases(smallCity(), []);
    const { alarmKey, ruleId, ruleVersion, hazard, target, at, receivedAt, unit, limit } = transition();
    const peak = {
      alarmKey,
      ruleId,
      ruleVersion,
      hazard,
      target,
      at,
      receivedAt,
      unit,
      limit,
      level: "red",
      signal: 0.6,
    } as const;
    expect(openCases.addMissedPeak(peak)).toBeNull();
    openCases.apply(transition());
    const change = openCases.addMissedPeak(peak);
    expect(change?.event.isUrgent).toBe(false);
    expect(change?.changed.timeline.at(-1)?.words.en).toContain("peak missed while offline: 0.6 m, red");
  });

  it("refuses an alarm at a station the city does not have", () => {
    const target = { kind: "station", stationId: "nowhere" as StationId } as const;
    expect(() => createOpenCases(smallCity(), []).apply(transition({ target }))).toThrow(/nowhere/);
  });
});
