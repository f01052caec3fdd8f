import fc from "fast-check";
import { expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeKey } from "../../../domain/ids.ts";
import { Counter } from "../../../ingest/counters/counter.ts";

const tipMm = 0.2;
const mostTips = 100;
/** Tips at which the counter wraps, where it does. */
const wrapsAt = 5_000;
/** More tips than can be counted in an interval: nothing that shows so many less was counted up from 0. */
const manyTips = 3 * mostTips;

/** How totals travel, which must change nothing. */
type Travel = "as sent" | "again" | "late" | "lost";
/** What befalls the counter once in a storm. */
type Fault = "none" | "set to 0" | "zeros" | "too high" | "wrap";

interface Minute {
  readonly tips: number;
  readonly travel: Travel;
}

interface Storm {
  readonly minutes: readonly Minute[];
  readonly fault: Fault;
  /** Minute at which it befalls it, how many totals are wrong, and the bit that is. */
  readonly at: number;
  readonly wrong: number;
  readonly bit: number;
  /** Tips counted before the storm. */
  readonly start: number;
}

const ranges = {
  minutes: fc.array(
    fc.record({
      // A storm tips as often as it can, or hardly; it rises and falls at random.
      tips: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: mostTips })),
      travel: fc.constantFrom<Travel>("as sent", "as sent", "as sent", "again", "late", "lost"),
    }),
    { minLength: 24, maxLength: 48 },
  ),
  fault: fc.constantFrom<Fault>("none", "set to 0", "zeros", "too high", "wrap"),
  at: fc.integer({ min: 4, max: 12 }),
  wrong: fc.integer({ min: 1, max: 6 }),
};

const storms: fc.Arbitrary<Storm> = fc.record({
  ...ranges,
  bit: fc.integer({ min: 10, max: 15 }),
  start: fc.integer({ min: manyTips * 4, max: wrapsAt - 1 }),
});

/** Storms in which what a counter shows after a fault may as well have been counted: it has counted little, or is off by little. */
const doubtfulStorms: fc.Arbitrary<Storm> = fc.record({
  ...ranges,
  bit: fc.integer({ min: 2, max: 6 }),
  start: fc.integer({ min: 0, max: manyTips }),
});

/** What a counter makes of a storm, and what fell: all that it can know of, and what it hid when it was set to 0. */
function counted({ minutes, fault, at, wrong, bit, start }: Storm) {
  const limits = { mostAtOnce: mostTips * tipMm, errorAtRest: 0.1, intervalMs: minuteMs };
  const counter = new Counter(2 as GaugeKey, { ...limits, wrapsAt: fault === "wrap" ? wrapsAt * tipMm : null }, false);
  let [tips, fallen, unseen, hidden, sum] = [start, 0, 0, 0, 0];
  const take = (minute: number, total: number): void => {
    const { gain } = counter.count(minute * minuteMs, Math.round(total * tipMm * 10) / 10);
    if (gain?.isPossible && gain.isKnown) sum += gain.amount;
  };
  take(0, tips);
  for (const [index, { tips: fell, travel }] of minutes.entries()) {
    const minute = index + 1;
    const isWrong = minute >= at && minute < at + wrong;
    fallen += fell;
    unseen += fell;
    tips += fell;
    if (fault === "wrap") tips %= wrapsAt;
    if (fault === "set to 0" && minute === at) [tips, hidden] = [0, unseen];
    const isLost = travel === "lost" && index < minutes.length - 1 && (minute < at || minute > at + 6);
    if (isLost) continue;
    unseen = 0;
    const shown = fault === "zeros" ? 0 : tips + 2 ** bit;
    take(minute, isWrong && (fault === "zeros" || fault === "too high") ? shown : tips);
    if (travel === "again") take(minute, tips);
    if (travel === "late") take(minute - 0.5, Math.max(0, tips - fell));
  }
  return { sum, fallenMm: fallen * tipMm, hiddenMm: hidden * tipMm };
}

it("adds up to what fell whatever befalls the counter once, however its totals travel, but for what it hid", () => {
  fc.assert(
    fc.property(storms, (storm) => {
      const { sum, fallenMm, hiddenMm } = counted(storm);
      expect(sum).toBeLessThanOrEqual(fallenMm + 1e-6);
      if (storm.fault !== "set to 0") expect(sum).toBeCloseTo(fallenMm, 6);
      else expect(sum).toBeGreaterThanOrEqual(fallenMm - hiddenMm - 1e-6);
    }),
    { numRuns: 2_000 },
  );
});

it("counts at most 0.55 % too much and 0.1 % too little over 2,000 storms whose totals do not say what is wrong", () => {
  const found = fc.sample(doubtfulStorms, { numRuns: 2_000, seed: 7 }).map(counted);
  const fallen = found.reduce((all, { fallenMm }) => all + fallenMm, 0);
  const tooMuch = found.reduce((all, { sum, fallenMm }) => all + Math.max(0, sum - fallenMm), 0);
  const tooLittle = found.reduce((all, { sum, fallenMm, hiddenMm }) => all + Math.max(0, fallenMm - hiddenMm - sum), 0);
  expect(tooMuch / fallen).toBeLessThan(0.0055);
  expect(tooLittle / fallen).toBeLessThan(0.001);
});
