import { expect, it } from "vitest";
import { secondMs } from "../../../domain/clock.ts";
import type { CaseId } from "../../../domain/ids.ts";
import { crossingsOf } from "../../../score/metrics/crossings.ts";
import { caseWays, delaysOf, spreadOf } from "../../../score/metrics/delays.ts";
import { alarmSpans } from "../../../score/outcome/alarm-spans.ts";
import { answered, callOutcome, caseOutcome, marks, minute, truth } from "../small-run.ts";

const spans = alarmSpans(answered);
const cases = [caseOutcome(), caseOutcome({ caseId: "case-2" as CaseId, hazard: "blind-spot", dispatchedAt: null })];
const calls = [
  callOutcome(minute(15.5)),
  callOutcome(minute(18), { answeredAt: minute(19) }),
  callOutcome(minute(20.5), { level: "red", answeredAt: minute(22) }),
];
const ways = caseWays({ cases, calls, spans, crossings: crossingsOf({ truth: truth(), marks, spans, cases, calls }) });

it("caseWays() follows a case from the water to alarm, call, answer and dispatch", () => {
  const { of, ...moments } = ways[0]!;
  expect(of.caseId).toBe("case-1");
  expect(
    Object.fromEntries(Object.entries(moments).map(([link, at]) => [link, at === null ? null : Math.round(at)])),
  ).toEqual({
    waterAt: minute(13),
    alarmAt: minute(13.5),
    calledAt: minute(15.5),
    callDueAt: minute(15),
    calledWaterAt: Math.round(minute(15.4)),
    answeredAt: minute(19),
    dispatchedAt: minute(21),
  });
  expect(ways[1]).toMatchObject({ waterAt: null, alarmAt: null, calledAt: null, answeredAt: null, dispatchedAt: null });
});

it("delaysOf() counts each link where both of its ends are known", () => {
  const delays = delaysOf(ways);
  const seconds = Object.entries(delays).map(([link, { count, median }]) => [
    link,
    count,
    Math.round((median ?? 0) / secondMs),
  ]);
  expect(seconds).toEqual([
    ["waterToAlarm", 1, 30],
    ["alarmToCall", 1, 30],
    ["callToAnswer", 1, 210],
    ["alarmToDispatch", 1, 450],
    ["waterToAnswer", 1, 216],
  ]);
});

it("spreadOf() has the median, the ninetieth part and the worst of what is known", () => {
  expect(spreadOf([null, 10, 0, 20, null])).toEqual({ count: 3, median: 10, p90: 18, worst: 20 });
  expect(spreadOf([null])).toEqual({ count: 0, median: null, p90: null, worst: null });
});
