import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import type { QualityFlag } from "../../domain/observations/quality.ts";
import type { Findings } from "../../rules/engine/engine.ts";
import type { SavedEntry } from "../../store/ports.ts";
import {
  cityOf,
  engineOver,
  type ModeSketch,
  memoryJournal,
  observationOf,
  restoreEngine,
  ruleFrom,
} from "../support/worlds/rules-world.ts";

const city = cityOf([{ id: "a" }]);

function at(minute: number, value: number, flag: QualityFlag = 1, receivedAt = minute) {
  return observationOf({ observedAt: minute * minuteMs, receivedAt: receivedAt * minuteMs, value, flag });
}

function told({ transitions }: Findings): readonly string[] {
  return transitions.map((each) => `${each.at / minuteMs}: ${each.from} -> ${each.to} ${each.effect}`);
}

describe("RuleEngine.setMode()", () => {
  const rule = ruleFrom({
    levels: { blue: { raise: 2 }, red: { raise: 4 } },
    onDelay: "5min",
    modes: { emergency: { onDelay: "0s", levels: { blue: { raise: 1 } } } },
  });

  it("judges by the mode from then on: its own levels, those it leaves as they are, its delays", () => {
    const engine = engineOver(city, [rule]);
    expect(told(engine.step(at(0, 1.5)))).toEqual([]);
    engine.setMode("emergency", minuteMs);
    expect(told(engine.step(at(2, 1.5)))).toEqual(["2: null -> blue live"]);
    expect(told(engine.step(at(3, 4)))).toEqual(["3: blue -> red live"]);
    engine.setMode("daily", 4 * minuteMs);
    expect(engine.mode).toEqual({ mode: "daily", since: 4 * minuteMs });
    expect(told(engine.step(at(5, 1.5)))).toEqual(["5: red -> null live"]);
  });

  it("judges what was observed before a milder mode by the limits of then, however quiet the new ones are", () => {
    const engine = engineOver(city, [rule]);
    engine.setMode("emergency", 0);
    for (const minute of [1, 2]) engine.step(at(minute, 0));
    engine.setMode("daily", 5 * minuteMs);
    expect(told(engine.step(at(3, 0, 1, 6)))).toEqual([]);
    expect(told(engine.step(at(4, 1.5, 1, 6)))).toEqual(["4: null -> blue live"]);
  });

  it("judges a late reading by the mode of its own time", () => {
    const engine = engineOver(city, [rule]);
    engine.step(at(0, 0));
    engine.setMode("emergency", 5 * minuteMs);
    engine.step(at(6, 0));
    expect(told(engine.step(at(4, 1.5, 1, 7)))).toEqual([]);
    expect(told(engine.step(at(5, 1.5, 1, 7)))).toEqual(["5: null -> blue record", "6: blue -> null record"]);
  });

  it("is known after a restart from the journal alone", async () => {
    const modes: readonly ModeSketch[] = [{ journalSeq: 2, at: 5 * minuteMs, mode: "emergency" }];
    const rows = [{ ...at(4, 0), journalSeq: 1 }];
    for (const [cursor, moves] of [
      [1, []],
      [2, ["6: null -> blue live"]],
    ] as const) {
      const engine = engineOver(city, [rule]);
      await restoreEngine(engine, [], memoryJournal(rows, [], modes), cursor, 5 * minuteMs);
      expect(told(engine.step(at(6, 1.5)))).toEqual(moves);
    }
  });

  it("counts silence by it, what fell due before it included", () => {
    const silent = ruleFrom({
      hazard: "blind-spot",
      condition: { kind: "silence" },
      levels: { blue: { raise: 5 } },
      modes: { emergency: { levels: { blue: { raise: 2 } } }, holiday: { levels: { blue: { raise: 90 } } } },
    });
    const engine = engineOver(city, [silent]);
    engine.step(at(0, 0));
    engine.setMode("emergency", minuteMs);
    expect(told(engine.advanceClock(3 * minuteMs))).toEqual(["2: null -> blue live"]);
    expect(told(engine.step(at(4, 0)))).toEqual(["4: blue -> null live"]);
    expect(told(engine.setMode("holiday", 30 * minuteMs))).toEqual(["6: null -> blue live"]);
  });
});

describe("flags", () => {
  const levels = { blue: { raise: 2 } };

  it("that do not count are not seen: no value, no gap closed, no delay run on", () => {
    const good = ruleFrom({ levels, flags: [1], onDelay: "2min" });
    const engine = engineOver(city, [good, ruleFrom({ id: "all", levels })]);
    const found = [at(0, 3, 3), at(1, 3), at(2, 0, 3), at(3, 3)].flatMap((row) => engine.step(row).transitions);
    expect(found.map(({ ruleId, at: when, to }) => `${when / minuteMs} ${ruleId} ${to}`)).toEqual([
      "0 all blue",
      "2 all null",
      "3 all blue",
      "3 road-depth blue",
    ]);
  });

  it("have windows of their own, also after a restart", async () => {
    const rise = ruleFrom({
      flags: [1],
      condition: { kind: "rate-of-rise", window: "10min" },
      unit: "m/h",
      levels: { red: { raise: 30 } },
    });
    const rows = [at(0, 0), at(5, 9, 2), at(6, 9, 3), at(200, 9, 2)].map((row, index) => ({
      ...row,
      journalSeq: index + 1,
    }));
    const engine = engineOver(city, [rise]);
    await restoreEngine(engine, [], memoryJournal(rows), 4, 0);
    expect(told(engine.step({ ...at(10, 6), receivedAt: 201 * minuteMs }))).toEqual(["10: null -> red live"]);
  });
});

describe("shadow", () => {
  const text = { levels: { blue: { raise: 2 } }, shadow: true };

  it("marks what is told, so that nothing acts on it", () => {
    const engine = engineOver(city, [ruleFrom(text)]);
    expect(told(engine.step(at(0, 3)))).toEqual(["0: null -> blue shadow"]);
    expect(engine.step(at(-30, 9, 1, 1)).missedPeaks).toEqual([]);
  });

  it("ends, and begins anew as a live alarm, when the rule is taken out of it", async () => {
    const before = engineOver(city, [ruleFrom(text)]);
    const row = { ...at(0, 3), journalSeq: 1 };
    before.step(row);
    const saved: readonly SavedEntry[] = JSON.parse(JSON.stringify(before.drainChanges()));
    const engine = engineOver(city, [ruleFrom({ ...text, shadow: false })]);
    expect(told(await restoreEngine(engine, saved, memoryJournal([row]), 1, 0))).toEqual(["0: blue -> null shadow"]);
    expect(told(engine.step(at(1, 3)))).toEqual(["1: null -> blue live"]);
  });
});
