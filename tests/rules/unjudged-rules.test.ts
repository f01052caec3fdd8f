import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import type { BoundAlarm } from "../../rules/binding/bound-alarm.ts";
import { RuleEngine } from "../../rules/engine/engine.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import {
  cityOf,
  keysOf,
  memoryJournal,
  observationOf,
  restoreEngine,
  ruleFrom,
} from "../support/worlds/rules-world.ts";

const city = cityOf([
  { id: "g0", stationId: "tunnel", thresholds: { alert: 0.2 } },
  { id: "g1", stationId: "tunnel", thresholds: { alert: 0.2 } },
  { id: "g2", stationId: "road" },
]);
const settings = rulesSettings.parse({});

/** Fails at values of 9 m and more, as code with a mistake would. */
function fragile(alarm: BoundAlarm): BoundAlarm {
  const { condition } = alarm;
  if (condition.movedBy !== "observation" || !alarm.rule.id.startsWith("fragile")) return alarm;
  const signal: typeof condition.signal = (at, value, window) => {
    if (value >= 9) throw new Error("no such depth");
    return condition.signal(at, value, window);
  };
  return { ...alarm, condition: { ...condition, signal } };
}

function engineOf(rules: readonly Rule[]): RuleEngine {
  const { alarms, unbound } = bindRules(rules, city, keysOf(city));
  return new RuleEngine(alarms.map(fragile), settings, unbound);
}

const fragileRule = ruleFrom({ id: "fragile" });
const soundRule = ruleFrom({ id: "sound" });
const at = (minute: number): number => minute * minuteMs;

describe("a condition that throws", () => {
  it("is an alarm of the station that names the rule and why, once; the other rules go on", () => {
    const engine = engineOf([fragileRule, soundRule]);
    const first = engine.step(observationOf({ observedAt: at(1), value: 9, journalSeq: 1 })).transitions;
    expect(first.map(({ alarmKey, to }) => [alarmKey, to])).toEqual([
      ["rule-cannot-be-judged|fragile@tunnel", "orange"],
      ["sound|g0", "blue"],
    ]);
    expect(first[0]).toMatchObject({
      hazard: "blind-spot",
      target: { kind: "station", stationId: "tunnel" },
      reason: { zh: "计算出错：程序报错“no such depth”", en: "judging it fails: no such depth" },
      title: { en: "Jingguang tunnel: rule fragile cannot be judged" },
      effect: "live",
      opensCase: true,
      draftsWarning: false,
    });
    expect(engine.step(observationOf({ observedAt: at(2), value: 9, journalSeq: 2 })).transitions).toEqual([]);
    expect(
      engine
        .step(observationOf({ gauge: 1, observedAt: at(2), value: 9, journalSeq: 3 }))
        .transitions.map(({ alarmKey }) => alarmKey),
      "a second gauge of the station is the same alarm",
    ).toEqual(["sound|g1"]);
  });

  it("ends when every alarm it was about is judged again", () => {
    const engine = engineOf([fragileRule]);
    engine.step(observationOf({ observedAt: at(1), value: 9, journalSeq: 1 }));
    engine.step(observationOf({ gauge: 1, observedAt: at(1), value: 9, journalSeq: 2 }));
    expect(engine.step(observationOf({ observedAt: at(2), value: 0, journalSeq: 3 })).transitions).toEqual([]);
    const [end] = engine.step(observationOf({ gauge: 1, observedAt: at(2), value: 0, journalSeq: 4 })).transitions;
    expect(end).toMatchObject({ ruleId: "rule-cannot-be-judged", from: "orange", to: null, at: at(2) });
    expect(engine.drainChanges()).toContainEqual({
      step: "unjudged-rules",
      key: "rule-cannot-be-judged|fragile@tunnel",
      state: null,
    });
  });

  it("ends with a reading that changes nothing, where the alarm was quiet before it failed", () => {
    const engine = engineOf([fragileRule]);
    for (const minute of [1, 2]) engine.step(observationOf({ observedAt: at(minute), value: 0, journalSeq: minute }));
    engine.step(observationOf({ observedAt: at(3), value: 9, journalSeq: 3 }));
    const [end] = engine.step(observationOf({ observedAt: at(4), value: 0, journalSeq: 4 })).transitions;
    expect(end).toMatchObject({ ruleId: "rule-cannot-be-judged", from: "orange", to: null, at: at(4) });
  });

  it("leaves the alarm where it stood: unknown is never all clear", () => {
    const engine = engineOf([fragileRule]);
    engine.step(observationOf({ observedAt: at(1), value: 1, journalSeq: 1 }));
    engine.step(observationOf({ observedAt: at(2), value: 9, journalSeq: 2 }));
    expect(engine.step(observationOf({ observedAt: at(3), value: 1, journalSeq: 3 })).transitions).toHaveLength(1);
    expect(engine.step(observationOf({ observedAt: at(4), value: 0, journalSeq: 4 })).transitions).toMatchObject([
      { alarmKey: "fragile|g0", from: "blue", to: null },
    ]);
  });

  it("is caught on a late reading too, with the alarm as it was", () => {
    const engine = engineOf([fragileRule, soundRule]);
    engine.step(observationOf({ observedAt: at(5), value: 1, journalSeq: 1 }));
    const late = observationOf({ observedAt: at(4), receivedAt: at(6), value: 9, journalSeq: 2 });
    const keys = engine.step(late).transitions.map(({ alarmKey }) => alarmKey);
    expect(keys).toContain("rule-cannot-be-judged|fragile@tunnel");
    const next = engine.step(observationOf({ observedAt: at(7), value: 0, journalSeq: 3 })).transitions;
    expect(next.find(({ alarmKey }) => alarmKey === "fragile|g0")).toMatchObject({ from: "blue", to: null });
  });

  it("of a shadow rule stays in the shadow", () => {
    const engine = engineOf([ruleFrom({ id: "fragile-trial", shadow: true })]);
    const [raised] = engine.step(observationOf({ observedAt: at(1), value: 9, journalSeq: 1 })).transitions;
    expect(raised).toMatchObject({ ruleId: "rule-cannot-be-judged", effect: "shadow" });
  });

  it("is remembered over a restart, told once, and ended as removed when its rule has gone", async () => {
    const rows = [observationOf({ observedAt: at(1), value: 9, journalSeq: 1 })];
    const engine = engineOf([fragileRule]);
    engine.step(rows[0]!);
    const saved = engine.drainChanges();
    const restarted = engineOf([fragileRule]);
    expect((await restoreEngine(restarted, saved, memoryJournal(rows), 1, at(1))).transitions).toEqual([]);
    expect(restarted.step(observationOf({ observedAt: at(2), value: 9, journalSeq: 2 })).transitions).toEqual([]);
    const [end] = restarted.step(observationOf({ observedAt: at(3), value: 0, journalSeq: 3 })).transitions;
    expect(end).toMatchObject({ ruleId: "rule-cannot-be-judged", to: null });

    const without = engineOf([soundRule]);
    const { transitions } = await restoreEngine(without, saved, memoryJournal(rows), 1, at(1));
    expect(transitions).toMatchObject([{ ruleId: "rule-cannot-be-judged", to: null, cause: "rule_removed" }]);
  });
});

