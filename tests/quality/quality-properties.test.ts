import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import { boundGauge, type GateInput, riverConfig, roadConfig, runGate } from "../support/worlds/quality-world.ts";
import { observationOf } from "../support/worlds/rules-world.ts";

/** Two roads side by side and a rain gauge near both. */
const [left, right, rain] = [0, 1, 2] as GaugeKey[] as [GaugeKey, GaugeKey, GaugeKey];
const bound = [
  boundGauge(left, { alike: [right], rain: [rain] }),
  boundGauge(right, { alike: [left], rain: [rain] }),
  boundGauge(rain, { config: null }),
];

const reading = fc.record({
  gauge: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(left, right) }, fc.constant(rain)),
  afterS: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 60 }) }, fc.integer({ min: 61, max: 9000 })),
  lateS: fc.oneof({ weight: 7, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 600 })),
  level: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0, 0.3) },
    { weight: 2, arbitrary: fc.constantFrom(0.04, 0.1, 0.6, 0.62, 2, -3) },
  ),
  isTicked: fc.boolean(),
});

/** Readings as the journal has them; no gauge twice at one time. */
const inputsArbitrary = fc.array(reading, { minLength: 1, maxLength: 60 }).map((readings): readonly GateInput[] => {
  const moments: GateInput[] = [];
  const seen = new Set<string>();
  let now = 1_000_000_000;
  for (const { gauge, afterS, lateS, level, isTicked } of readings) {
    if (isTicked) moments.push({ kind: "clock", to: now + Math.floor((afterS * secondMs) / 2) });
    now += afterS * secondMs;
    const observedAt = now - lateS * secondMs;
    if (seen.has(`${gauge} ${observedAt}`)) continue;
    seen.add(`${gauge} ${observedAt}`);
    const value = gauge === rain ? Math.max(0, level) * 3 : level;
    const times = { observedAt, receivedAt: now, deviceTime: null, seq: null };
    moments.push({ kind: "row", row: { gauge, value, flag: 1, checks: 0, journalSeq: moments.length + 1, ...times } });
  }
  return moments;
});

const graceMs = roadConfig.holdMs - minuteMs;

describe("a quality gate", () => {
  it("is the same after a restart anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(
        inputsArbitrary,
        fc.array(fc.nat({ max: 80 }), { minLength: 1, maxLength: 6 }),
        async (moments, restarts) => {
          const whole = await runGate(bound, moments);
          expect(await runGate(bound, moments, new Set(restarts))).toEqual(whole);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a road", roadConfig, 0.4],
    ["a river", riverConfig, -0.2],
  ] as const)("is the same about the flat lines of %s after a restart anywhere", async (_name, config, value) => {
    const moved = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.constant(0.0004), fc.constant(0.03));
    const stretch = fc.record({
      moved,
      readings: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 500 })),
    });
    const momentsOf = (values: readonly number[]): readonly GateInput[] =>
      values.map((each, index) => {
        const observedAt = 1_000_000_000 + index * config.intervalMs;
        return { kind: "row", row: observationOf({ observedAt, value: each, journalSeq: index + 1 }) };
      });
    const still = fc
      .array(stretch, { minLength: 1, maxLength: 4 })
      .map((stretches) =>
        momentsOf(stretches.flatMap((each) => Array.from({ length: each.readings }, () => value + each.moved))),
      );
    const one = [boundGauge(0, { config })];
    // A slot that moved before what is read back, and stood still after: no line may begin in it.
    const stoodStillLate = momentsOf([...Array(10).fill(value + 0.03), ...Array(500).fill(value)]);
    let flagged = 0;
    await fc.assert(
      fc.asyncProperty(still, fc.array(fc.nat({ max: 600 }), { maxLength: 12 }), async (moments, restarts) => {
        const whole = await runGate(one, moments);
        flagged += whole.flags.size;
        expect(await runGate(one, moments, new Set(restarts))).toEqual(whole);
      }),
      { numRuns: 100, examples: [[stoodStillLate, [100]]] },
    );
    expect(flagged).toBeGreaterThan(0);
  });

  it("would not be without its notes (control)", async () => {
    const restarts = new Set([...Array(60).keys()]);
    const isSame = fc.asyncProperty(inputsArbitrary, async (moments) => {
      const whole = await runGate(bound, moments);
      expect(await runGate(bound, moments, restarts, false)).toEqual(whole);
    });
    expect((await fc.check(isSame, { numRuns: 200 })).failed).toBe(true);
  });

  it("is the same however often the clock is looked at", async () => {
    await fc.assert(
      fc.asyncProperty(inputsArbitrary, async (moments) => {
        const rows = moments.filter((moment) => moment.kind === "row");
        const end: GateInput = { kind: "clock", to: 9_000_000_000_000 };
        const ticked = await runGate(bound, [...moments, end]);
        expect(await runGate(bound, [...rows, end])).toEqual(ticked);
      }),
      { numRuns: 500 },
    );
  });

  it("is causal: what it handed over never depends on what comes after", async () => {
    await fc.assert(
      fc.asyncProperty(inputsArbitrary, fc.nat({ max: 60 }), async (moments, length) => {
        const { handed: whole } = await runGate(bound, moments);
        const { handed: begun } = await runGate(bound, moments.slice(0, length));
        expect(whole.slice(0, begun.length)).toEqual(begun);
      }),
      { numRuns: 500 },
    );
  });

  it("hands every observation over once or refuses it, within an interval and its grace; refused means flag 4", async () => {
    await fc.assert(
      fc.asyncProperty(inputsArbitrary, async (moments) => {
        const { handed, flags } = await runGate(bound, [...moments, { kind: "clock", to: 9_000_000_000_000 }]);
        const handedAt = new Map<string, number>();
        for (const each of handed) {
          expect(handedAt.has(`${each.gauge} ${each.observedAt}`)).toBe(false);
          handedAt.set(`${each.gauge} ${each.observedAt}`, each.handedAt);
        }
        for (const moment of moments) {
          if (moment.kind !== "row") continue;
          const { gauge, observedAt, receivedAt } = moment.row;
          const name = `${gauge} ${observedAt}`;
          const isRefused = flags.get(name)?.startsWith("4") === true;
          expect(handedAt.has(name)).toBe(!isRefused);
          if (!isRefused) expect((handedAt.get(name) as number) - receivedAt).toBeLessThanOrEqual(minuteMs + graceMs);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
