import fc from "fast-check";
import { expect, test } from "vitest";
import type { GaugeKey } from "../../domain/ids.ts";
import { AppendQueue, type PendingAppend, type TakenAppends } from "../../store/append-queue.ts";
import { anObservation, aReject, noon } from "../support/observations.ts";

test("AppendQueue.take() gives a short append in the next commit, however many long ones of others wait", () => {
  const queue = new AppendQueue(8_192);
  for (let message = 0; message < 60; message++) queue.push(appendOf({ gauge: 1, rows: 2_500 }));
  const short = appendOf({ gauge: 2, rows: 1 });
  queue.push(short);
  const taken = queue.take();
  expect(taken.short).toEqual([short]);
  expect(sizeOf(taken)).toBe(1_024);
});

test("AppendQueue.take() lets senders of long appends take turns", () => {
  const queue = new AppendQueue(8_192);
  for (let message = 0; message < 10; message++) queue.push(appendOf({ gauge: 1, rows: 2_500 }));
  queue.push(appendOf({ gauge: 2, rows: 300 }));
  const { parts } = queue.take();
  expect(parts.filter(({ isLast }) => isLast).map(({ append }) => append.observations[0]?.gauge)).toEqual([2]);
});

test("AppendQueue.take() keeps what one sender hands in behind its own long append behind it", () => {
  const queue = new AppendQueue(8_192);
  const long = appendOf({ gauge: 1, rows: 1_500 });
  const behind = appendOf({ gauge: 1, rows: 1 });
  queue.push(long);
  queue.push(behind);
  expect(queue.take().parts.map(({ append }) => append)).not.toContain(behind);
  expect(queue.take().parts.map(({ append }) => append)).toContain(behind);
  expect(queue.isEmpty).toBe(true);
});

test("AppendQueue.take() shares out rejects as it does rows", () => {
  const queue = new AppendQueue(8_192);
  queue.push(appendOf({ gauge: 1, rows: 0, rejects: 10_000 }));
  const sizes: number[] = [];
  while (!queue.isEmpty) sizes.push(sizeOf(queue.take()));
  expect(sizes).toEqual([...Array.from({ length: 9 }, () => 1_024), 10_000 - 9 * 1_024]);
});

test("AppendQueue gives every row and reject of every append once, each sender's in order, whatever comes when", () => {
  const message = fc.record({
    gauge: fc.integer({ min: 1, max: 4 }),
    rows: fc.oneof(fc.nat(40), fc.nat(3_000)),
    rejects: fc.oneof(fc.constant(0), fc.nat(100)),
    isTakenAfter: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
      const queue = new AppendQueue(500);
      const got = new Map<PendingAppend, { rows: number; rejects: number; isWhole: boolean }>();
      const sent: PendingAppend[] = [];
      for (const { isTakenAfter, ...each } of messages) {
        const append = appendOf(each);
        sent.push(append);
        got.set(append, { rows: 0, rejects: 0, isWhole: false });
        queue.push(append);
        if (isTakenAfter) countInto(got, queue.take());
      }
      while (!queue.isEmpty) countInto(got, queue.take());
      for (const append of sent) {
        expect(got.get(append)).toEqual({
          rows: append.observations.length,
          rejects: append.rejects.length,
          isWhole: true,
        });
      }
    }),
    { numRuns: 50 },
  );
});

/** Counts what was taken; the rows of an append must come in order and before its end. */
function countInto(
  got: Map<PendingAppend, { rows: number; rejects: number; isWhole: boolean }>,
  { parts, short }: TakenAppends,
): void {
  const whole = short.map((append) => ({ ...append, append, isLast: true }));
  for (const { append, observations, rejects, isLast } of [...parts, ...whole]) {
    const seen = got.get(append);
    if (seen === undefined || seen.isWhole) throw new Error("taken again, or never handed in");
    expect(observations[0]).toBe(append.observations[seen.rows]);
    seen.rows += observations.length;
    seen.rejects += rejects.length;
    seen.isWhole = isLast;
  }
}

function sizeOf({ parts }: TakenAppends): number {
  return parts.reduce((sum, { observations, rejects }) => sum + observations.length + rejects.length, 0);
}

function appendOf({ gauge, rows, rejects = 0 }: { gauge: number; rows: number; rejects?: number }): PendingAppend {
  return {
    observations: Array.from({ length: rows }, (_, n) =>
      anObservation({ gauge: gauge as GaugeKey, observedAt: noon + n }),
    ),
    rejects: Array.from({ length: rejects }, () => aReject({ deviceId: `device-${gauge}` })),
    entry: null,
    done: () => {},
    at: noon,
  };
}
