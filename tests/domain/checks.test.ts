import { expect, it } from "vitest";
import { checks, checksIn } from "../../domain/observations/quality.ts";

it("every check has a bit of its own, so that a journal row keeps all that failed", () => {
  const bits = Object.values(checks);
  expect(bits.every((bit) => Number.isInteger(Math.log2(bit)))).toBe(true);
  expect(new Set<number>(bits).size).toBe(bits.length);
  expect(checksIn(checks.archived | checks.spike).toSorted()).toEqual(["archived", "spike"]);
});
