import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import { QualityGate, rowAsJournalled } from "../../quality/quality-gate.ts";
import { boundGauge } from "../support/worlds/quality-world.ts";
import { observationOf } from "../support/worlds/rules-world.ts";

const start = 1_000_000_000;

type Row = readonly [minute: number, value: number, handed: readonly number[] | typeof rowAsJournalled];

/** Checks rows at a gate; of each, which values it hands over: `rowAsJournalled` for itself alone. */
function hand(rows: readonly Row[], gate = new QualityGate([boundGauge(0)])): readonly Row[] {
  return rows.map(([minute, value]): Row => {
    const judge = gate.check(observationOf({ observedAt: start + minute * minuteMs, value }));
    return [minute, value, judge === rowAsJournalled ? rowAsJournalled : judge.map((each) => each.value)];
  });
}

describe("QualityGate.check()", () => {
  it.each<[string, readonly Row[]]>([
    [
      "hands what was held over before what bears it out",
      [
        [0, 0, rowAsJournalled],
        [1, 0.3, []],
        [2, 0.35, [0.3, 0.35]],
      ],
    ],
    [
      "hands a late reading over as it is where it fits in, and refuses one that stands out there",
      [
        [0, 0, rowAsJournalled],
        [1, 0.02, rowAsJournalled],
        [2, 0.04, rowAsJournalled],
        [1.5, 0.03, rowAsJournalled],
        [0.5, 0.4, []],
        [-5, 0.4, rowAsJournalled],
      ],
    ],
    [
      "refuses a late reading beside one that is held, and hands a calm one over",
      [
        [0, 0, rowAsJournalled],
        [2, 0.9, []],
        [1, 0.5, []],
        [1.5, 0.02, [0.02]],
        [3, 0.9, [0.9, 0.9]],
      ],
    ],
  ])("%s", (_name, rows) => {
    expect(hand(rows)).toEqual(rows);
  });

  it("passes a gauge that is not at the gate, and gives no flags to what is plain", () => {
    const gate = new QualityGate([boundGauge(0)]);
    expect(gate.check(observationOf({ gauge: 9, observedAt: start, value: 5 }))).toBe(rowAsJournalled);
    hand([[0, 0.1, rowAsJournalled]], gate);
    expect([gate.takeFlagChanges(), gate.drainChanges()]).toEqual([[], []]);
  });

  it("gives the flag of what it refused, and forgets a note once it has handed it over", () => {
    const gate = new QualityGate([boundGauge(0)]);
    hand(
      [
        [0, 0, rowAsJournalled],
        [1, 0.9, []],
        [2, 0, rowAsJournalled],
      ],
      gate,
    );
    const observedAt = start + minuteMs;
    expect(gate.takeFlagChanges().at(-1)).toMatchObject({ gauge: 0 as GaugeKey, observedAt, flag: 4 });
    expect(gate.drainChanges().map(({ step, key }) => `${step} ${key}`)).toEqual(["quality g0"]);
    expect([gate.takeFlagChanges(), gate.drainChanges()]).toEqual([[], []]);
  });

  it("gives its gauges up by name when they are no longer checked", async () => {
    const gate = new QualityGate([boundGauge(0)]);
    hand(
      [
        [0, 0, rowAsJournalled],
        [1, 0.9, []],
      ],
      gate,
    );
    const without = new QualityGate([]);
    const saved = new Map(gate.snapshot().map(({ key, state }) => [key, state]));
    await without.restore(saved, { recent: async () => [] }, { row: 2, entry: 0 });
    expect(without.drainChanges()).toEqual([{ step: "quality", key: "g0", state: null }]);
  });
});
