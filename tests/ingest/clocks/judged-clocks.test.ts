import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, hourMs, minuteMs, secondMs } from "../../../domain/clock.ts";
import { seeded } from "../../support/seeded.ts";
import { missing } from "../../support/shared.ts";
import { now } from "../support.ts";
import { intervalMs, judge, type Publish, recordedStorm } from "./judged-world.ts";

const storm = recordedStorm();
if (storm === null) missing("the recorded floods of Dead Run");

/** What a device's clock says at a moment of ours. */
type DeviceClock = (at: number) => number;

interface Trial {
  readonly name: string;
  readonly clock: DeviceClock;
}

const whenMs = (count: number) => fc.integer({ min: 4, max: count - 6 }).map((index) => now + index * intervalMs);
const offset = fc.oneof(
  fc.integer({ min: 20 * minuteMs, max: 14 * hourMs }),
  fc.constantFrom(hourMs, 8 * hourMs, 5.5 * hourMs, 40 * dayMs, 1_024 * 7 * dayMs),
);
const eitherWay = fc.tuple(offset, fc.constantFrom(1, -1)).map(([ms, sign]) => ms * sign);

/** Up to a minute, or about as long: with a clock of whole minutes seldom beyond its first. */
const wakeSeconds = fc.oneof(fc.nat(60), fc.integer({ min: 55, max: 75 }));

/** Every kind of clock a device may have, as wrong as any. */
function clocks(count: number): fc.Arbitrary<Trial> {
  return fc.oneof(
    eitherWay.map((ms) => ({ name: `off by ${ms} ms`, clock: (at: number) => at + ms })),
    fc.integer({ min: 0, max: hourMs }).map((agoMs) => ({ name: "stands still", clock: () => now - agoMs + 7 })),
    fc
      .tuple(fc.constantFrom(5_000, Date.UTC(1980, 0, 6), Date.UTC(2000, 0, 1), now - 200 * dayMs), whenMs(count))
      .map(([from, rebootAt]) => ({
        name: `begins at ${from} again after ${(rebootAt - now) / intervalMs} intervals`,
        clock: (at: number) => from + at - (at >= rebootAt ? rebootAt : now),
      })),
    fc.tuple(eitherWay, whenMs(count)).map(([ms, jumpAt]) => ({
      name: `jumps by ${ms} ms`,
      clock: (at: number) => (at >= jumpAt ? at + ms : at),
    })),
    fc.tuple(eitherWay, whenMs(count)).map(([ms, setAt]) => ({
      name: `off by ${ms} ms and set right`,
      clock: (at: number) => (at >= setAt ? at : at + ms),
    })),
    fc.tuple(eitherWay, fc.array(fc.boolean(), { minLength: 2, maxLength: 24 })).map(([ms, turns]) => ({
      name: `off by ${ms} ms by turns, ${turns.map(Number).join("")}`,
      clock: byTurns(ms, turns),
      losesAtRestart: true,
    })),
    fc
      .tuple(fc.constantFrom(5_000, Date.UTC(2000, 0, 1), now - 60 * dayMs, now - 9 * hourMs), wakeSeconds, fc.nat(99))
      .map(([from, mostSeconds, seed]) => ({
        name: `begins at ${from} with every wake, later by up to ${mostSeconds} s`,
        clock: (at: number) => from + wakeMs(at, mostSeconds, seed),
      })),
    fc.tuple(fc.constantFrom(0.01, 0.05, 0.09), whenMs(count)).map(([rate, setAt]) => ({
      name: `counts while awake, ${rate} of the time`,
      clock: (at: number) => (at < setAt ? now + (at - now) * rate : at),
    })),
    fc.tuple(fc.constantFrom(0.5, 2, 0.3, 0.75, 1.5, 3, 5, 12, 60), whenMs(count)).map(([rate, setAt]) => ({
      name: `at ${rate} of our pace`,
      clock: (at: number) => (at < setAt ? now + (at - now) * rate : at),
    })),
    fc.integer({ min: -20_000, max: 20_000 }).map((ppm) => ({
      name: `drifts by ${ppm} ppm`,
      clock: (at: number) => at + ((at - now) * ppm) / 1e6,
    })),
  );
}

/** Begins at the same whole minute with every wake, but for one. */
const movedOnOnce: Trial = {
  name: "stands still, and a minute later once",
  clock: (at) => now - 9 * hourMs + (at === now + 18 * intervalMs ? minuteMs : 0),
};

