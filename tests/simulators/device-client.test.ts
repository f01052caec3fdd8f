import { expect, test } from "vitest";
import { backOffMs } from "../../simulators/device-client.ts";

test("backOffMs() draws from 1 ms up to 1 s, 2 s, 4 s... and no more than the most", () => {
  expect([0, 1, 2, 10].map((attempt) => backOffMs(attempt, 120_000, () => 1))).toEqual([1000, 2000, 4000, 120_000]);
  expect(backOffMs(5, 120_000, () => 0)).toBe(1);
  expect(backOffMs(1, 120_000, () => 0.25)).toBe(500);
});
