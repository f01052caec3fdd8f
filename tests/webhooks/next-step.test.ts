import { expect, test } from "vitest";
import { dayMs } from "../../domain/clock.ts";
import { longestWaitMs, nextStep } from "../../webhooks/queue/next-step.ts";
import { webhooksSettings } from "../../webhooks/settings.ts";
import { failed } from "./support/builders.ts";

const settings = webhooksSettings.parse({});
// 5 s, 15 s, 1 min, then 5 min each: 24 h of schedule lie behind the 292nd failure.
const failuresIn24h = 292;

test.each([
  [1, 0, "retry"],
  [1, dayMs - 1, "retry"],
  [1, dayMs, "dead"],
  [failuresIn24h - 1, 0, "retry"],
  [failuresIn24h, 0, "dead"],
])("nextStep() after %i failures over %i ms: %s", (failures, failingMs, kind) => {
  expect(nextStep(failed, { failures, failingMs }, settings, () => 0.5).kind).toBe(kind);
});

test("longestWaitMs() is never below what nextStep() can ask for", () => {
  for (const retryAfterMs of [null, 900_000]) {
    const step = nextStep({ ...failed, retryAfterMs }, { failures: 9, failingMs: 0 }, settings, () => 1);
    expect(step.kind === "retry" && step.waitMs <= longestWaitMs(settings)).toBe(true);
  }
});
