import { expect, test } from "vitest";
import { inBatches } from "../../influx/points/sample-points.ts";

const lines = Array.from({ length: 25 }, (_, n) => `station_state,station=积水点-${n} state=${n} 7`);

test.each([
  ["lines", { maxLines: 7, maxBytes: 1_000_000 }, [7, 7, 7, 4]],
  [
    "bytes, Chinese letters counted as what they are",
    { maxLines: 1_000, maxBytes: 100 },
    Array(13).fill(2).with(12, 1),
  ],
  ["nothing but a line at a time", { maxLines: 1_000, maxBytes: 10 }, Array(25).fill(1)],
])("inBatches() keeps to %s, in their order, and loses none", (_, limits, counts) => {
  const batches = inBatches(lines, limits);
  expect(batches.map(({ count }) => count)).toEqual(counts);
  expect(batches.map(({ body }) => body).join("")).toBe(lines.map((line) => `${line}\n`).join(""));
  for (const { body, count } of batches) {
    expect(body.split("\n")).toHaveLength(count + 1);
    if (count > 1) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limits.maxBytes);
  }
});

test("inBatches() of nothing is no request", () => {
  expect(inBatches([], { maxLines: 5, maxBytes: 5 })).toEqual([]);
});
