import { describe, expect, test } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import { type ClockEvidence, judgeClock } from "../../hub/own-clock/clock-judge.ts";
import { DeviceAgreement } from "../../hub/own-clock/device-agreement.ts";
import { SteadyClock } from "../../hub/own-clock/steady-clock.ts";
import { anObservation, noon } from "../support/observations.ts";

function clocks() {
  const at = { wall: noon, monotonic: 5_000 };
  const steady = new SteadyClock(
    () => at.wall,
    () => at.monotonic,
  );
  const pass = (ms: number, wallMs = ms): void => {
    at.monotonic += ms;
    at.wall += wallMs;
    steady.look();
  };
  return { at, steady, pass };
}

describe("SteadyClock", () => {
  test("goes with a wall clock that is corrected by and by, and is never set back by it", () => {
    const { at, steady, pass } = clocks();
    pass(1_000, 1_500);
    expect(steady.now()).toBe(at.wall);
    let before = steady.now();
    for (let second = 0; second < 20; second += 1) {
      pass(1_000, second === 0 ? 0 : 1_000);
      expect(steady.now()).toBeGreaterThanOrEqual(before);
      before = steady.now();
    }
    expect(steady.now()).toBe(at.wall);
    expect(steady.step).toBeNull();
  });

  test.each([20 * minuteMs, -hourMs, 500 * dayMs])(
    "does not jump with a wall clock set by %d ms until told to",
    (byMs) => {
      const { at, steady, pass } = clocks();
      pass(1_000, 1_000 + byMs);
      pass(1_000);
      expect(steady.now()).toBe(noon + 2_000);
      expect(steady.step?.byMs).toBe(byMs);
      steady.follow();
      expect(steady.now()).toBe(at.wall);
      expect(steady.step).toBeNull();
    },
  );

  test("forgets a wall clock that is set back where it was", () => {
    const { steady, pass } = clocks();
    pass(1_000, 1_000 + dayMs);
    pass(1_000, 1_000 - dayMs);
    expect(steady.step).toBeNull();
    expect(steady.now()).toBe(noon + 2_000);
  });
});

/** A row as the journal has it: received now, of a device whose clock is behind ours by `lagMs`. */
function row(gauge: number, lagMs: number, receivedAt = noon, failed = 0): JournalledObservation {
  const observation = anObservation({
    gauge: gauge as GaugeKey,
    observedAt: receivedAt - lagMs,
    receivedAt,
    checks: failed,
  });
  return { ...observation, journalSeq: 1 };
}

describe("DeviceAgreement", () => {
  const agreementOf = (lags: readonly number[]) => {
    const devices = new DeviceAgreement();
    lags.forEach((lag, gauge) => {
      devices.heard([row(gauge, lag)], 0);
    });
    return devices.judge(1_000);
  };

  test.each([
    ["too few", [0, 0], null],
    ["devices that are right", [0, 500, 20_000, 0], 500],
    ["all twenty minutes behind us", [1_200_000, 1_201_000, 1_199_000, 1_200_500], 1_200_500],
    ["one wrong clock among right ones", [0, 0, 0, 8 * hourMs], 0],
    ["backlogs of all lengths", [minuteMs, hourMs, 2 * hourMs, 5 * hourMs], null],
  ])("hears %s", (_, lags, lagMs) => {
    expect(agreementOf(lags)?.lagMs ?? null).toBe(lagMs);
  });

  test("counts the newest time of a backlog, and no reading without a time", () => {
    const devices = new DeviceAgreement();
    for (const gauge of [1, 2, 3]) {
      for (const lag of [3 * hourMs, 2 * hourMs, 0]) devices.heard([row(gauge, lag)], 0);
      devices.heard([row(gauge, hourMs, noon + 1)], 0);
    }
    devices.heard([row(4, 5 * hourMs, noon, checks.untimed)], 0);
    expect(devices.judge(0)).toEqual({ lagMs: 0, agreeing: 3, gauges: 3 });
  });

  test("forgets what it heard long ago", () => {
    const devices = new DeviceAgreement();
    for (const gauge of [1, 2, 3]) devices.heard([row(gauge, 0)], 0);
    expect(devices.judge(11 * minuteMs)).toBeNull();
  });
});

describe("judgeClock()", () => {
  const at = 1_000_000;
  const agreed = (lagMs: number) => ({ lagMs, agreeing: 9, gauges: 9 });
  const cases: readonly [string, ClockEvidence, boolean, string | null][] = [
    ["all agree", { at, step: null, agreement: agreed(200) }, false, null],
    ["nobody to compare with", { at, step: null, agreement: null }, false, null],
    ["we are ahead", { at, step: null, agreement: agreed(20 * minuteMs) }, false, "clock.ahead"],
    ["we are behind", { at, step: null, agreement: agreed(-hourMs) }, false, "clock.behind"],
    ["set, devices with us", { at, step: { byMs: hourMs, since: 0 }, agreement: agreed(100) }, false, "clock.stepped"],
    ["set right, devices with it", { at, step: { byMs: hourMs, since: at }, agreement: agreed(-hourMs) }, true, null],
    [
      "set, nobody heard, just now",
      { at, step: { byMs: hourMs, since: at - 1 }, agreement: null },
      false,
      "clock.stepped",
    ],
    ["set, nobody heard, for a while", { at, step: { byMs: hourMs, since: at - 10_000 }, agreement: null }, true, null],
  ];
  test.each(cases)("%s", (_, evidence, mustFollow, reason) => {
    const judged = judgeClock(evidence);
    expect([judged.mustFollow, judged.trouble?.reason ?? null]).toEqual([mustFollow, reason]);
  });
});
