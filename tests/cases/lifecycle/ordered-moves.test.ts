import { describe, expect, it } from "vitest";
import { createOpenCases } from "../../../cases/open-cases.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { AlarmKey, StationId, UnitId } from "../../../domain/ids.ts";
import { smallCity, station, transition } from "../../support/alarm-builders.ts";
import { casesUnder, drainage, evidencePolicy, floodAt, Loop } from "../loop.ts";

const clearAt = floodAt + hourMs;
const heldAt = clearAt + 500 + evidencePolicy.holdClearMs;
const cleared = { from: "blue", to: null, at: clearAt } as const;

function flooded(policy = evidencePolicy): Loop {
  const loop = new Loop(policy);
  loop.alarm({});
  return loop;
}

function handled(policy = evidencePolicy): Loop {
  const loop = flooded(policy);
  loop.act({ do: "accept" }, floodAt + minuteMs);
  loop.act({ do: "feedback", text: "pumped dry" }, floodAt + 50 * minuteMs);
  return loop;
}

describe("a city's standing order", () => {
  it("registers and dispatches a case to its unit as it is opened, each step a line by the rule", () => {
    const loop = flooded();
    expect(loop.kinds).toEqual(["opened", "registered", "dispatched"]);
    expect(loop.changes[2]?.entry.entry).toMatchObject({
      by: "rule",
      part: "rule",
      words: { zh: "常规处置规定 派遣至排水处", en: "dispatched to Drainage office by the standing order" },
    });
    const { receivedAt } = transition();
    expect(loop.newest).toMatchObject({
      state: "dispatched",
      record: { reportedAt: receivedAt, registeredAt: receivedAt, dispatchedAt: receivedAt, units: [drainage] },
    });
  });

  it("waits for an officer where it says so", () => {
    expect(flooded({ ...evidencePolicy, registration: "officer" }).kinds).toEqual(["opened"]);
    expect(flooded({ ...evidencePolicy, dispatch: "officer" }).kinds).toEqual(["opened", "registered"]);
  });

  it("does not send a case back to the unit that returned it", () => {
    const loop = flooded();
    loop.act({ do: "return", reason: "not our road" }, floodAt + minuteMs);
    expect(loop.newest).toMatchObject({ state: "registered", record: { returns: 1 }, returned: { unitId: drainage } });
    loop.act({ do: "dispatch", unitId: drainage }, floodAt + 2 * minuteMs);
    expect(loop.newest.returned).toBeUndefined();
    expect(loop.newest.record?.units).toEqual([drainage, drainage]);
  });

  it("closes once the hazard has been over for the quiet time and feedback is there, verified by its sensors", () => {
    const loop = handled();
    loop.alarm(cleared);
    expect(loop.newest).toMatchObject({ state: "handled", level: null, hazardOverAt: clearAt, closedAt: null });
    loop.passTo(heldAt - 1);
    expect(loop.newest.state).toBe("handled");
    loop.passTo(heldAt);
    expect(loop.kinds.slice(-3)).toEqual(["hazard-over", "verified", "concluded"]);
    expect(loop.newest).toMatchObject({ state: "closed", closedAt: heldAt, hazardOverAt: clearAt });
    expect(loop.newest.closedDespite).toBeUndefined();
    expect(loop.changes.at(-1)?.event.type).toBe("case.closed");
  });

  it("waits for feedback however long the water is gone, and closes with it", () => {
    const loop = flooded();
    loop.alarm(cleared);
    loop.passTo(heldAt + 9 * hourMs);
    expect(loop.newest.state).toBe("dispatched");
    const at = heldAt + 9 * hourMs;
    loop.act({ do: "accept" }, at);
    loop.act({ do: "feedback", text: "walked the place" }, at);
    expect(loop.newest).toMatchObject({ state: "closed", closedAt: at });
  });

  it("waits for a person where a person has to look, and where only the rule of the alarm is gone", () => {
    const byPerson = handled({ ...evidencePolicy, verification: "person" });
    byPerson.alarm(cleared);
    byPerson.passTo(heldAt);
    expect(byPerson.newest.state).toBe("handled");
    byPerson.act({ do: "verify" }, heldAt + 1);
    expect(byPerson.newest.state).toBe("closed");
    const byRule = handled();
    byRule.alarm({ ...cleared, cause: "rule_removed" });
    byRule.passTo(heldAt);
    expect(byRule.newest).toMatchObject({ state: "handled", isClearUnproven: true });
  });

  it("waits for a person where the gauge fell silent in the quiet time, and says so once", () => {
    const loop = handled();
    const asked: unknown[] = [];
    loop.cases.askOf({ isHeard: (gauge, at) => asked.push([gauge, at]) === 0 });
    loop.alarm(cleared);
    loop.passTo(heldAt);
    expect(asked).toEqual([["tunnel/depth", heldAt]]);
    expect(loop.kinds.slice(-2)).toEqual(["hazard-over", "noted"]);
    expect(loop.newest).toMatchObject({ state: "handled", isClearUnproven: true });
    loop.passTo(heldAt + 9 * hourMs);
    expect(loop.kinds.at(-1)).toBe("noted");
    loop.act({ do: "verify", text: "dry" }, heldAt + 9 * hourMs);
    expect(loop.newest.state).toBe("closed");
  });

  it("counts the quiet time anew where the hazard is back, and what was done as rework", () => {
    const loop = handled();
    loop.alarm(cleared);
    loop.alarm({ to: "yellow", at: clearAt + 10 * minuteMs, episodeStartedAt: clearAt + 10 * minuteMs });
    expect(loop.kinds.slice(-2)).toEqual(["stepped-up", "reworked"]);
    expect(loop.newest).toMatchObject({ state: "handling", level: "yellow", record: { reworks: 1 } });
    expect(loop.newest.feedback).toBeUndefined();
    expect(loop.newest.hazardOverAt).toBeUndefined();
    expect(loop.changes.at(-2)?.event.isUrgent).toBe(true);
    loop.passTo(heldAt);
    expect(loop.newest.state).toBe("handling");
  });

  it("opens a closed case again where its hazard is back in time, reads it as rework and dispatches it anew", () => {
    const loop = handled();
    loop.alarm(cleared);
    loop.passTo(heldAt);
    const { id } = loop.newest;
    const back = heldAt + hourMs;
    loop.alarm({ at: back, episodeStartedAt: back, delaysMs: 0 });
    expect(loop.newest).toMatchObject({ id, state: "dispatched", closedAt: null, record: { reworks: 1 } });
    expect(loop.kinds.slice(-3)).toEqual(["reopened", "registered", "dispatched"]);
    expect(loop.newest.feedback).toBeUndefined();
  });

  it("takes a hazard that is back later for a matter of its own", () => {
    const loop = handled();
    loop.alarm(cleared);
    loop.passTo(heldAt);
    const { id } = loop.newest;
    const back = heldAt + evidencePolicy.reopenWithinMs + 1;
    loop.alarm({ at: back, episodeStartedAt: back });
    expect(loop.newest.id).not.toBe(id);
  });

  it("escalates the one case to a higher level, urgent, and ends a suspension by it", () => {
    const loop = flooded();
    loop.act({ do: "suspend", until: floodAt + 9 * hourMs, reason: "road works" }, floodAt + minuteMs);
    loop.alarm({ from: "blue", to: "red", at: floodAt + 2 * minuteMs });
    expect(loop.kinds.slice(-2)).toEqual(["stepped-up", "resumed"]);
    expect(loop.changes.at(-2)?.event.isUrgent).toBe(true);
    expect(loop.cases.openCount).toBe(1);
  });

  it("ends a suspension at its moment, once, also when the hub starts later", () => {
    const loop = flooded();
    const until = floodAt + hourMs;
    loop.act({ do: "suspend", until, reason: "road works" }, floodAt + minuteMs);
    expect(loop.cases.nextDueAt).toBe(until);
    const restarted = casesUnder(evidencePolicy, [JSON.parse(JSON.stringify(loop.newest))]);
    expect(restarted.orderDue(until + 5 * hourMs).map(({ entry }) => entry.entry.kind)).toEqual(["resumed"]);
    expect(restarted.orderDue(until + 6 * hourMs)).toEqual([]);
    // Also where something else happens to the case first.
    const [resumed] = loop.cases.order(loop.changes.at(-1)!, until + 5 * hourMs);
    expect(resumed?.entry.entry).toMatchObject({ kind: "resumed", at: until });
  });
});

