import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeKey } from "../../../domain/ids.ts";
import { checksIn } from "../../../domain/observations/quality.ts";
import { type CountedTotal, Counter } from "../../../ingest/counters/counter.ts";

const limits = { wrapsAt: null, mostAtOnce: 20, errorAtRest: 0.1, intervalMs: minuteMs };

type Row = readonly [minute: number, total: number];

/** What each total adds: amount, failed checks, and into how many shares it is spread. */
function gainsOf(rows: readonly Row[], changes: Partial<typeof limits> | { wrapsAt: number } = {}) {
  const counter = new Counter(2 as GaugeKey, { ...limits, ...changes }, false);
  return rows.map(([minute, total]) => {
    const { gain } = counter.count(minute * minuteMs, total);
    if (gain === null) return null;
    return [gain.isPossible ? gain.amount : "impossible", checksIn(gain.checks).join(), gain.parts] as const;
  });
}

describe("stepCounter()", () => {
  it("gives what was counted since the total before; a total that stands still is no rain", () => {
    expect(
      gainsOf([
        [0, 812.4],
        [1, 812.6],
        [2, 812.6],
        [3, 814],
      ]),
    ).toEqual([
      [0, "counterReset", 1],
      [0.2, "", 1],
      [0, "", 1],
      [1.4, "", 1],
    ]);
  });

  it("adds nothing for a total that comes again or late, and counts two of one moment", () => {
    expect(
      gainsOf([
        [0, 5],
        [2, 6],
        [2, 6],
        [1, 5.5],
        [2, 7],
        [2, 6],
      ]).slice(2),
    ).toEqual([null, null, [1, "", 1], null]);
  });

  it("goes on over a wrap, and flags a total that was set back", () => {
    expect(
      gainsOf(
        [
          [0, 995],
          [1, 3],
        ],
        { wrapsAt: 1000 },
      )[1],
    ).toEqual([8, "", 1]);
    expect(
      gainsOf(
        [
          [0, 300],
          [1, 3],
        ],
        { wrapsAt: 1000 },
      )[1],
    ).toEqual([3, "counterReset", 1]);
    expect(
      gainsOf([
        [0, 300],
        [1, 0],
        [2, 0.4],
      ]),
    ).toMatchObject([{}, [0, "counterReset", 1], [0.4, "", 1]]);
    // Another counter's count, and no rain.
    expect(
      gainsOf([
        [0, 300],
        [1, 250],
        [2, 250.2],
      ]),
    ).toMatchObject([{}, [0, "counterReset", 1], [0.2, "", 1]]);
  });

  it("believes no more than can be counted, and goes on from the new total", () => {
    expect(
      gainsOf([
        [0, 3],
        [1, 812],
        [2, 812.2],
      ]).slice(1),
    ).toEqual([
      ["impossible", "counterReset", 1],
      [0.2, "", 1],
    ]);
  });

  it.each([
    ["low", 0],
    ["high", 4000],
  ])("takes one total that is far too %s for what it is", (_name, wrong) => {
    const gains = gainsOf([
      [0, 15.4],
      [1, 15.6],
      [2, wrong],
      [3, 15.8],
      [4, 15.8],
    ]);
    expect(gains.slice(3)).toEqual([
      [0.2, "counterReset", 1],
      [0, "", 1],
    ]);
  });

  it("takes a total that sinks by noise and comes back for one that stands still", () => {
    const gains = gainsOf([
      [0, 15.6],
      [1, 15.55],
      [2, 15.6],
      [3, 15.52],
      [4, 15.7],
    ]);
    expect(gains.slice(1).map((gain) => gain?.[0])).toEqual([0, 0, 0, 0.1]);
  });

  it("spreads what was counted over a gap, twelve shares at most; a dry gap is one reading", () => {
    expect(
      gainsOf([
        [0, 10],
        [5, 15],
        [365, 75],
        [725, 75],
      ]).slice(1),
    ).toEqual([
      [5, "spreadOverGap", 5],
      [60, "spreadOverGap", 12],
      [0, "", 1],
    ]);
  });
});

describe("Counter.takeBack()", () => {
  it("adds up to the truth whatever was lost, came again or came late", () => {
    const step = fc.record({
      tips: fc.integer({ min: 0, max: 20 }),
      minutes: fc.integer({ min: 1, max: 5 }),
      fate: fc.constantFrom("kept", "kept", "kept", "again", "lost", "lost with what came after", "late"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const counter = new Counter(2 as GaugeKey, limits, false);
        let [at, total, sum] = [0, 100, 0];
        counter.count(at, total);
        const take = (when: number, value: number): CountedTotal | null => {
          const { gain, counted } = counter.count(when, value);
          sum += gain?.amount ?? 0;
          return counted;
        };
        const takeBack = (counted: CountedTotal | null, gained: number): void => {
          if (counted === null) return;
          counter.takeBack(counted);
          sum -= gained;
        };
        for (const { tips, minutes, fate } of steps) {
          at += minutes * minuteMs;
          total = Math.round((total + tips * 0.2) * 10) / 10;
          const before = sum;
          const counted = take(at, total);
          const gained = sum - before;
          if (fate === "again") take(at, total);
          if (fate === "late") take(at - 30_000, total - 0.1);
          if (fate === "lost") {
            takeBack(counted, gained);
            take(at, total);
          }
          if (fate === "lost with what came after") {
            take(at + 20_000, total);
            takeBack(counted, gained);
            take(at, total);
          }
        }
        take(at + minuteMs, total);
        expect(sum).toBeCloseTo(total - 100, 6);
      }),
    );
  });
});
