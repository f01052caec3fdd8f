import { describe, expect, it } from "vitest";
import { createOpenCases } from "../../../cases/open-cases.ts";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import { smallCity, transition } from "../../support/alarm-builders.ts";

const at = (minute: number): number => Date.UTC(2021, 6, 20, 8) + minute * minuteMs;

function move(minute: number, to: "orange" | "red" | null, from: "orange" | "red" | null = null): AlarmTransition {
  return transition({
    delaysMs: 10 * minuteMs,
    from,
    to,
    at: at(minute),
    receivedAt: at(minute),
    episodeStartedAt: at(minute),
  });
}

describe("a case whose hazard is back", () => {
  it("opens again within the hour, as the same case, and nobody has taken notice of it this time", () => {
    const cases = createOpenCases(smallCity(), []);
    const opened = cases.apply(move(0, "orange"));
    const caseId = opened?.after.id ?? "";
    cases.act({ kind: "case-action", caseId: caseId as never, by: "Li Wei", action: { do: "acknowledge" } }, at(1));
    cases.apply(move(20, null, "orange"));
    const back = cases.apply(move(79, "red"));
    expect(back?.entry.entry.kind).toBe("reopened");
    expect(back?.event).toMatchObject({ type: "case.updated", isUrgent: true, level: "red" });
    expect(back?.after).toMatchObject({
      ...{ id: caseId, state: "reported", closedAt: null, openedAt: at(0), peakLevel: "red", revision: 4 },
    });
    expect(back?.after).not.toHaveProperty("acknowledged");
    expect(cases.openCount).toBe(1);
  });

  it("is another case when it was away for longer", () => {
    const cases = createOpenCases(smallCity(), []);
    const first = cases.apply(move(0, "orange"));
    cases.apply(move(20, null, "orange"));
    const second = cases.apply(move(20 + hourMs / minuteMs + 1, "orange"));
    expect(second?.event.type).toBe("case.opened");
    expect(second?.after.id).not.toBe(first?.after.id);
  });

  it("of a rule without delays is another case the second time, and flaps from the third time within an hour on", () => {
    const cases = createOpenCases(smallCity(), []);
    const undelayed = (minute: number, to: "orange" | null, from: "orange" | null = null): AlarmTransition => {
      const { delaysMs: _, ...moved } = move(minute, to, from);
      return moved;
    };
    const kinds = [0, 15, 30, 45, 110].map((minute) => {
      const raised = cases.apply(undelayed(minute, "orange"));
      cases.apply(undelayed(minute + 5, null, "orange"));
      return raised?.entry.entry.kind;
    });
    expect(kinds).toEqual(["opened", "opened", "reopened", "reopened", "opened"]);
  });

  it("is known after a restart, by what was kept of the case that closed", () => {
    const cases = createOpenCases(smallCity(), []);
    const first = cases.apply(move(0, "orange"));
    cases.apply(move(20, null, "orange"));
    const kept = JSON.parse(JSON.stringify([...cases.drainMatters()]));
    const restarted = createOpenCases(smallCity(), []);
    restarted.restoreMatters(new Map(kept));
    expect(restarted.apply(move(30, "orange"))?.after.id).toBe(first?.after.id);
    const openings = [at(0), at(30)];
    expect([...restarted.drainMatters().values()]).toEqual([{ closed: null, openings, liveOpenings: openings }]);
  });
});