describe("a case closed by hand while its hazard is there", () => {
  const at = floodAt + 10 * minuteMs;

  function closedByHand(level: "blue" | "yellow" = "yellow"): Loop {
    const loop = flooded();
    if (level === "yellow") loop.alarm({ from: "blue", to: "yellow", at: floodAt + minuteMs });
    loop.act({ do: "close", reason: "road is closed off" }, at);
    return loop;
  }

  it("takes a reason, is marked with what was not there, and told as urgent", () => {
    const loop = flooded();
    const refused = loop.act({ do: "close" }, at).refusal;
    expect(refused?.code).toBe("cases.reason_needed");
    expect(refused?.words.en).toContain("without the end of the hazard, feedback");
    const { change } = loop.act({ do: "close", reason: "road is closed off" }, at);
    expect(change?.after).toMatchObject({
      state: "closed",
      level: "blue",
      closedDespite: {
        lacking: ["hazard-over", "feedback"],
        level: "blue",
        reason: "road is closed off",
        by: "Wang",
        at,
      },
    });
    expect(change?.event).toMatchObject({ type: "case.closed", isUrgent: true });
    expect(change?.entry.entry.words.en).toContain("while the hazard still stands at blue");
  });

  it("stays closed while its alarms stand or fall, and says when the hazard is over", () => {
    const loop = closedByHand();
    const { id } = loop.newest;
    loop.alarm({ from: "yellow", to: "blue", at: at + minuteMs });
    loop.alarm({ from: "blue", to: "yellow", at: at + 2 * minuteMs });
    loop.alarm({ from: "yellow", to: null, at: at + 3 * minuteMs });
    expect(loop.kinds.slice(-3)).toEqual(["stepped-down", "stepped-up", "hazard-over"]);
    expect(loop.changes.slice(-3).map(({ event }) => [event.type, event.isUrgent])).toEqual([
      ["case.updated", false],
      ["case.updated", false],
      ["case.updated", false],
    ]);
    expect(loop.newest).toMatchObject({ id, state: "closed", level: null, hazardOverAt: at + 3 * minuteMs });
    expect(loop.cases.openCount).toBe(0);
  });

  it("is opened again, the same case and urgent, where an alarm rises above what stood then", () => {
    const loop = closedByHand();
    const { id } = loop.newest;
    loop.alarm({ from: "yellow", to: "red", at: at + minuteMs });
    const [reopened] = loop.changes.slice(-3);
    expect(reopened).toMatchObject({ entry: { entry: { kind: "reopened" } }, event: { isUrgent: true } });
    expect(loop.newest).toMatchObject({ id, state: "dispatched", level: "red", record: { reworks: 1 } });
    expect(loop.newest.closedDespite).toBeUndefined();
  });

  it("is found again after a restart, alarms and all", () => {
    const loop = closedByHand();
    const restarted = casesUnder(evidencePolicy);
    restarted.restoreMatters(new Map(JSON.parse(JSON.stringify([...loop.cases.drainMatters()]))));
    const change = restarted.apply(transition({ from: "yellow", to: "red", at: at + minuteMs }));
    expect(change?.after).toMatchObject({ id: loop.newest.id, state: "reported" });
  });

  it("is sent back for rework by a person, and takes nothing else but comments", () => {
    const loop = closedByHand();
    expect(loop.act({ do: "accept" }, at + 1).refusal?.code).toBe("cases.not_open");
    expect(loop.act({ do: "comment", text: "barrier stands" }, at + 2).refusal).toBeNull();
    expect(loop.newest.state).toBe("closed");
    loop.act({ do: "rework", reason: "barrier gone" }, at + 3);
    expect(loop.newest).toMatchObject({ state: "handling", closedAt: null, record: { reworks: 1 } });
  });
});

