import { expect, test } from "vitest";
import { backOffMs } from "../../simulators/device-client.ts";

test("devices wait at random up to a bound that doubles, and never 0, which mqtt.js takes for never again", () => {
  expect([0, 1, 2, 3].map((attempt) => backOffMs(attempt, 120_000, () => 0.5))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(backOffMs(30, 120_000, () => 0.999_999)).toBe(120_000);
  expect(backOffMs(0, 120_000, () => 0)).toBe(1);
});