/** How long after its wake at a moment of ours a device takes a reading, ms: another time with each. */
function wakeMs(at: number, mostSeconds: number, seed: number): number {
  return 4_000 + Math.floor(seeded(seed + Math.round((at - now) / intervalMs))() * mostSeconds * secondMs);
}

/** Right, and off by so much, one and another. */
function byTurns(ms: number, turns: readonly boolean[]): DeviceClock {
  return (at) => at + (turns[Math.abs(Math.round((at - now) / intervalMs)) % turns.length] === true ? ms : 0);
}

function sentBy(clock: DeviceClock, depths: readonly number[], way: Way): readonly Publish[] {
  const { resolutionMs, delaysMs } = way;
  return depths.map((depth, index) => {
    const takenAt = now + index * intervalMs;
    const said = Math.floor(clock(takenAt) / resolutionMs) * resolutionMs;
    return { at: takenAt + (delaysMs[index % delaysMs.length] as number), readings: [[said, depth]] };
  });
}

/** How a reading is dated and how long it is under way. */
interface Way {
  readonly resolutionMs: number;
  readonly delaysMs: readonly number[];
}

const ways = fc.record({
  resolutionMs: fc.constantFrom(1, secondMs, minuteMs),
  delaysMs: fc.array(fc.integer({ min: 0, max: 5 * secondMs }), { minLength: 1, maxLength: 9 }),
});

