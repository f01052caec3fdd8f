import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { checks, isJudged, type QualityFlag } from "../../domain/observations/quality.ts";
import type { History, Journal, NewestAt, Rollup } from "../../store/ports.ts";
import { append } from "../store/support/store-in-folder.ts";
import { anObservation, noon } from "../support/observations.ts";

/** A history, and the journal that fills it. */
export interface OpenHistory {
  readonly journal: Pick<Journal, "append" | "keysFor">;
  readonly history: History;
  /** Puts a flag down as a commit of the state does; the newest of one observation counts. */
  setFlag(gauge: GaugeId, observedAt: number, flag: QualityFlag): Promise<unknown>;
  /** Whatever the implementation does in the background to keep roll-ups; answers must be the same before and after. */
  readonly settling: readonly (() => Promise<unknown>)[];
}

const end = noon + 3 * dayMs;

/** What every history must do, against sums made the plain way. */
export function historyContract(name: string, open: () => Promise<OpenHistory>): void {
  describe(`history contract: ${name}`, () => {
    test("range(), rollups(), newest() and newestAtEach() equal a plain count, whatever order readings come in, whatever flags change and whenever hours are rolled up", async () => {
      const { journal, history, settling, setFlag } = await open();
      const minutes = fc.integer({ min: 0, max: (3 * dayMs) / minuteMs - 1 });
      const reading = fc.tuple(minutes, fc.constantFrom(1, 2, 3, 4, 9));
      const batches = fc.array(
        fc.record({
          rows: fc.array(reading, { maxLength: 40 }),
          settles: fc.nat(settling.length),
          flags: fc.array(fc.tuple(fc.nat(200), fc.constantFrom(1, 3, 4)), { maxLength: 5 }),
        }),
        {
          minLength: 1,
          maxLength: 5,
        },
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(batches, async (plan) => {
          const id = `gauge-${run++}` as GaugeId;
          const gauge = (await journal.keysFor([id])).get(id)!;
          const kept = new Map<number, Observation>();
          for (const { rows, settles, flags } of plan) {
            // One value a minute: a second one would be kept beside the first.
            const sent = rows.map(([minute, flag]) => {
              const value = (((minute * 37) % 101) - 50) / 4;
              return anObservation({ gauge, observedAt: noon + minute * minuteMs, value, flag: flag as 1 | 4 });
            });
            for (const observation of sent) {
              if (!kept.has(observation.observedAt)) kept.set(observation.observedAt, observation);
            }
            await append(journal, sent);
            const times = [...kept.keys()];
            for (const [place, flag] of times.length === 0 ? [] : flags) {
              const observedAt = times[place % times.length]!;
              await setFlag(id, observedAt, flag as QualityFlag);
              kept.set(observedAt, { ...kept.get(observedAt)!, flag: flag as QualityFlag, checks: checks.spike });
            }
            await settling[settles]?.();
            await expectPlain(history, id, [...kept.values()]);
          }
        }),
        { numRuns: 25 },
      );
    });

    test("range() gives the oldest first, from inclusive to exclusive, as many as asked", async () => {
      const { journal, history } = await open();
      const id = "gauge-r" as GaugeId;
      const gauge = (await journal.keysFor([id])).get(id)!;
      for (const n of [3, 1, 2, 0]) await append(journal, [anObservation({ gauge, observedAt: noon + n, value: n })]);
      const values = async (from: number, to: number, limit: number) =>
        (await history.range(id, noon + from, noon + to, limit)).map((row) => row.value);
      expect(await values(0, 3, 10)).toEqual([0, 1, 2]);
      expect(await values(1, 4, 2)).toEqual([1, 2]);
      expect(await values(4, 9, 2)).toEqual([]);
    });

    test("newest() gives the gauges that have one, each by its id", async () => {
      const { journal, history } = await open();
      const ids = ["gauge-x", "gauge-y", "gauge-z"] as GaugeId[];
      const keys = await journal.keysFor(ids);
      for (const [id, ms] of [
        ["gauge-z", 5],
        ["gauge-x", 2],
        ["gauge-x", 1],
      ] as const) {
        await append(journal, [anObservation({ gauge: keys.get(id as GaugeId)!, observedAt: noon + ms, value: ms })]);
      }
      const newest = await history.newest([...ids, "nowhere" as GaugeId]);
      expect(new Map([...newest].map(([id, { value }]) => [id, value]))).toEqual(
        new Map([
          ["gauge-x", 2],
          ["gauge-z", 5],
        ]),
      );
      expect(await history.newest([])).toEqual(new Map());
      const atEach = await history.newestAtEach([...ids, "nowhere" as GaugeId], [noon + 1, noon + 2, noon + 9]);
      expect(atEach.map(({ gaugeId, moment, value }) => [gaugeId, moment, value])).toEqual([
        ["gauge-x", 1, 1],
        ["gauge-x", 2, 2],
        ["gauge-z", 2, 5],
      ]);
    });

    test("range() and rollups() of an unknown gauge are empty", async () => {
      const { history } = await open();
      expect(await history.range("nowhere" as GaugeId, 0, end, 10)).toEqual([]);
      expect(await history.rollups("nowhere" as GaugeId, 0, end, "hour", 0)).toEqual([]);
    });
  });
}

