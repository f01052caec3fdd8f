import { describe, expect, test } from "vitest";
import { alertsOf } from "../../../backtest/skill/baseline.ts";
import { type Alert, scoreAlerts } from "../../../backtest/skill/score-alerts.ts";
import { skillOf } from "../../../backtest/skill/skill.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";

/** A value every 10 min for two days; above the mark of 1 during the stretches given in hours. */
function judged(
  above: readonly (readonly [fromH: number, toH: number])[],
  alerts: readonly (readonly [number, number])[],
) {
  const times = Float64Array.from({ length: 288 }, (_, index) => index * 10 * minuteMs);
  const isAbove = (at: number) => above.some(([fromH, toH]) => at >= fromH * hourMs && at < toH * hourMs);
  return scoreAlerts({
    times,
    values: times.map((at) => (isAbove(at) ? 1 : 0)),
    mark: 1,
    alerts: alerts.map(([fromH, toH]): Alert => ({ startedAt: fromH * hourMs, endedAt: toH * hourMs })),
    reportingIntervalMs: 10 * minuteMs,
  });
}

describe("scoreAlerts()", () => {
  test.each([
    ["a hit with two hours of lead", [8, 12], 120, true, 0],
    ["a hit by an alert that ended half an hour before", [8, 9.5], 120, true, 0],
    ["a miss by an alert that ended earlier, which is a false one", [8, 9.4], null, false, 1],
    ["a miss by an alert that began more than six hours before, though not a false one", [3.9, 12], null, false, 0],
    ["a hit at six hours", [4, 12], 360, true, 0],
    ["a miss by an alert that began at the crossing, though not a false one", [10, 12], 0, false, 0],
  ] as const)("finds %s", (_, alert, leadMin, isHit, falseAlarms) => {
    const score = judged([[10, 11]], [alert]);
    expect(score.events).toEqual([
      { crossedAt: 10 * hourMs, leadMs: leadMin === null ? null : leadMin * minuteMs, isHit },
    ]);
    expect(score.falseAlarms).toHaveLength(falseAlarms);
  });

  test("counts crossings less than six hours apart as one event", () => {
    const crossings = [
      [10, 11],
      [16.6, 17],
      [23, 24],
    ] as const;
    expect(judged(crossings, []).events.map(({ crossedAt }) => crossedAt / hourMs)).toEqual([10, 23]);
  });

  test("takes the earliest of several alerts for the lead", () => {
    const score = judged(
      [[10, 11]],
      [
        [7, 9.6],
        [9.8, 12],
      ],
    );
    expect(score.events[0]?.leadMs).toBe(3 * hourMs);
    expect(score.falseAlarms).toEqual([]);
  });
});

describe("skillOf()", () => {
  test("adds up gauges and makes the ratios of the sums", () => {
    const skill = skillOf([
      judged(
        [[10, 11]],
        [
          [8, 12],
          [30, 31],
        ],
      ),
      judged([[10, 11]], []),
    ]);
    expect(skill).toMatchObject({ events: 2, hits: 1, alerts: 2, falseAlarms: 1, pod: 0.5, far: 0.5, csi: 1 / 3 });
    expect(skill.leadMs).toEqual({ p10: 2 * hourMs, p50: 2 * hourMs, p90: 2 * hourMs });
  });

  test("leaves a ratio open where there is nothing to divide by", () => {
    expect(skillOf([judged([], [])])).toMatchObject({ pod: Number.NaN, far: Number.NaN, csi: Number.NaN });
  });
});

describe("alertsOf()", () => {
  test("is an episode from raise to reset held for the off-delay; the last may be open", () => {
    const values = Float64Array.from([0, 5, 3, 1, 3, 1, 1, 0, 5]);
    const times = values.map((_, index) => index);
    const baseline = { raise: 5, reset: 2, offDelayMs: 2, start: () => (_at: number, value: number) => value };
    expect(alertsOf(baseline, times, values)).toEqual([
      { startedAt: 1, endedAt: 7 },
      { startedAt: 8, endedAt: Number.POSITIVE_INFINITY },
    ]);
  });
});
