import { describe, expect, it } from "vitest";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import { checksIn } from "../../domain/observations/quality.ts";
import { initialQualityState, type QualityState } from "../../quality/quality-state.ts";
import { noNeighbours, type QualityContext, releaseDoubt, stepQuality } from "../../quality/step-quality.ts";
import { riverConfig, roadConfig } from "../support/worlds/quality-world.ts";

type Row = readonly [minute: number, value: number, became: string];

/** Checks readings one by one; says of each what was decided, and of earlier ones by `value: what`. */
function checkAll(
  rows: readonly Row[],
  config = roadConfig,
  context: QualityContext = noNeighbours,
): { readonly checked: readonly Row[]; readonly state: QualityState } {
  let state: QualityState = initialQualityState;
  const checked = rows.map(([minute, value]): Row => {
    const at = minute * minuteMs;
    const step = stepQuality(config, state, { at, value, flag: 1, checks: 0, receivedAt: at }, context);
    state = step.state;
    const words = (what: string, flag: number, checks: number): string => [what, flag, ...checksIn(checks)].join(" ");
    const earlier = step.earlier.map((each) => `${each.value}: ${words(each.decision, each.flag, each.checks)}; `);
    const why = step.trust === null ? "" : `, ${step.trust.by}`;
    return [minute, value, `${earlier.join("")}${words(step.decision, step.flag, step.checks)}${why}`];
  });
  return { checked, state };
}

const rainy: QualityContext = { support: (direction) => (direction > 0 ? { by: "rain", mm: 12 } : null) };

describe("stepQuality()", () => {
  it.each<[string, readonly Row[]]>([
    [
      "passes a quiet gauge",
      [
        [0, 0.02, "judge 1"],
        [1, 0.03, "judge 1"],
        [2, 0.02, "judge 1"],
      ],
    ],
    [
      "holds a sudden rise and refuses it when the next reading is back",
      [
        [0, 0.02, "judge 1"],
        [1, 0.9, "hold 3 rateOfChange spike"],
        [2, 0.03, "0.9: refuse 4 rateOfChange spike; judge 1"],
      ],
    ],
    [
      "holds a sudden rise and believes it when the next reading goes on, which it believes at once",
      [
        [0, 0.02, "judge 1"],
        [1, 0.2, "hold 3 rateOfChange spike"],
        [2, 0.4, "0.2: judge 1 rateOfChange; judge 1"],
      ],
    ],
    [
      "suspects a new plateau but has it judged, until the water moves",
      [
        [0, 0.02, "judge 1"],
        [1, 0.5, "hold 3 rateOfChange spike"],
        [2, 0.51, "0.5: judge 3 rateOfChange jump; judge 3 jump"],
        [3, 0.5, "judge 3 jump"],
        [4, 0.7, "hold 3 rateOfChange spike"],
        [5, 0.85, "0.7: judge 1 rateOfChange; judge 1"],
      ],
    ],
    [
      "lets water come back from a plateau at once",
      [
        [0, 0.5, "judge 1"],
        [1, 0, "hold 3 rateOfChange spike"],
        [2, 0.01, "0: judge 3 rateOfChange jump; judge 3 jump"],
        [3, 0.52, "judge 1"],
      ],
    ],
    [
      "does not hold a rise that goes on as fast as it came",
      [
        [0, 0.02, "judge 1"],
        [1, 0.07, "judge 1"],
        [2, 0.2, "judge 1"],
        [3, 0.4, "judge 1"],
      ],
    ],
    [
      "refuses each of two spikes in a row to either side",
      [
        [0, 1, "judge 1"],
        [1, 5, "hold 3 rateOfChange spike"],
        [2, -4, "5: refuse 4 rateOfChange spike; hold 3 rateOfChange spike"],
        [3, 1.01, "-4: refuse 4 rateOfChange spike; judge 1"],
      ],
    ],
    [
      "flags a spike too small to wait for, once it is over",
      [
        [0, 0.3, "judge 1"],
        [1, 0.355, "judge 1"],
        [2, 0.3, "0.355: amend 3 spike; judge 1"],
      ],
    ],
    [
      "says nothing of a step after so long that the last reading says nothing",
      [
        [0, 0.02, "judge 1"],
        [400, 2, "judge 1"],
      ],
    ],
    [
      "holds what came after a shorter gap only when it is further than water strays in that time",
      [
        [0, 0.02, "judge 1"],
        [25, 0.7, "judge 1"],
        [50, 2, "hold 3 spike"],
      ],
    ],
  ])("%s", (_name, rows) => {
    expect(checkAll(rows).checked).toEqual(rows);
  });

  it("believes a rise at once when it rains nearby, never a fall, and nothing too fast for water", () => {
    const rise: readonly Row[] = [
      [0, 0.02, "judge 1"],
      [1, 0.12, "judge 1 rateOfChange, rain"],
    ];
    expect(checkAll(rise, roadConfig, rainy).checked).toEqual(rise);
    const fall: readonly Row[] = [
      [0, 0.12, "judge 1"],
      [1, 0.02, "hold 3 rateOfChange"],
    ];
    expect(checkAll(fall, roadConfig, rainy).checked).toEqual(fall);
    const tooFast: readonly Row[] = [
      [0, 0.02, "judge 1"],
      [1, 0.2, "hold 3 rateOfChange spike"],
    ];
    expect(checkAll(tooFast, roadConfig, rainy).checked).toEqual(tooFast);
  });

  it("suspects a value that has not moved for two hours above zero, and never a dry road", () => {
    const still = (value: number): string[] => {
      const rows = Array.from({ length: 160 }, (_, minute): Row => [minute, value, ""]);
      return checkAll(rows).checked.flatMap(([minute, , became]) =>
        became === "judge 1" ? [] : [`${minute} ${became}`],
      );
    };
    expect(still(0)).toEqual([]);
    const flagged = still(0.4);
    expect(flagged).toHaveLength(40);
    expect(flagged[0]).toBe("120 judge 3 flatLine");
  });

  it("keeps what ingest found beside what it finds", () => {
    const first = stepQuality(
      roadConfig,
      initialQualityState,
      { at: 0, value: 0, flag: 3, checks: 2, receivedAt: 0 },
      noNeighbours,
    );
    expect([first.flag, first.checks]).toEqual([3, 2]);
    const held = stepQuality(
      roadConfig,
      first.state,
      { at: minuteMs, value: 1, flag: 1, checks: 4, receivedAt: 0 },
      noNeighbours,
    );
    expect(checksIn(held.checks)).toEqual(["untimed", "rateOfChange", "spike"]);
  });
});