describe("a voided case", () => {
  const at = floodAt + 10 * minuteMs;

  it("has no level and is not opened again by the same false alarm", () => {
    const loop = flooded();
    loop.act({ do: "void", reason: "spider on the sensor" }, at);
    expect(loop.newest).toMatchObject({ state: "voided", level: null, closedAt: at });
    expect(loop.changes.at(-1)?.event.type).toBe("case.closed");
    loop.alarm({ from: "blue", to: null, at: at + minuteMs });
    expect(loop.newest.state).toBe("voided");
    expect(loop.cases.openCount).toBe(0);
  });

  it("hides no other alarm of the place: that opens a case of its own", () => {
    const loop = flooded();
    const { id } = loop.newest;
    loop.act({ do: "void", reason: "spider on the sensor" }, at);
    loop.alarm({ alarmKey: "underpass-rise|tunnel/depth" as AlarmKey, at: at + minuteMs });
    expect(loop.newest).toMatchObject({ state: "dispatched" });
    expect(loop.newest.id).not.toBe(id);
  });
});

describe("incidents", () => {
  it("gather cases of one kin of hazards in one area while the storm lasts, over restarts, and no longer", () => {
    const loop = flooded();
    const { incidentId } = loop.newest;
    expect(incidentId).toMatch(/^incident-/);
    const river = { hazard: "river-flood", alarmKey: "river|road" as AlarmKey, at: floodAt + 9 * hourMs } as const;
    loop.alarm(river);
    expect(loop.newest.incidentId).toBe(incidentId);
    loop.alarm({ ...river, hazard: "toxic-gas", alarmKey: "gas|road" as AlarmKey });
    expect(loop.newest.incidentId).not.toBe(incidentId);
    const open = loop.changes.reduce((map, { after }) => map.set(after.id, after), new Map()).values();
    const restarted = createOpenCases(smallCity({ casePolicy: evidencePolicy }), [...open]);
    restarted.incidents.restore(new Map(JSON.parse(JSON.stringify([...loop.cases.incidents.drainChanges()]))));
    const ends = [transition(cleared), transition({ ...river, from: "blue", to: null, at: floodAt + 10 * hourMs })];
    for (const end of ends) restarted.apply(end);
    const within = floodAt + 15 * hourMs;
    const dam = { hazard: "dam-failure", alarmKey: "dam|road" as AlarmKey } as const;
    expect(restarted.apply(transition({ ...dam, at: within, episodeStartedAt: within }))?.after.incidentId).toBe(
      incidentId,
    );
    restarted.apply(transition({ ...dam, from: "blue", to: null, at: within }));
    const later = within + evidencePolicy.holdClearMs + 6 * hourMs;
    const pump = { hazard: "pump-failure", alarmKey: "pump|road" as AlarmKey } as const;
    expect(restarted.apply(transition({ ...pump, at: later, episodeStartedAt: later }))?.after.incidentId).not.toBe(
      incidentId,
    );
  });
});

