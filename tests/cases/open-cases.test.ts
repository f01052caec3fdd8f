import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { type Level, levels, worse } from "../../domain/city/level.ts";
import type { AlarmKey, CaseId, StationId } from "../../domain/ids.ts";
import type { CaseAction } from "../../domain/inputs/acts/case-action.ts";
import { smallCity, transition } from "../support/alarm-builders.ts";

describe("createOpenCases()", () => {
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
          expect(change.after.level).toBe(worst);
          expect(change.after.state).toBe(worst === null ? "closed" : "reported");
          if (open.has(subject)) expect(change.after.id).toBe(open.get(subject));
          if (worst === null) open.delete(subject);
          else open.set(subject, change.after.id);
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
      [{ from: "blue", to: "red", isLate: true, liveLevel: "blue" }, false],
      // Nobody was paged for red, and yellow is news.
      [{ from: "red", to: "yellow" }, true],
      [{ from: "yellow", to: "blue" }, false],
      [{ from: "blue", to: "yellow" }, true],
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
    expect(change?.entry.entry.words.en).toContain("peaked at 0.60 m, red (limit 0.15 m), missed while offline");
  });

  it("says in its event what changed, and names what a reader needs", () => {
    const openCases = createOpenCases(smallCity(), []);
    const opened = openCases.apply(transition());
    const raised = openCases.apply(transition({ from: "blue", to: "red", at: transition().at + 60_000 }));
    expect(opened?.event).toMatchObject({ type: "case.opened", data: { change: { before: null } } });
    expect(raised?.event).toMatchObject({
      type: "case.updated",
      data: {
        change: {
          entry: raised?.entry.entry,
          before: { state: "reported", level: "blue", revision: 1 },
          after: { state: "reported", level: "red", revision: 2 },
        },
        case: {
          id: raised?.after.id,
          stationName: { en: "station tunnel" },
          place: { longitude: 113.65, latitude: 34.76 },
          areaName: { en: "Jinshui" },
          areaPath: [{ en: "Zhengzhou" }, { en: "Jinshui" }],
          unitName: { en: "Drainage office" },
          link: `/api/v1/cases/${raised?.after.id}`,
        },
      },
    });
    expect(raised?.entry).toMatchObject({ caseId: raised?.after.id, entryNo: 2 });
  });

  it("names a station, area and unit that the city has no longer by their ids", () => {
    const openCases = createOpenCases({ ...smallCity(), areas: new Map(), units: new Map() }, []);
    expect(openCases.apply(transition())?.event.data.case).toMatchObject({
      areaName: { zh: "410105", en: "410105" },
      areaPath: [],
      unitName: { zh: "drainage", en: "drainage" },
    });
  });

  it("costs 500 times one step for 500 steps of one case", () => {
    const openCases = createOpenCases(smallCity(), []);
    openCases.apply(transition({ alarmKey: "other|tunnel" as AlarmKey }));
    const sizes = Array.from({ length: 500 }, (_, step) => {
      const to = step % 2 === 0 ? "red" : "yellow";
      const change = openCases.apply(transition({ from: "blue", to, at: transition().at + step * 60_000 }));
      return JSON.stringify(change).length;
    });
    const sum = (some: readonly number[]) => some.reduce((a, b) => a + b, 0);
    // The digits of the revision alone make a later step longer.
    expect(sum(sizes) / (50 * sum(sizes.slice(0, 10)))).toBeLessThan(1.02);
  });

  it("refuses an alarm at a station the city does not have", () => {
    const target = { kind: "station", stationId: "nowhere" as StationId } as const;
    expect(() => createOpenCases(smallCity(), []).apply(transition({ target }))).toThrow(/nowhere/);
  });
});

describe("what people do with a case", () => {
  const at = transition().at + 300_000;
  const act = (caseId: CaseId, action: CaseAction["action"], by = "Wang"): CaseAction => ({
    kind: "case-action",
    caseId,
    by,
    action,
  });

  function opened() {
    const openCases = createOpenCases(smallCity(), []);
    const change = openCases.apply(transition());
    if (change === null) throw new Error("no case was opened");
    return { openCases, opened: change.after };
  }

  it("acknowledged: the case says by whom and when, and one line tells of it", () => {
    const { openCases, opened: before } = opened();
    const { change } = openCases.act(act(before.id, { do: "acknowledge" }), at);
    expect(change?.after).toEqual({ ...before, revision: 2, acknowledged: { at, by: "Wang" } });
    expect(change?.entry).toEqual({
      caseId: before.id,
      entryNo: 2,
      entry: { kind: "acknowledged", at, by: "Wang", words: { zh: "Wang 已签收", en: "acknowledged by Wang" } },
    });
    expect(change?.event).toMatchObject({ type: "case.updated", at, isUrgent: false, level: "blue" });
  });

  it("acknowledged twice: the second is refused in both languages and changes nothing", () => {
    const { openCases, opened: before } = opened();
    openCases.act(act(before.id, { do: "acknowledge" }), at);
    const { change, refusal } = openCases.act(act(before.id, { do: "acknowledge" }, "Li"), at + 1);
    expect([change, refusal?.code]).toEqual([null, "cases.already_acknowledged"]);
    expect(refusal?.words.en).toContain("acknowledged by Wang");
    expect(refusal?.words.zh).toContain("已由 Wang 签收");
    expect(openCases.apply(transition({ from: "blue", to: "red" }))?.after).toMatchObject({
      revision: 3,
      acknowledged: { at, by: "Wang" },
    });
  });

  it("a comment and the answer to a call: one line each, as often as they come", () => {
    const { openCases, opened: before } = opened();
    const comment = act(before.id, { do: "comment", text: "pump is on" });
    const called = { kind: "call-answered", caseId: before.id, by: "Zhao", channel: "voice" } as const;
    const lines = [openCases.act(comment, at), openCases.act(comment, at + 1), openCases.answer(called, at + 2)];
    expect(lines.map(({ change }) => change?.entry.entry)).toMatchObject([
      { kind: "commented", words: { en: "Wang: pump is on" } },
      { kind: "commented" },
      { kind: "call-answered", by: "Zhao", words: { zh: "Zhao 已应答（voice）" } },
    ]);
  });

  it("is refused for a case that is closed or unknown", () => {
    const { openCases, opened: before } = opened();
    openCases.apply(transition({ from: "blue", to: null }));
    const called = { kind: "call-answered", caseId: before.id, by: "Zhao", channel: "voice" } as const;
    expect(openCases.act(act(before.id, { do: "acknowledge" }), at).refusal?.code).toBe("cases.not_open");
    expect(openCases.act(act("case-none" as CaseId, { do: "acknowledge" }), at).refusal?.code).toBe("cases.not_open");
    expect(openCases.answer(called, at).refusal?.code).toBe("cases.not_open");
  });

  it("does not move the times of the case: closing is when the alarm cleared", () => {
    const { openCases, opened: before } = opened();
    openCases.act(act(before.id, { do: "acknowledge" }), at);
    const cleared = transition({ from: "blue", to: null, at: at - 60_000 });
    expect(openCases.apply(cleared)?.after.closedAt).toBe(at - 60_000);
  });
});
