import { expect, test } from "vitest";
import { dayMs } from "../../domain/clock.ts";
import { longestWaitMs, nextStep } from "../../webhooks/queue/next-step.ts";
import { webhooksSettings } from "../../webhooks/settings.ts";
import { failed } from "./support/builders.ts";

const settings = webhooksSettings.parse({});
const past = { failures: 1, failingMs: 0, isUrgent: false, holdsUrgent: false, isGoneAlone: false };
const gone = { ...failed, reason: "gone", status: 410 } as const;
// 5 s, 15 s, 1 min, then 5 min each: 24 h of schedule lie behind the 292nd failure.
const failuresIn24h = 292;

test.each([
  [1, 0, "retry"],
  [1, dayMs - 1, "retry"],
  [1, dayMs, "dead"],
  [failuresIn24h - 1, 0, "retry"],
  [failuresIn24h, 0, "dead"],
])("nextStep() after %i failures over %i ms: %s", (failures, failingMs, kind) => {
  expect(nextStep(failed, { ...past, failures, failingMs }, settings, () => 0.5).kind).toBe(kind);
});

test("longestWaitMs() is never below what nextStep() can ask for", () => {
  for (const retryAfterMs of [null, 900_000]) {
    const step = nextStep({ ...failed, retryAfterMs }, { ...past, failures: 9 }, settings, () => 1);
    expect(step.kind === "retry" && step.waitMs <= longestWaitMs(settings)).toBe(true);
  }
});

test.each([
  ["500", failed],
  ["Retry-After of 140 s", { ...failed, retryAfterMs: 140_000 }],
])("nextStep() lets an urgent event wait half a minute at most and never gives it up: %s", (_, answer) => {
  const urgent = { ...past, failures: 10_000, failingMs: 30 * dayMs, isUrgent: true, holdsUrgent: true };
  for (const random of [0, 0.5, 1]) {
    const step = nextStep(answer, urgent, settings, () => random);
    expect(step).toMatchObject({ kind: "retry", waitMs: 30_000 });
  }
});

test("nextStep() tries what stands before an urgent event within half a minute too, but gives it up in its time", () => {
  const before = { ...past, failures: 9, holdsUrgent: true };
  expect(nextStep(failed, before, settings, () => 1)).toMatchObject({ kind: "retry", waitMs: 30_000 });
  expect(nextStep(failed, { ...before, failingMs: dayMs }, settings, () => 1)).toEqual({ kind: "dead" });
});

test("nextStep() takes a 410 for the end of its event where the endpoint takes others or an urgent one waits behind it", () => {
  expect(nextStep(gone, past, settings, () => 0.5)).toMatchObject({ kind: "retry" });
  expect(nextStep(gone, { ...past, isGoneAlone: true }, settings, () => 0.5)).toEqual({ kind: "dead" });
  expect(nextStep(gone, { ...past, holdsUrgent: true }, settings, () => 0.5)).toEqual({ kind: "dead" });
  const urgent = { ...past, isUrgent: true, holdsUrgent: true };
  expect(nextStep(gone, urgent, settings, () => 0.5)).toMatchObject({ kind: "retry" });
});
