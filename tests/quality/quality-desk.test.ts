import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import { asItIs, QualityDesk } from "../../quality/quality-desk.ts";
import { boundGauge } from "../support/quality-world.ts";
import { observationOf } from "../support/rules-world.ts";

const start = 1_000_000_000;

type Row = readonly [minute: number, value: number, handed: readonly number[] | typeof asItIs];

/** Gives rows to a desk; of each, which values it hands over: `asItIs` for itself alone. */
function hand(rows: readonly Row[], desk = new QualityDesk([boundGauge(0)])): readonly Row[] {
  return rows.map(([minute, value]): Row => {
    const judge = desk.take(observationOf({ observedAt: start + minute * minuteMs, value }));
    return [minute, value, judge === asItIs ? asItIs : judge.map((each) => each.value)];
  });
}

describe("QualityDesk.take()", () => {
  it.each<[string, readonly Row[]]>([
    [
      "hands what was held over before what bears it out",
      [
        [0, 0, asItIs],
        [1, 0.3, []],
        [2, 0.35, [0.3, 0.35]],
      ],
    ],
    [
      "hands a late reading over as it is where it fits in, and refuses one that stands out there",
      [
        [0, 0, asItIs],
        [1, 0.02, asItIs],
        [2, 0.04, asItIs],
        [1.5, 0.03, asItIs],
        [0.5, 0.4, []],
        [-5, 0.4, asItIs],
      ],
    ],
    [
      "refuses a late reading beside one that is held, and hands a calm one over",
      [
        [0, 0, asItIs],
        [2, 0.9, []],
        [1, 0.5, []],
        [1.5, 0.02, [0.02]],
        [3, 0.9, [0.9, 0.9]],
      ],
    ],
  ])("%s", (_name, rows) => {
    expect(hand(rows)).toEqual(rows);
  });

  it("passes a gauge that is not at the desk, and gives no flags to what is plain", () => {
    const desk = new QualityDesk([boundGauge(0)]);
    expect(desk.take(observationOf({ gauge: 9, observedAt: start, value: 5 }))).toBe(asItIs);
    hand([[0, 0.1, asItIs]], desk);
    expect([desk.takeVerdicts(), desk.takeChanged()]).toEqual([[], []]);
  });

  it("gives the flag of what it refused, and forgets a note once it has handed it over", () => {
    const desk = new QualityDesk([boundGauge(0)]);
    hand(
      [
        [0, 0, asItIs],
        [1, 0.9, []],
        [2, 0, asItIs],
      ],
      desk,
    );
    const observedAt = start + minuteMs;
    expect(desk.takeVerdicts().at(-1)).toMatchObject({ gauge: 0 as GaugeKey, observedAt, flag: 4 });
    expect(desk.takeChanged().map(({ alarmKey }) => alarmKey)).toEqual(["quality-check|g0"]);
    expect([desk.takeVerdicts(), desk.takeChanged()]).toEqual([[], []]);
  });

  it("gives its gauges up by name when they are no longer checked", async () => {
    const desk = new QualityDesk([boundGauge(0)]);
    hand(
      [
        [0, 0, asItIs],
        [1, 0.9, []],
      ],
      desk,
    );
    const without = new QualityDesk([]);
    expect(await without.restore(desk.present(), { recent: async () => [] }, 2)).toEqual(["quality-check|g0"]);
  });
});
