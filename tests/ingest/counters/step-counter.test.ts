import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeKey } from "../../../domain/ids.ts";
import type { JournalledObservation } from "../../../domain/observations/observation.ts";
import { checks, checksIn } from "../../../domain/observations/quality.ts";
import { type CountedTotal, Counter } from "../../../ingest/counters/counter.ts";
import { restoreCounters } from "../../../ingest/counters/restore-counters.ts";

const limits = { wrapsAt: null, mostAtOnce: 20, errorAtRest: 0.1, intervalMs: minuteMs };

type Row = readonly [minute: number, total: number];

/** What each total adds: amount, failed checks, and into how many shares it is spread. */
function gainsOf(rows: readonly Row[], changes: Partial<typeof limits> | { wrapsAt: number } = {}) {
  const counter = new Counter(2 as GaugeKey, { ...limits, ...changes }, false);
  return rows.map(([minute, total]) => {
    const { gain } = counter.count(minute * minuteMs, total);
    if (gain === null) return null;
    const amount = gain.isKnown ? gain.amount : "unknown";
    return [gain.isPossible ? amount : "impossible", checksIn(gain.checks).join(), gain.parts] as const;
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
      ["unknown", "counterReset", 1],
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
    ).toMatchObject([{}, ["unknown", "counterReset", 1], [0.2, "", 1]]);
  });

  it.each<[string, readonly number[], readonly unknown[]]>([
    ["to more than half of it, as much as it rained before", [0, 12, 9, 23, 33], [12, 9, 14, 10]],
    ["in light rain before a cloudburst", [0, 1, 3, 2.6, 5, 9], [1, 2, 2.6, 2.4, 4]],
    ["and passes where it was", [0, 20, 35, 5, 25, 40, 55], [20, 15, 5, 20, 15, 15]],
    ["to what it was an hour ago", [40, 43, 45, 41, 46, 51], [3, 2, "unknown", 5, 5]],
    ["to 0 in the rain", [20, 33, 0, 12], [13, "unknown", 12]],
    ["to 0 in dry weather", [33, 33, 0, 0], [0, 0, 0]],
  ])("counts on where the counter is set back %s, and takes for dry only what is", (_name, totals, wanted) => {
    const gains = gainsOf(totals.map((total, minute) => [minute, total]));
    expect(gains.slice(1).map((gain) => gain?.[0])).toEqual(wanted);
    const fallen = totals.findIndex((total, minute) => minute > 0 && total < (totals[minute - 1] ?? 0));
    expect(gains.map((gain) => gain?.[1] !== "")).toEqual(totals.map((_, minute) => minute === 0 || minute === fallen));
  });

  it("goes on from where it was after any short run of wrong totals, in rain and in dry weather", () => {
    const wrong = fc.oneof(
      fc.array(fc.constant(0), { minLength: 1, maxLength: 6 }),
      fc.array(fc.constantFrom(4000, 6553.5), { minLength: 1, maxLength: 6 }),
    );
    const rain = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(rain, wrong, fc.nat(10), rain, (before, run, meanwhile, after) => {
        const tip = 0.2;
        const tips = [5_000];
        const last = () => tips.at(-1) ?? 0;
        for (const each of before) tips.push(last() + each);
        const good = tips.length;
        // It rains on no harder than before, and a tip or two where it was dry.
        tips.push(last() + Math.min(meanwhile, Math.max(2, (before.at(-1) ?? 0) * (run.length + 1))));
        for (const each of after) tips.push(last() + each);
        const totals = tips.map((each) => each * tip);
        const sent = [...totals.slice(0, good), ...run, ...totals.slice(good)];
        const counter = new Counter(2 as GaugeKey, limits, false);
        const gains = sent.map((total, minute) => counter.count(minute * minuteMs, total).gain);
        const sum = gains.reduce((known, gain) => known + (gain?.isPossible ? gain.amount : 0), 0);
        expect(sum).toBeCloseTo((last() - 5_000) * tip, 6);
      }),
    );
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

describe("restoreCounters()", () => {
  it("leaves a restart anywhere without a trace: what comes after it adds the same", async () => {
    const event = fc.oneof(
      { weight: 12, arbitrary: fc.record({ kind: fc.constant("rain"), tips: fc.integer({ min: 0, max: 12 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("set back"), tips: fc.nat(20) }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constantFrom("zeros", "too high"), tips: fc.integer({ min: 1, max: 5 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constantFrom("late", "untimed"), tips: fc.integer({ min: 1, max: 9 }) }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 60 }), fc.nat(), async (events, restart) => {
        const rows: JournalledObservation[] = [];
        let [minute, tips] = [0, 60];
        const send = (sent: number, changes: Partial<JournalledObservation> = {}): void => {
          const times = { observedAt: minute * minuteMs, receivedAt: minute * minuteMs, deviceTime: null, seq: null };
          const row = { ...times, gauge: 2 as GaugeKey, value: sent * 0.2, flag: 1 as const, checks: 0 };
          rows.push({ ...row, ...changes, journalSeq: rows.length + 1 });
        };
        for (const { kind, tips: by } of events) {
          minute++;
          if (kind === "rain") tips += by;
          if (kind === "set back") tips = by;
          if (kind === "zeros" || kind === "too high")
            for (let each = 0; each < by; each++, minute++) send(kind === "zeros" ? 0 : 1e5);
          if (kind === "late") send(tips + by, { observedAt: (minute - by) * minuteMs - 1 });
          if (kind === "untimed") send(tips + by, { checks: checks.untimed | checks.untimedSeries });
          send(tips);
        }
        const at = restart % rows.length;
        const take = (counter: Counter, each: JournalledObservation) =>
          (each.checks & checks.untimedSeries) === 0 ? counter.count(each.observedAt, each.value).gain : null;
        const lived = new Counter(2 as GaugeKey, limits, false);
        for (const row of rows.slice(0, at)) take(lived, row);
        const restarted = new Counter(2 as GaugeKey, limits, false);
        const newest = async (_gauge: GaugeKey, count: number) =>
          rows
            .slice(0, at)
            .toSorted((a, b) => a.observedAt - b.observedAt)
            .slice(-count);
        await restoreCounters(
          new Map([[2 as GaugeKey, restarted]]),
          { newest },
          { end: { row: at, entry: 0 }, sinceRow: new Map() },
        );
        for (const row of rows.slice(at)) expect(take(restarted, row)).toEqual(take(lived, row));
      }),
      { numRuns: 1_000 },
    );
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