describe.skipIf(storm === null)("on a recorded storm", () => {
  const depths = storm ?? [];

  test("any clock raises the levels that a true clock raises, live, and no later than a reading after it", async () => {
    const restarts = fc.uniqueArray(fc.nat(depths.length), { maxLength: 2 });
    const trial = fc.tuple(clocks(depths.length), ways, restarts);
    await fc.assert(
      fc.asyncProperty(trial, async ([{ clock }, way, restartsBefore]) => {
        const truth = await judge(sentBy((at) => at, depths, way));
        const { ranks } = await judge(sentBy(clock, depths, way), new Set(restartsBefore));
        for (const [index, rank] of ranks.entries()) {
          // Between the two readings that show another clock a restart costs the first of them, where it was kept far back.
          const before = restartsBefore.includes(index) ? 2 : 1;
          const around = truth.ranks.slice(Math.max(0, index - before), index + 2);
          const [least, most] = [Math.min(...around), Math.max(...around)];
          if (rank < least || rank > most) throw new Error(`reading ${index}: ${rank}, wanted ${least} to ${most}`);
        }
      }),
      { numRuns: 150, examples: [[[movedOnOnce, { resolutionMs: minuteMs, delaysMs: [0] }, []]]] },
    );
  });

  test("a backlog of any shape raises nothing as of now, and costs what is live nothing", async () => {
    await fc.assert(
      fc.asyncProperty(
        backlogs,
        async ({ offsetMs, turnsMs, order, perMessage, stepMs, beforeCount, restartsBefore }) => {
          const turns = byTurns(turnsMs, [false, true]);
          const clock: DeviceClock = (at) => turns(at) + offsetMs;
          const dry = (at: number): Publish => ({ at, readings: [[clock(at), 0]] });
          const before = Array.from({ length: beforeCount }, (_, index) =>
            dry(now - (beforeCount - index) * intervalMs),
          );
          // Over for two hours when it is sent.
          const floodFrom = now - 2 * hourMs - depths.length * intervalMs;
          const readings = depths.map((depth, index): readonly [number, number] => [
            clock(floodFrom + index * intervalMs),
            depth,
          ]);
          const drained = drainedIn(orderOf(readings, order), perMessage).map((each, index) => ({
            at: now + 1 + index * stepMs,
            readings: each,
          }));
          const lastAt = drained.at(-1)?.at ?? now;
          const during = Math.ceil((lastAt - now) / intervalMs) + 3;
          const live = Array.from({ length: during }, (_, index) => dry(now + index * intervalMs));
          const publishes = [...before, ...live, ...drained].sort((a, b) => a.at - b.at);
          const judged = await judge(publishes, new Set(restartsBefore));
          expect(judged.live).toEqual([]);
          expect(judged.ranks.at(-1)).toBe(0);
        },
      ),
      { numRuns: 150, examples: [[beforeItsSecondClockCameBack]] },
    );
  });

  test.each<[string, (takenAt: number, index: number) => number]>([
    ["all of one moment, of a clock that was never set", () => 0],
    ["all of one moment, as of when it was sent", () => now],
    ["half of it by a clock 40 days ahead that was then set", (at, index) => (index < 60 ? at + 40 * dayMs : at)],
    ["half of it by a clock 8 h ahead that was then set", (at, index) => (index < 60 ? at + 8 * hourMs : at)],
  ])("a backlog in one message raises nothing as of now: %s", async (_what, clock) => {
    for (const beforeCount of [0, 6]) {
      const dry = Array.from({ length: beforeCount }, (_, index): Publish => {
        const at = now - (beforeCount - index) * intervalMs;
        return { at, readings: [[at, 0]] };
      });
      const taken = [...depths, ...Array<number>(48).fill(0)];
      const backlog = taken.map((depth, index): readonly [number, number] => {
        const takenAt = now - (taken.length - 1 - index) * intervalMs;
        return [clock(takenAt, index), depth];
      });
      expect((await judge([...dry, { at: now + 1, readings: backlog }])).live).toEqual([]);
    }
  });

  test("a backlog in seconds raises nothing as of now, however old; a clock that says them does, once it goes on", async () => {
    const backlog = fc.record({
      ageDays: fc.integer({ min: 2, max: 365 }),
      perMessage: fc.constantFrom(1, 5, 1_000),
      stepMs: fc.integer({ min: 1, max: 0.2 * intervalMs }),
      isAfterOutage: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(backlog, async ({ ageDays, perMessage, stepMs, isAfterOutage }) => {
        const offsetMs = ageDays * dayMs;
        const seconds = (at: number): number => Math.floor((at - offsetMs) / secondMs);
        const readings = depths.map((depth, index) => [seconds(now + index * intervalMs), depth] as const);
        const before = isAfterOutage ? [{ at: now - hourMs, readings: [[now - hourMs, 0]] as const }] : [];
        const drained = drainedIn(readings, perMessage).map((each, index) => ({
          at: now + index * stepMs,
          readings: each,
        }));
        expect((await judge([...before, ...drained])).live).toEqual([]);
        const live = await judge(readings.map((each, index) => ({ at: now + index * intervalMs, readings: [each] })));
        expect(Math.max(...live.ranks)).toBe(4);
      }),
      { numRuns: 60 },
    );
  });
});

/** The device had said each of its two clocks, and had not come back to one, when the backlog began. */
const beforeItsSecondClockCameBack = {
  ...{ offsetMs: -hourMs, turnsMs: 8 * hourMs, order: "newest first", perMessage: 7, stepMs: 30 * secondMs },
  ...{ beforeCount: 8, restartsBefore: [] as number[] },
};

const backlogs = fc
  .record({
    offsetMs: fc.constantFrom(0, 0, -hourMs, -8 * hourMs, 8 * hourMs, -2_000 * dayMs),
    /** Further ahead by so much, each second reading. */
    turnsMs: fc.constantFrom(0, 0, 0, 8 * hourMs, -8 * hourMs, 5.5 * hourMs, hourMs),
    order: fc.constantFrom("oldest first", "newest first", "mixed"),
    perMessage: fc.constantFrom(1, 1, 2, 7, 1_000),
    /** From as fast as can be to nearly the pace at which it was measured, and just that beside what is live. */
    stepMs: fc.oneof(
      fc.constant(intervalMs),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 200, max: 0.8 * intervalMs }),
    ),
    /** Live readings before it; what has a wrong clock was heard long enough to know it. */
    beforeCount: fc.nat(8),
    restartsBefore: fc.uniqueArray(fc.nat(130), { maxLength: 2 }),
  })
  .filter(
    ({ offsetMs, turnsMs, beforeCount, stepMs, restartsBefore }) =>
      (offsetMs === 0 || beforeCount >= 2) &&
      (turnsMs === 0 || (beforeCount >= 6 && stepMs < intervalMs && restartsBefore.length === 0)),
  );

function orderOf<T>(readings: readonly T[], order: string): readonly T[] {
  if (order === "oldest first") return readings;
  if (order === "newest first") return readings.toReversed();
  return readings.map((_, index) => readings[(index * 37) % readings.length] as T);
}

function drainedIn<T>(readings: readonly T[], perMessage: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(readings.length / perMessage) }, (_, index) =>
    readings.slice(index * perMessage, (index + 1) * perMessage),
  );
}
