import { describe, expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { liveLevelOf } from "../../domain/alarms/live-level.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { AlarmKey, GaugeId, RuleId, StationId } from "../../domain/ids.ts";
import { type Inhibition, inhibitionSchema } from "../../suppression/inhibition-schema.ts";
import type { SuppressionOutcome } from "../../suppression/suppression-control.ts";
import { suppressionOver } from "../support/worlds/suppression.ts";
import {
  feed,
  maintenanceOrder,
  minute,
  mover,
  silenceOrder,
  sketchCity,
} from "../support/worlds/suppression-world.ts";

const city = sketchCity(
  [
    { id: "tunnel", importance: 3 },
    { id: "road" },
    { id: "weir", kind: "river" },
    { id: "bridge", kind: "river", upstream: ["weir"] },
    { id: "delta", kind: "river", upstream: ["bridge"] },
  ],
  [
    { id: "tunnel/depth", stationId: "tunnel", deviceId: "t1" },
    { id: "tunnel/flow", stationId: "tunnel", deviceId: "t2", property: "flow" },
    { id: "road/depth", stationId: "road", deviceId: "r1" },
    { id: "weir/stage", stationId: "weir", property: "stage" },
    { id: "bridge/stage", stationId: "bridge", property: "stage" },
    { id: "delta/stage", stationId: "delta", property: "stage" },
  ],
);

const tunnelKey = "depth|tunnel/depth" as AlarmKey;
const atTunnel = { stationIds: ["tunnel" as StationId] };

describe("a silence", () => {
  it("keeps a rise from people until it ends, and then notifies it at once", () => {
    const suppression = suppressionOver(city);
    const alarm = mover(city, "tunnel/depth");
    const notified = feed(suppression, [
      { order: silenceOrder({ match: atTunnel, untilAt: minute(60) }), at: 0 },
      alarm.to("yellow", minute(5)),
      { until: 59 },
    ]);
    expect(notified).toEqual(["30 silence.ending silence-1"]);
    expect(suppression.suppression.suppressionOf(tunnelKey)).toMatchObject({
      notifiedLevel: null,
      heldSinceAt: minute(5),
    });
    expect(suppression.suppression.heldBy("silence-1")).toBe(1);
    expect(feed(suppression, [{ until: 61 }])).toEqual(["60 depth|tunnel/depth ->yellow released:silence"]);
  });

  it("never keeps an alarm up that has cleared, nor one that was notified from falling", () => {
    const suppression = suppressionOver(city);
    const alarm = mover(city, "tunnel/depth");
    const notified = feed(suppression, [
      alarm.to("orange", minute(0)),
      { order: silenceOrder({ match: atTunnel, fromAt: minute(1), untilAt: minute(31) }), at: 1 },
      alarm.to("yellow", minute(2)),
      alarm.to("orange", minute(3)),
      alarm.to(null, minute(4)),
      alarm.to("blue", minute(5)),
      alarm.to(null, minute(6)),
      { until: 90 },
    ]);
    expect(notified).toEqual([
      "0 depth|tunnel/depth ->orange",
      "2 depth|tunnel/depth orange>yellow",
      "4 depth|tunnel/depth yellow>-",
      "16 silence.ending silence-1",
    ]);
  });

  it("lets red through, marked, and what falls from it", () => {
    const alarm = mover(city, "tunnel/depth");
    const notified = feed(suppressionOver(city), [
      { order: silenceOrder({ match: atTunnel, untilAt: minute(20) }), at: 0 },
      alarm.to("orange", minute(1)),
      alarm.to("red", minute(2)),
      alarm.to("yellow", minute(3)),
      alarm.to(null, minute(4)),
    ]);
    expect(notified).toEqual([
      "2 depth|tunnel/depth ->red told:silence",
      "3 depth|tunnel/depth red>yellow",
      "4 depth|tunnel/depth yellow>-",
    ]);
  });

  it("hides red only when it says so, and an event says that it does", () => {
    const suppression = suppressionOver(city);
    const alarm = mover(city, "tunnel/depth");
    const notified = feed(suppression, [
      { order: silenceOrder({ match: atTunnel, untilAt: minute(20), includesRed: true }), at: 0 },
      alarm.to("red", minute(2)),
      { until: 30 },
    ]);
    expect(notified).toEqual([
      "2 alarm.hidden depth|tunnel/depth",
      "20 depth|tunnel/depth ->red released:silence",
      "10 silence.ending silence-1",
    ]);
    expect(suppression.suppression.counts.hiddenReds).toBe(1);
  });

  it("ended by hand is over at once", () => {
    const alarm = mover(city, "tunnel/depth");
    const end = { kind: "end", end: { id: "silence-1", endedBy: "Li Wei", createdAt: minute(9) } } as const;
    const notified = feed(suppressionOver(city), [
      { order: silenceOrder({ match: atTunnel }), at: 0 },
      alarm.to("yellow", minute(5)),
      { order: end, at: 9 },
      { until: 90 },
    ]);
    expect(notified).toEqual(["9 depth|tunnel/depth ->yellow released:silence"]);
  });

  it("to come begins at its time", () => {
    const [early, late] = [mover(city, "tunnel/depth"), mover(city, "tunnel/flow")];
    const order = silenceOrder({ match: atTunnel, fromAt: minute(10), untilAt: minute(20) });
    const inputs = [{ order, at: 0 }, early.to("yellow", minute(9)), late.to("yellow", minute(10)), { until: 11 }];
    expect(feed(suppressionOver(city), inputs)).toEqual(["9 depth|tunnel/depth ->yellow"]);
  });

  it.each([
    ["station", { stationIds: ["tunnel" as StationId] }, true],
    ["another station", { stationIds: ["road" as StationId] }, false],
    ["area around it", { areaCodes: [city.code] }, true],
    ["hazard", { hazards: ["waterlogging" as const] }, true],
    ["another hazard", { hazards: ["rainstorm" as const] }, false],
    ["rule", { ruleIds: ["depth" as RuleId] }, true],
    ["another rule", { ruleIds: ["rise" as RuleId] }, false],
    ["gauge", { gaugeIds: ["tunnel/depth" as GaugeId] }, true],
    ["another gauge of the station", { gaugeIds: ["tunnel/flow" as GaugeId] }, false],
    ["station and another hazard", { ...atTunnel, hazards: ["rainstorm" as const] }, false],
  ])("matches by %s", (_name, match, isHeld) => {
    const suppression = suppressionOver(city);
    const notified = feed(suppression, [
      { order: silenceOrder({ match }), at: 0 },
      mover(city, "tunnel/depth").to("blue", minute(1)),
    ]);
    expect(notified).toHaveLength(isHeld ? 0 : 1);
  });
});

describe("a chattering alarm", () => {
  const limits = { flapRaises: 3, flapWindowMs: 30 * minuteMs };

  it("becomes one unstable episode that stays up, counted, until it keeps still", () => {
    const suppression = suppressionOver(city, { noise: limits });
    const alarm = mover(city, "tunnel/depth");
    const chattering = Array.from({ length: 12 }, (_, index) =>
      alarm.to(index % 2 === 0 ? "blue" : null, minute(index)),
    );
    const notified = feed(suppression, chattering);
    expect(notified.slice(-2)).toEqual(["5 depth|tunnel/depth blue>-", "6 depth|tunnel/depth ->blue told:unstable"]);
    expect(notified).toHaveLength(7);
    expect(suppression.suppression.suppressionOf(tunnelKey)).toMatchObject({ flaps: 12, notifiedLevel: "blue" });
    expect(suppression.suppression.suppressedNow().unstable).toBe(1);
    expect(feed(suppression, [{ until: 40.9 }])).toEqual([]);
    expect(feed(suppression, [{ until: 41 }])).toEqual(["41 depth|tunnel/depth blue>- released:unstable"]);
    expect(suppression.suppression.suppressionOf(tunnelKey)).toBeNull();
  });

  it("still rises, red above all, and stays where it was worst", () => {
    const alarm = mover(city, "tunnel/depth");
    const chattering = Array.from({ length: 8 }, (_, index) =>
      alarm.to(index % 2 === 0 ? "blue" : null, minute(index)),
    );
    const notified = feed(suppressionOver(city, { noise: limits }), [
      ...chattering,
      alarm.to("red", minute(9)),
      alarm.to("blue", minute(10)),
      { until: 41 },
    ]);
    expect(notified.slice(-2)).toEqual([
      "9 depth|tunnel/depth blue>red told:unstable",
      "40 depth|tunnel/depth red>blue released:unstable",
    ]);
  });

  it("is no alarm that is raised now and then, nor one that only changes level", () => {
    const alarm = mover(city, "tunnel/depth");
    const rare = [0, 11, 22, 33, 44].flatMap((at) => [alarm.to("blue", minute(at)), alarm.to(null, minute(at + 5))]);
    const other = mover(city, "road/depth");
    const steps = Array.from({ length: 9 }, (_, index) =>
      other.to(index % 2 === 0 ? "blue" : "yellow", minute(60 + index)),
    );
    const notified = feed(suppressionOver(city, { noise: limits }), [...rare, ...steps]);
    expect(notified).toHaveLength(19);
    expect(notified.filter((line) => line.includes("unstable"))).toEqual([]);
  });
});

describe("a device under maintenance", () => {
  it("moves no case; what is still up when it ends acts at once, what is over is closed", () => {
    const [before, during] = [mover(city, "tunnel/depth"), mover(city, "tunnel/depth", { rule: "rise" })];
    const suppression = suppressionOver(city);
    const notified = feed(suppression, [
      before.to("yellow", minute(0)),
      { order: maintenanceOrder("t1", 1, 30), at: 1 },
      before.to(null, minute(5)),
      during.to("blue", minute(6)),
      { until: 29 },
    ]);
    expect(notified).toEqual(["0 depth|tunnel/depth ->yellow"]);
    expect(feed(suppression, [{ until: 31 }])).toEqual([
      "30 depth|tunnel/depth yellow>- released:maintenance",
      "30 rise|tunnel/depth ->blue released:maintenance",
    ]);
  });

  it("says that it hides a red, and touches no other device of the station", () => {
    const notified = feed(suppressionOver(city), [
      { order: maintenanceOrder("t1", 1, 30), at: 1 },
      mover(city, "tunnel/depth").to("red", minute(5)),
      mover(city, "tunnel/flow").to("blue", minute(6)),
    ]);
    expect(notified).toEqual(["5 alarm.hidden depth|tunnel/depth", "6 depth|tunnel/flow ->blue"]);
  });
});

describe("an inhibition", () => {
  const downstream: Inhibition = inhibitionSchema.parse({
    id: "from-upstream",
    words: { zh: "上游来水", en: "water from upstream" },
    source: { hazards: ["river-flood"], minLevel: "yellow" },
    target: { hazards: ["river-flood"], maxLevel: "blue" },
    where: "downstream",
  });
  const river = (gauge: string) => mover(city, gauge, { rule: "stage", hazard: "river-flood" });

  it("keeps back what an alarm upstream explains, and notifies it when that is over", () => {
    const suppression = suppressionOver(city, { inhibitions: [downstream] });
    const [weir, delta] = [river("weir/stage"), river("delta/stage")];
    const notified = feed(suppression, [weir.to("orange", minute(0)), delta.to("blue", minute(10))]);
    expect(notified).toEqual(["0 stage|weir/stage ->orange"]);
    expect(suppression.suppression.suppressionOf("stage|weir/stage" as AlarmKey)?.explains).toBe(1);
    expect(suppression.suppression.suppressionOf("stage|delta/stage" as AlarmKey)?.hold?.explainedBy).toBe(
      "stage|weir/stage",
    );
    expect(feed(suppression, [weir.to("blue", minute(20))])).toEqual([
      "20 stage|weir/stage orange>blue",
      "20 stage|delta/stage ->blue released:inhibition",
    ]);
  });

  it("explains nothing upstream, nothing graver than it says, and nothing while people do not know of its source", () => {
    const upstream = feed(suppressionOver(city, { inhibitions: [downstream] }), [
      river("delta/stage").to("orange", minute(0)),
      river("weir/stage").to("blue", minute(1)),
    ]);
    expect(upstream).toHaveLength(2);
    const delta = river("delta/stage");
    const graver = feed(suppressionOver(city, { inhibitions: [downstream] }), [
      river("weir/stage").to("orange", minute(0)),
      delta.to("blue", minute(1)),
      delta.to("yellow", minute(2)),
      delta.to("red", minute(3)),
    ]);
    expect(graver).toEqual([
      "0 stage|weir/stage ->orange",
      "2 stage|delta/stage ->yellow",
      "3 stage|delta/stage yellow>red told:inhibition",
    ]);
    const unknown = feed(suppressionOver(city, { inhibitions: [downstream] }), [
      { order: silenceOrder({ match: { stationIds: ["weir" as StationId] } }), at: 0 },
      river("weir/stage").to("orange", minute(1)),
      river("delta/stage").to("blue", minute(2)),
    ]);
    expect(unknown).toEqual(["2 stage|delta/stage ->blue"]);
  });

  it("holds at the same station or device alone where it says so", () => {
    const [atStation, atDevice] = (["station", "device"] as const).map((where) =>
      inhibitionSchema.parse({
        id: where,
        words: { zh: "同因", en: "the same cause" },
        source: { rules: ["supply"] },
        target: { rules: ["depth"] },
        where,
      }),
    );
    const inputs = () => [
      mover(city, "tunnel/flow", { rule: "supply" }).to("blue", minute(0)),
      mover(city, "tunnel/depth").to("blue", minute(1)),
      mover(city, "road/depth").to("blue", minute(2)),
    ];
    expect(feed(suppressionOver(city, { inhibitions: [atStation as Inhibition] }), inputs())).toHaveLength(2);
    expect(feed(suppressionOver(city, { inhibitions: [atDevice as Inhibition] }), inputs())).toHaveLength(3);
  });
});

describe("a level that a backlog raised and a live reading confirms", () => {
  const late = (transition: AlarmTransition): AlarmTransition => ({ ...transition, isLate: true });
  const confirmed = (transition: AlarmTransition, at: number): AlarmTransition => ({
    ...transition,
    from: transition.to,
    at: minute(at),
    receivedAt: minute(at),
  });
  const withLive = (outcome: SuppressionOutcome) =>
    outcome.notified.map((each) => [each.from, each.to, liveLevelOf(each), each.noise?.outcome ?? null]);

  it("is notified once more, as live", () => {
    const run = suppressionOver(city);
    const raised = mover(city, "tunnel/depth").to("orange", minute(1));
    expect(withLive(run.accept(late(raised)))).toEqual([[null, "orange", null, null]]);
    expect(withLive(run.accept(confirmed(raised, 2)))).toEqual([["orange", "orange", "orange", null]]);
  });

  it("waits for the end of a silence that began meanwhile, counted as kept back", () => {
    const run = suppressionOver(city);
    const raised = mover(city, "tunnel/depth").to("orange", minute(1));
    run.accept(late(raised));
    const order = silenceOrder({ match: atTunnel, fromAt: minute(2), untilAt: minute(62) });
    run.applyOrder(order, minute(2));
    expect(withLive(run.accept(confirmed(raised, 3)))).toEqual([]);
    expect(run.suppression.heldBy("silence-1")).toBe(1);
    expect(withLive(run.advance(minute(70)))).toEqual([["orange", "orange", "orange", "released"]]);
    expect(run.suppression.heldBy("silence-1")).toBe(0);
  });

  it("under a silence from before is told as live when that ends, and not when nothing confirmed it", () => {
    for (const [isConfirmed, live] of [
      [true, "orange"],
      [false, null],
    ] as const) {
      const run = suppressionOver(city);
      run.applyOrder(silenceOrder({ match: atTunnel, fromAt: minute(0), untilAt: minute(60) }), minute(0));
      const raised = mover(city, "tunnel/depth").to("orange", minute(1));
      run.accept(late(raised));
      if (isConfirmed) run.accept(confirmed(raised, 3));
      expect(withLive(run.advance(minute(70)))).toEqual([[null, "orange", live, "released"]]);
    }
  });

  it("goes through a silence where it is red, and says that red is hidden where that includes it", () => {
    for (const includesRed of [false, true]) {
      const run = suppressionOver(city);
      run.applyOrder(silenceOrder({ match: atTunnel, fromAt: minute(0), untilAt: minute(60), includesRed }), minute(0));
      const raised = mover(city, "tunnel/depth").to("red", minute(1));
      const hidden = (outcome: SuppressionOutcome) => outcome.events.map(({ type, isUrgent }) => [type, isUrgent]);
      expect(hidden(run.accept(late(raised)))).toEqual(includesRed ? [["alarm.hidden", false]] : []);
      const outcome = run.accept(confirmed(raised, 3));
      expect(hidden(outcome)).toEqual(includesRed ? [["alarm.hidden", true]] : []);
      expect(withLive(outcome)).toEqual(includesRed ? [] : [["red", "red", "red", "told"]]);
    }
  });

  it("is no move: an alarm that flaps is not kept unstable by it", () => {
    const run = suppressionOver(city);
    const alarm = mover(city, "tunnel/depth");
    for (let at = 0; at < 8; at += 1) run.accept(alarm.to(at % 2 === 0 ? "blue" : null, minute(at)));
    const up = alarm.to("blue", minute(8));
    run.accept(up);
    const unstable = () => run.suppression.drainChanges().alarms.get(tunnelKey)?.unstable;
    const before = unstable();
    expect(before).not.toBeNull();
    run.accept(confirmed(up, 9));
    expect(unstable()).toEqual(before);
  });
});