describe("a rule whose threshold is gone", () => {
  const limited = (raise: number | string) => ruleFrom({ id: "depth", levels: { blue: { raise } } });
  const keys = ["depth|g0", "depth|g1", "depth|g2"] as AlarmKey[];
  const none = memoryJournal([]);

  it("is an alarm where it was judged before, and nowhere else", async () => {
    const before = engineOf([limited(0.3)]);
    expect(before.judgedKeys()).toEqual(keys);
    const after = engineOf([limited("alert")]);
    const { transitions } = await restoreEngine(after, [], none, 0, at(1), { before });
    expect(transitions).toMatchObject([
      {
        alarmKey: "rule-cannot-be-judged|depth@road",
        target: { kind: "station", stationId: "road" },
        to: "orange",
        at: at(1),
        reason: { en: "the thresholds that the rule names are no longer set here" },
      },
    ]);
    const fresh = engineOf([limited("alert")]);
    expect((await restoreEngine(fresh, [], none, 0, at(1))).transitions, "unset from the start is no loss").toEqual([]);
  });

  it("stays over restarts and further edits, and ends with the next reading once it can be judged", async () => {
    const lost = engineOf([limited("alert")]);
    await restoreEngine(lost, [], none, 0, at(1), { before: engineOf([limited(0.3)]) });
    const again = engineOf([limited("alert")]);
    expect((await restoreEngine(again, lost.drainChanges(), none, 0, at(2), { before: lost })).transitions).toEqual([]);
    const mended = engineOf([limited(0.3)]);
    expect((await restoreEngine(mended, again.snapshot(), none, 0, at(3), { before: again })).transitions).toEqual([]);
    expect(
      mended.step(observationOf({ gauge: 2, observedAt: at(4), value: 0, journalSeq: 1 })).transitions,
    ).toMatchObject([{ alarmKey: "rule-cannot-be-judged|depth@road", from: "orange", to: null }]);
  });
});
