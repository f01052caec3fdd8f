import fc from "fast-check";
import { expect, it } from "vitest";
import { levels } from "../../../domain/city/level.ts";
import { judgeAlarms } from "../../../score/metrics/false-alarms.ts";
import { alarmSpans } from "../../../score/outcome/alarm-spans.ts";
import { answered, marks, minute, moved, truth } from "../small-run.ts";

const judged = (depth: number, transitions = answered) =>
  judgeAlarms(
    truth([], () => depth),
    marks,
    alarmSpans(transitions),
  ).map((each) => each.truth);

it("judgeAlarms() calls an alarm false where the truth stayed 10 % or two errors below every level it came to", () => {
  // Blue begins at 0.15, less 0.04; orange at 0.27, less 0.04; red at 0.40, less 0.04.
  expect(judged(0.109)).toEqual(["false"]);
  expect(judged(0.111)).toEqual(["too-grave"]);
  expect(judged(0.359)).toEqual(["too-grave"]);
  expect(judged(0.361)).toEqual(["true"]);
});

it("judgeAlarms() looks half an hour to both sides of the alarm", () => {
  const at = (from: number) => {
    const spans = alarmSpans([moved(minute(from), "blue"), moved(minute(from + 1), null)]);
    return judgeAlarms(
      truth([], (each) => (each === 5 ? 0.5 : 0)),
      marks,
      spans,
    ).map((each) => each.truth);
  };
  expect(at(35)).toEqual(["true"]);
  expect(at(36)).toEqual(["false"]);
});

it("judgeAlarms() holds what foretells against any mark of the place within an hour", () => {
  const rise = moved(minute(-40), "red", { conditionKind: "rate-of-rise", ruleId: "underpass-rise" as never });
  const over = { ...rise, to: null, receivedAt: minute(-39) };
  expect(judged(0.16, [rise, over])).toEqual(["true"]);
  expect(judged(0.05, [rise, over])).toEqual(["false"]);
});

it("judgeAlarms() does not judge what the truth says nothing of", () => {
  expect(judged(0.5, [moved(minute(20), "blue", { hazard: "blind-spot" })])).toEqual(["not-judged"]);
  expect(judged(0.5, [moved(minute(20), "blue", { ruleId: "ponding-many" as never })])).toEqual(["not-judged"]);
  expect(judged(0.5, [moved(minute(200), "blue"), moved(minute(201), null)])).toEqual(["not-judged"]);
});

it("judgeAlarms() never calls an alarm worse when the water stood higher", () => {
  const rank = { false: 0, "too-grave": 1, true: 2, "not-judged": Number.NaN };
  const depth = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(depth, depth, fc.constantFrom(...levels), (a, b, to) => {
      const alarm = [moved(minute(20), to)];
      const of = (at: number): number => Math.min(...judged(at, alarm).map((each) => rank[each]));
      expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
    }),
  );
});
