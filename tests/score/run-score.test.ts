import { expect, it } from "vitest";
import type { DeviceId } from "../../domain/ids.ts";
import { scoreRun } from "../../score/run-score.ts";
import type { TruthRow } from "../../simulators/truth/truth-row.ts";
import {
  callOutcome,
  city,
  marks,
  minute,
  moved,
  outcome,
  readingsEveryMinute,
  roadDepth,
  truth,
  tunnelDepth,
} from "./small-run.ts";

const whole = { truth: truth(readingsEveryMinute()), city: city(), marks, acknowledged: 122 };
const allKept = {
  kept: new Map([
    [tunnelDepth, 61],
    [roadDepth, 61],
  ]),
  refused: {},
};

it("scoreRun() says of a run that went well that it did", () => {
  const calls = [callOutcome(minute(15), { level: "red" })];
  const { totals, failures, stations, gauges } = scoreRun({ ...whole, outcome: outcome({ calls, readings: allKept }) });
  expect([stations, gauges]).toEqual([2, 2]);
  expect(failures).toEqual([]);
  expect(totals.criteria).toEqual({
    underpassesAlarmed: { of: 1, done: 1 },
    underpassesKnown: { of: 1, done: 1 },
    redCalledBeforeClosing: { of: 1, done: 1 },
    blindSaidInTime: { of: 0, done: 0 },
    soundKept: { of: 122, done: 122 },
  });
  expect(totals.alarms).toEqual({ true: 1, "too-grave": 0, false: 0, "not-judged": 0 });
  expect(totals.cases).toEqual({ opened: 1, doubledAtOnce: 0, doubledInEpisode: 0 });
  expect(
    totals.levels.map(({ level, crossings, answers }) => [level, crossings, answers.before, answers["at-once"]]),
  ).toEqual([
    ["blue", 1, 0, 1],
    ["orange", 1, 1, 0],
    ["red", 1, 0, 1],
  ]);
  // 24 s before the water came.
  expect(Math.round(totals.levels[1]?.lead.worst ?? 0)).toBe(24_000);
});

it("scoreRun() counts a call that came after the closing mark, or at orange, as no red call in time", () => {
  const criterion = (...calls: Parameters<typeof callOutcome>[]) =>
    scoreRun({ ...whole, outcome: outcome({ calls: calls.map((each) => callOutcome(...each)) }) }).totals.criteria
      .redCalledBeforeClosing;
  expect(criterion([minute(15.39), { level: "red" }])).toEqual({ of: 1, done: 1 });
  expect(criterion([minute(15.41), { level: "red" }])).toEqual({ of: 1, done: 0 });
  expect(criterion([minute(15), { level: "orange" }])).toEqual({ of: 1, done: 0 });
});

it("scoreRun() says what was missed and that the place was blind", () => {
  const dead: TruthRow = {
    kind: "fault",
    size: 0,
    fault: "dead",
    deviceId: "tunnel-1" as DeviceId,
    from: minute(5),
    to: minute(60),
  };
  const blind = truth([dead, ...readingsEveryMinute((at) => at >= 5)]);
  const silence = moved(minute(7), "blue", { hazard: "blind-spot", alarmKey: "silence|tunnel/depth" as never });
  const { failures, totals } = scoreRun({ ...whole, truth: blind, outcome: outcome({ transitions: [silence] }) });
  expect(failures.map(({ crossing, answer, cause, faults }) => [crossing.mark.level, answer, cause, faults])).toEqual([
    ["blue", "missed", "blind", ["dead"]],
    ["orange", "missed", "blind", ["dead"]],
    ["red", "missed", "blind", ["dead"]],
  ]);
  expect(totals.criteria.underpassesAlarmed).toEqual({ of: 1, done: 0 });
  expect(totals.criteria.underpassesKnown).toEqual({ of: 1, done: 1 });
  const unsaid = scoreRun({ ...whole, truth: blind, outcome: outcome({ transitions: [] }) });
  expect(unsaid.totals.criteria.underpassesKnown).toEqual({ of: 1, done: 0 });
  expect(totals.criteria.blindSaidInTime).toEqual({ of: 1, done: 1 });
  expect(totals.blind.important).toMatchObject({ stretches: 1, minutes: 55, raisedLate: 0, mostWaitIntervals: 2 });
});

it("scoreRun() tells a milder alarm from one that nothing explains", () => {
  const causes = (transitions: ReturnType<typeof moved>[]) =>
    scoreRun({ ...whole, outcome: outcome({ transitions }) }).failures.map(({ cause }) => cause);
  expect(causes([moved(minute(13), "blue")])).toEqual(["milder", "milder"]);
  expect(causes([])).toEqual(["unexplained", "unexplained", "unexplained"]);
});

it("scoreRun() counts what a gauge without faults sent and the hub does not keep as lost", () => {
  const kept = new Map([
    [tunnelDepth, 60],
    [roadDepth, 61],
  ]);
  const run = { ...whole, outcome: outcome({ readings: { kept, refused: { "value.not_a_number": 1 } } }) };
  expect(scoreRun(run).totals.readings).toMatchObject({
    values: 122,
    kept: 121,
    sound: 122,
    soundLost: 1,
    acknowledged: 122,
  });
  const spike: TruthRow = {
    kind: "fault",
    size: 0,
    fault: "spike",
    deviceId: "tunnel-1" as DeviceId,
    from: minute(5),
    to: minute(6),
  };
  const faulty = { ...run, truth: truth([spike, ...readingsEveryMinute()]) };
  expect(scoreRun(faulty).totals.readings).toMatchObject({ sound: 61, soundLost: 0 });
});