describe("release()", () => {
  const held = checkAll([
    [0, 0.02, ""],
    [1, 0.9, ""],
  ]).state;

  it("holds for an interval and a short grace for a packet on its way", () => {
    expect(held.doubt?.dueAt).toBe(2 * minuteMs + 6 * secondMs);
    expect(
      checkAll(
        [
          [0, 1, ""],
          [5, 2, ""],
        ],
        riverConfig,
      ).state.doubt?.dueAt,
    ).toBe(10 * minuteMs + 15 * secondMs);
  });

  it("has a rise judged when its time is up, suspect, and takes it for a spike all the same when it goes back", () => {
    const { state, decisions } = releaseDoubt(roadConfig, held, null);
    expect(decisions).toMatchObject([{ value: 0.9, decision: "judge", flag: 3, trust: { by: "time" } }]);
    expect(releaseDoubt(roadConfig, state, null)).toEqual({ state, decisions: [] });
    const at = 3 * minuteMs;
    const next = stepQuality(roadConfig, state, { at, value: 0.02, flag: 1, checks: 0, receivedAt: at }, noNeighbours);
    expect(next.decision).toBe("judge");
    expect(next.earlier).toMatchObject([{ value: 0.9, decision: "amend", flag: 3 }]);
  });

  it("never has a fall judged on time alone, and still believes the next reading down there", () => {
    const fallen = checkAll([
      [0, 0.9, ""],
      [1, 0.02, ""],
    ]).state;
    const { state, decisions } = releaseDoubt(roadConfig, fallen, null);
    expect(decisions).toMatchObject([{ value: 0.02, decision: "refuse", flag: 4 }]);
    const at = 3 * minuteMs;
    const next = stepQuality(roadConfig, state, { at, value: 0.03, flag: 1, checks: 0, receivedAt: at }, noNeighbours);
    expect(next).toMatchObject({ decision: "judge", trust: { by: "next-reading" }, earlier: [] });
  });
});