describe("incidents of drills", () => {
  it("are apart from real ones of the same kin and area, whichever is opened first", () => {
    const drill = "drill" as StationId;
    const city = smallCity({ casePolicy: evidencePolicy });
    const stations = new Map([...city.stations, [drill, station({ id: drill, isExercise: true })]]);
    const alarmAt = (stationId: string) =>
      transition({
        alarmKey: `a|${stationId}` as AlarmKey,
        target: { kind: "station", stationId: stationId as StationId },
      });
    for (const order of [
      ["drill", "tunnel", "road"],
      ["tunnel", "drill", "road"],
      ["tunnel", "road", "drill"],
    ]) {
      const cases = createOpenCases({ ...city, stations }, []);
      const opened = order.map((stationId) => cases.apply(alarmAt(stationId))?.after);
      const incidentOf = (id: string) => opened.find((each) => each?.stationId === id)?.incidentId;
      expect(incidentOf("drill")).toMatch(/^incident-/);
      expect(incidentOf("tunnel")).toBe(incidentOf("road"));
      expect(incidentOf("drill")).not.toBe(incidentOf("road"));
    }
  });
});

describe("an old unit", () => {
  it("is not asked for where a case is dispatched to another", () => {
    const road = "road" as UnitId;
    const city = smallCity({ casePolicy: evidencePolicy });
    const units = new Map([...city.units, [road, { id: road, name: { zh: "道路处", en: "Road office" } }]]);
    const cases = createOpenCases({ ...city, units }, []);
    const opened = cases.apply(transition());
    if (opened === null) throw new Error("no case was opened");
    const dispatched = cases.order(opened, floodAt).at(-1);
    const id = dispatched?.after.id ?? opened.after.id;
    const move = { kind: "case-action", caseId: id, by: "Wang", action: { do: "dispatch", unitId: road } } as const;
    expect(cases.act(move, floodAt).change?.after).toMatchObject({ unitId: road, record: { units: [drainage, road] } });
  });
});
