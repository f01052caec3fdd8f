import { describe, expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import { type Findings, nothingFound, type RuleEngine } from "../../rules/engine/engine.ts";
import type { SavedEntry } from "../../store/ports.ts";
import {
  cityOf,
  engineOver,
  memoryJournal,
  observationOf,
  restoreEngine,
  ruleFrom,
  type StartSketch,
} from "../support/worlds/rules-world.ts";

const city = cityOf([{ id: "a" }, { id: "b" }]);

const ladder = { blue: { raise: 0.15 }, yellow: { raise: 0.2 }, orange: { raise: 0.27 }, red: { raise: 0.4 } };

const silent = {
  id: "silent",
  hazard: "blind-spot",
  condition: { kind: "silence" },
  levels: { blue: { raise: 3 }, yellow: { raise: 10 } },
};

/** An observation of gauge 0 at a minute. */
function at(minute: number, value: number, more: Partial<JournalledObservation> = {}): JournalledObservation {
  return observationOf({ observedAt: minute * minuteMs, value, ...more });
}

/** `5: blue -> yellow`: minute, from, to. */
function told({ transitions }: Findings): readonly string[] {
  return transitions.map((each) => `${each.at / minuteMs}: ${each.from} -> ${each.to}`);
}

function savedOf(engine: RuleEngine): readonly SavedEntry[] {
  return JSON.parse(JSON.stringify(engine.drainChanges()));
}

describe("RuleEngine.step()", () => {
  it("tells of each level with all that cases and warnings need", () => {
    const rule = ruleFrom({
      levels: ladder,
      deadband: 0.03,
      advice: { zh: "巡查", en: "Patrol", orange: { zh: "封路", en: "Close the road" } },
      draftsWarning: false,
    });
    const engine = engineOver(city, [rule]);
    expect(engine.step(at(0, 0.1))).toBe(nothingFound);
    expect(told(engine.step(at(1, 0.16)))).toEqual(["1: null -> blue"]);
    const [transition] = engine.step(at(2, 0.3, { receivedAt: 2 * minuteMs + 400 })).transitions;
    expect(transition).toEqual({
      alarmKey: "road-depth|a",
      ruleId: "road-depth",
      ruleVersion: expect.stringMatching(/^[0-9a-f]{12}$/),
      hazard: "waterlogging",
      target: { kind: "gauge", gaugeId: "a", stationId: "at-a" },
      from: "blue",
      to: "orange",
      at: 2 * minuteMs,
      receivedAt: 2 * minuteMs + 400,
      episodeStartedAt: minuteMs,
      cause: "observation",
      conditionKind: "threshold",
      signal: 0.3,
      unit: "m",
      peakSignal: 0.3,
      limit: 0.27,
      isLate: false,
      effect: "live",
      revisesFromAt: null,
      reason: null,
      title: { zh: "京广路隧道积水橙色报警", en: "Water on the road at Jingguang tunnel, orange" },
      advice: { zh: "封路", en: "Close the road" },
      placeName: { zh: "京广路隧道", en: "Jingguang tunnel" },
      signalName: { zh: "积水深度", en: "water depth" },
      property: "depth",
      opensCase: true,
      draftsWarning: false,
    } satisfies Record<
      Exclude<
        keyof AlarmTransition,
        "trustedBecause" | "liveLevel" | "doubt" | "delaysMs" | "noise" | "blindSpot" | "direction" | "statement"
      >,
      unknown
    >);
    const [end] = engine.step(at(3, 0)).transitions;
    expect(end).toMatchObject({ from: "orange", to: null, limit: 0.24, signal: 0, peakSignal: 0.3 });
    expect(end?.episodeStartedAt).toBe(minuteMs);
  });

  it("signs nothing that people read: falling oxygen is told as it was measured", () => {
    const manholes = cityOf([{ id: "o2", kind: "manhole", property: "oxygen" }]);
    const rule = ruleFrom({
      hazard: "oxygen-deficiency",
      applies: { kind: "manhole", property: "oxygen" },
      condition: { kind: "threshold", direction: "below" },
      unit: "%vol",
      levels: { yellow: { raise: 19.5 }, red: { raise: 18 } },
      deadband: 0.3,
    });
    const engine = engineOver(manholes, [rule]);
    expect(engine.step(at(0, 20)).transitions).toEqual([]);
    expect(engine.step(at(1, 17)).transitions).toMatchObject([{ to: "red", signal: 17, peakSignal: 17, limit: 18 }]);
    expect(engine.step(at(2, 19.9)).transitions).toMatchObject([
      { to: null, signal: 19.9, peakSignal: 17, limit: 18.3 },
    ]);
  });

  it("judges flags 1 to 3 and leaves 4, 9 and what is too old to the record", () => {
    const engine = engineOver(city, [ruleFrom()]);
    expect(engine.step(at(1, 9, { flag: 4 }))).toBe(nothingFound);
    expect(engine.step(at(2, 9, { flag: 9 }))).toBe(nothingFound);
    expect(engine.step(at(3, 9, { checks: checks.tooOld }))).toBe(nothingFound);
    expect(told(engine.step(at(0, 9, { flag: 3 })))).toEqual(["0: null -> blue"]);
  });

  it("marks a transition learnt of too late, so that it pages nobody", () => {
    const engine = engineOver(city, [ruleFrom()], { lateAfterMs: 15 * minuteMs });
    const onTime = engine.step(at(0, 0.2, { receivedAt: 15 * minuteMs })).transitions;
    const late = engine.step(at(1, 0, { receivedAt: 16 * minuteMs + 1 })).transitions;
    expect([onTime[0]?.isLate, late[0]?.isLate]).toEqual([false, true]);
  });

  it("notes a late peak and moves nothing; one no graver than the level now is no peak", () => {
    const engine = engineOver(city, [ruleFrom({ levels: ladder })]);
    engine.step(at(60, 0.16));
    const late = engine.step(at(30, 0.3, { receivedAt: 61 * minuteMs }));
    expect(late.transitions).toEqual([]);
    expect(late.missedPeaks).toMatchObject([
      {
        alarmKey: "road-depth|a",
        level: "orange",
        at: 30 * minuteMs,
        receivedAt: 61 * minuteMs,
        signal: 0.3,
        limit: 0.27,
      },
    ]);
    expect(engine.step(at(10, 0.16))).toBe(nothingFound);
    expect(told(engine.step(at(62, 0.16)))).toEqual([]);
  });

  it("completes a window with a late observation", () => {
    const rule = ruleFrom({ condition: { kind: "rate-of-rise", window: "10min" }, levels: { red: { raise: 1.5 } } });
    const rows = [at(0, 0), at(10, 0.1), at(20, 0.2)];
    const alone = engineOver(city, [rule]);
    for (const row of rows) alone.step(row);
    expect(alone.step(at(24, 0.3))).toBe(nothingFound);
    const completed = engineOver(city, [rule]);
    for (const row of [...rows, at(17, 0.1)]) completed.step(row);
    expect(told(completed.step(at(24, 0.3)))).toEqual(["24: null -> red"]);
  });

  it("ignores a gauge no rule watches, and a second reading of one time", () => {
    const engine = engineOver(city, [ruleFrom({ applies: { kind: "waterlogging", property: "depth", ids: ["a"] } })]);
    expect(engine.step(at(0, 9, { gauge: 1 as JournalledObservation["gauge"] }))).toBe(nothingFound);
    expect(engine.step(at(0, 9, { gauge: 77 as JournalledObservation["gauge"] }))).toBe(nothingFound);
    engine.step(at(1, 0));
    expect(engine.step(at(1, 9))).toBe(nothingFound);
  });
});

describe("RuleEngine silence", () => {
  it("takes effect when it was due, however late the clock is advanced, level by level", () => {
    const engine = engineOver(city, [ruleFrom(silent)]);
    engine.step(at(0, 0));
    expect(engine.advanceClock(2 * minuteMs)).toBe(nothingFound);
    const found = engine.advanceClock(60 * minuteMs);
    expect(told(found)).toEqual(["3: null -> blue", "10: blue -> yellow"]);
    expect(found.transitions[0]).toMatchObject({
      cause: "clock",
      conditionKind: "silence",
      receivedAt: 3 * minuteMs,
      signal: 3,
      unit: "intervals",
    });
    expect(told(engine.step(at(61, 0)))).toEqual(["61: yellow -> null"]);
  });

  it("falls due in the order of time, then of alarm key, and before a row received later", () => {
    const engine = engineOver(city, [ruleFrom(silent)]);
    engine.step(at(0, 0));
    engine.step(at(0, 0, { gauge: 1 as JournalledObservation["gauge"] }));
    const keys = engine.step(at(4, 0)).transitions.map((each) => `${each.at / minuteMs} ${each.alarmKey} ${each.to}`);
    expect(keys).toEqual(["3 silent|a blue", "3 silent|b blue", "4 silent|a null"]);
  });

  it("is ended by any word from the gauge: late, failed or too old", () => {
    for (const word of [at(-5, 0), at(50, 9, { flag: 4 }), at(-9000, 0, { checks: checks.tooOld })]) {
      const engine = engineOver(city, [ruleFrom(silent)]);
      engine.step(at(0, 0));
      engine.advanceClock(20 * minuteMs);
      expect(told(engine.step({ ...word, receivedAt: 21 * minuteMs }))).toEqual(["21: yellow -> null"]);
    }
  });

  it("is measured on our clock, not the device's", () => {
    const engine = engineOver(city, [ruleFrom(silent)]);
    engine.step(at(-600, 0, { receivedAt: 0 }));
    expect(told(engine.advanceClock(3 * minuteMs))).toEqual(["3: null -> blue"]);
  });

  it("is not counted of a gauge never heard until the hub has started, then from its start", () => {
    const engine = engineOver(city, [ruleFrom(silent)]);
    expect(engine.advanceClock(60 * minuteMs)).toBe(nothingFound);
    engine.start(60 * minuteMs);
    expect(told(engine.advanceClock(63 * minuteMs))).toEqual(["63: null -> blue", "63: null -> blue"]);
  });

  it("does not count the hub's own absence, over 1 s, 5 min and 2 h", async () => {
    for (const absentMs of [1000, 5 * minuteMs, 120 * minuteMs]) {
      const rows = [at(0, 0)];
      const before = engineOver(city, [ruleFrom(silent)]);
      before.step(rows[0] as JournalledObservation);
      before.advanceClock(minuteMs);
      const back = minuteMs + absentMs;
      const after = engineOver(city, [ruleFrom(silent)]);
      await restoreEngine(after, savedOf(before), memoryJournal(rows), 1, minuteMs);
      after.start(back);
      expect(after.advanceClock(back + 3 * minuteMs - 1)).toBe(nothingFound);
      const found = after.advanceClock(back + 3 * minuteMs).transitions;
      expect(found.map(({ alarmKey, at }) => [alarmKey, at - back])).toEqual([
        ["silent|a", 3 * minuteMs],
        ["silent|b", 3 * minuteMs],
      ]);
    }
  });

  it("stays raised over a restart until the gauge is heard, and knows an earlier start from the journal", async () => {
    const rows = [at(0, 0)];
    const starts: StartSketch[] = [{ journalSeq: 0, startedAt: 0 }];
    const before = engineOver(city, [ruleFrom(silent)]);
    before.start(0);
    for (const row of rows) before.step(row);
    expect(told(before.advanceClock(4 * minuteMs))).toEqual(["3: null -> blue", "3: null -> blue"]);
    const after = engineOver(city, [ruleFrom(silent)]);
    expect(await restoreEngine(after, savedOf(before), memoryJournal(rows, starts), 1, 4 * minuteMs)).toBe(
      nothingFound,
    );
    expect(told(after.advanceClock(10 * minuteMs))).toEqual(["10: blue -> yellow", "10: blue -> yellow"]);
    expect(told(after.step(at(11, 0)))).toEqual(["11: yellow -> null"]);
  });
});

describe("RuleEngine.restore()", () => {
  const held = { levels: { blue: { raise: 0.15 }, yellow: { raise: 0.2 } }, onDelay: "10min" };
  const rows = [at(0, 0.16), at(5, 0.22), at(10, 0.22)].map((row, index) => ({ ...row, journalSeq: index + 1 }));

  /** Steps `rows` under `held`, saves, and takes up again under another version of the rule. */
  async function editedTo(changes: Readonly<Record<string, unknown>> | null) {
    const old = engineOver(cityOf([{ id: "a", expectedIntervalMs: 5 * minuteMs }]), [ruleFrom(held)]);
    const before = rows.flatMap((row) => told(old.step(row)));
    const rules = changes === null ? [] : [ruleFrom({ ...held, ...changes })];
    const engine = engineOver(cityOf([{ id: "a", expectedIntervalMs: 5 * minuteMs }]), rules);
    const found = await restoreEngine(engine, savedOf(old), memoryJournal(rows), 3, 10 * minuteMs);
    return { before, engine, found };
  }

  it("keeps levels and running delays over a restart", async () => {
    const { before, engine, found } = await editedTo({});
    expect([before, found]).toEqual([["10: null -> blue"], nothingFound]);
    expect(told(engine.step(at(15, 0.22)))).toEqual(["15: blue -> yellow"]);
  });

  it("keeps them over an edit of numbers and words; the new limits judge from the next observation", async () => {
    const { engine, found } = await editedTo({
      levels: { blue: { raise: 0.15, reset: 0.05 }, yellow: { raise: 0.21 } },
      title: { zh: "新题", en: "New title" },
    });
    expect(found).toBe(nothingFound);
    const [next] = engine.step(at(15, 0.22)).transitions;
    expect(next).toMatchObject({
      from: "blue",
      to: "yellow",
      episodeStartedAt: 10 * minuteMs,
      title: { en: "New title" },
    });
    expect(next?.at).toBe(15 * minuteMs);
  });

  it("steps down from a level that an edit took away", async () => {
    const { engine } = await editedTo({ levels: { red: { raise: 1 } } });
    const [next] = engine.step(at(15, 0.22)).transitions;
    expect(next).toMatchObject({ from: "blue", to: null, limit: 1, cause: "observation" });
  });

  it("ends an alarm whose rule is gone, with the words it was raised with", async () => {
    const { engine, found } = await editedTo(null);
    expect(found.transitions).toMatchObject([
      {
        from: "blue",
        to: null,
        cause: "rule_removed",
        at: 10 * minuteMs,
        episodeStartedAt: 10 * minuteMs,
        hazard: "waterlogging",
      },
    ]);
    expect(engine.drainChanges()).toEqual([{ step: "rules", key: "road-depth|a", state: null }]);
  });

  it("ends an alarm that is now about something else, so that its case is closed, and begins another", async () => {
    for (const change of [{ opensCase: false }, { draftsWarning: false }, { hazard: "rainstorm" }]) {
      const { engine, found } = await editedTo({ ...change, onDelay: "0s" });
      expect(found.transitions).toMatchObject([
        { from: "blue", to: null, cause: "rule_removed", hazard: "waterlogging" },
      ]);
      expect(engine.drainChanges()).toMatchObject([{ step: "rules", state: { last: null } }]);
      expect(engine.step(at(15, 0.22)).transitions).toMatchObject([{ from: null, to: "yellow", ...change }]);
    }
  });

  it("knows late from live by the journal", async () => {
    const { engine } = await editedTo({});
    expect(engine.step(at(-7, 0.9)).missedPeaks).toMatchObject([{ level: "yellow" }]);
  });

  it("refuses state it did not write", async () => {
    const saved = { step: "rules", key: "road-depth|a", state: { version: 7 } };
    await expect(restoreEngine(engineOver(city, [ruleFrom()]), [saved], memoryJournal([]), 0, 0)).rejects.toMatchObject(
      {
        code: "rules.saved_state_unreadable",
        message: expect.stringContaining('got {"version":7}'),
      },
    );
  });
});

it("RuleEngine.drainChanges() hands over each changed alarm once, and nothing of a quiet city", () => {
  const engine = engineOver(city, [ruleFrom({ levels: ladder })]);
  engine.step(at(0, 0.1));
  expect(engine.drainChanges()).toEqual([]);
  engine.step(at(1, 0.16));
  engine.step(at(2, 0.3));
  expect(engine.drainChanges()).toMatchObject([{ key: "road-depth|a", state: { state: { latched: 7 } } }]);
  engine.step(at(3, 0.3));
  expect(engine.drainChanges()).toEqual([]);
});