async function expectPlain(history: History, id: GaugeId, kept: readonly Observation[]): Promise<void> {
  const inOrder = [...kept].sort((a, b) => a.observedAt - b.observedAt);
  const range = await history.range(id, noon, end, 10_000);
  expect(range.map(plainObservation)).toEqual(inOrder);
  const newest = (await history.newest([id])).get(id);
  expect(newest === undefined ? undefined : plainObservation(newest)).toEqual(inOrder.at(-1));
  const moments = [0, 7, 30, 31, 1440, 4000].map((minute) => noon + minute * minuteMs + 1);
  expect((await history.newestAtEach([id], moments)).map(plainNewest)).toEqual(
    moments.flatMap((before, moment) => {
      const [was, is] = [moments[moment - 1] ?? 0, before].map((end) =>
        inOrder.findLast((row) => row.observedAt < end),
      );
      return is === undefined || is === was ? [] : [plainNewest({ gaugeId: id, moment, ...is })];
    }),
  );
  for (const offsetMs of [0, 8 * hourMs, -9.5 * hourMs]) {
    const days = await history.rollups(id, noon, end, "day", offsetMs);
    expect(days).toEqual(plainRollups(inOrder, dayMs, offsetMs));
  }
  expect(await history.rollups(id, noon, end, "hour", 0)).toEqual(plainRollups(inOrder, hourMs, 0));
  // An end inside a bucket takes that bucket whole.
  const part = await history.rollups(id, noon + dayMs + 5, noon + dayMs + hourMs + 5, "hour", 0);
  const twoHours = inOrder.filter((row) => Math.floor((row.observedAt - noon - dayMs) / (2 * hourMs)) === 0);
  expect(part).toEqual(plainRollups(twoHours, hourMs, 0));
}

function plainNewest({ gaugeId, moment, observedAt, value, flag }: NewestAt): NewestAt {
  return { gaugeId, moment, observedAt, value, flag };
}

/** Some histories tell the row's number in the journal as well. */
function plainObservation(row: Observation): Observation {
  const { gauge, observedAt, receivedAt, value, flag, checks, deviceTime, seq } = row;
  return { gauge, observedAt, receivedAt, value, flag, checks, deviceTime, seq };
}

/** Values are quarters, so that sums are exact in any order. */
function plainRollups(rows: readonly Observation[], stepMs: number, offsetMs: number): readonly Rollup[] {
  const buckets = new Map<number, number[]>();
  for (const { observedAt, value, flag } of rows) {
    if (!isJudged(flag)) continue;
    const startsAt = Math.floor((observedAt + offsetMs) / stepMs) * stepMs - offsetMs;
    buckets.set(startsAt, [...(buckets.get(startsAt) ?? []), value]);
  }
  return [...buckets].map(([startsAt, values]) => {
    const sum = values.reduce((total, value) => total + value, 0);
    const count = values.length;
    return { startsAt, count, min: Math.min(...values), max: Math.max(...values), sum, mean: sum / count };
  });
}
