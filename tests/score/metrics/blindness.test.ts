import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import type { AlarmKey, DeviceId } from "../../../domain/ids.ts";
import { beginningFaults, blindStretches, blindTotals } from "../../../score/metrics/blindness.ts";
import { alarmSpans } from "../../../score/outcome/alarm-spans.ts";
import type { TruthRow } from "../../../simulators/truth/truth-row.ts";
import {
  city,
  cityWithInterval,
  endsAt,
  minute,
  moved,
  readingsEveryMinute,
  sent,
  truth,
  tunnelDepth,
} from "../small-run.ts";

const device = "tunnel-1" as DeviceId;
const dead: TruthRow = { kind: "fault", size: 0, fault: "dead", deviceId: device, from: minute(20), to: minute(40) };
const silent = {
  hazard: "blind-spot",
  alarmKey: "silence|tunnel/depth" as AlarmKey,
  conditionKind: "silence",
} as const;

/** Nothing came from minute 21 to 39: the reading of 21 was the first that was due. */
const deadRun = truth([dead, ...readingsEveryMinute((at) => at > 20 && at < 40)]);

describe("blindStretches()", () => {
  it("is from the first reading that did not come to the next one, with the fault behind it", () => {
    expect(blindStretches(deadRun, city(), [])).toEqual([
      {
        gaugeId: tunnelDepth,
        stationId: "tunnel",
        importance: 3,
        expectedIntervalMs: minuteMs,
        from: minute(21),
        to: minute(40),
        causes: [dead],
        isHeard: false,
        raisedAt: null,
        waitIntervals: 19,
        isSaidInTime: false,
      },
    ]);
  });

  it("is said when an alarm about the gauge or its station is raised", () => {
    const raised = (overrides = {}) => alarmSpans([moved(minute(23), "blue", { ...silent, ...overrides })]);
    expect(blindStretches(deadRun, city(), raised())[0]).toMatchObject({ raisedAt: minute(23), waitIntervals: 2 });
    const ofStation = raised({ target: { kind: "station", stationId: "tunnel" } });
    expect(blindStretches(deadRun, city(), ofStation)[0]?.waitIntervals).toBe(2);
    const elsewhere = raised({ target: { kind: "station", stationId: "road" } });
    expect(blindStretches(deadRun, city(), elsewhere)[0]?.raisedAt).toBeNull();
  });

  it("takes one reading that is missing for none, and two for a stretch", () => {
    const without = (count: number) => truth(readingsEveryMinute((at) => at > 20 && at <= 20 + count));
    expect(blindStretches(without(1), city(), [])).toEqual([]);
    expect(blindStretches(without(2), city(), [])).toHaveLength(1);
    expect(blindStretches(without(2), cityWithInterval(2 * minuteMs), [])).toEqual([]);
  });

  it("counts false and old readings as nothing, and says that it was heard", () => {
    const during = (overrides: object) =>
      readingsEveryMinute().map((row) =>
        row.deviceId === device && row.measuredAt >= minute(30) ? { ...row, ...overrides } : row,
      );
    const stuck = truth(during({ said: { depth: 0 }, faults: ["stuck"] }));
    // True depth is 0.5 m until minute 40 and within two errors of 0 from minute 49.2 on.
    expect(blindStretches(stuck, city(), [])).toMatchObject([{ from: minute(30), to: minute(50), isHeard: true }]);
    const atOnce = truth(during({ at: minute(58.5) }));
    expect(blindStretches(atOnce, city(), [])).toMatchObject([{ from: minute(30), to: minute(58.5), isHeard: false }]);
    const late = readingsEveryMinute().map((row) =>
      row.deviceId === device && row.measuredAt >= minute(30) ? { ...row, at: row.measuredAt + 10 * minuteMs } : row,
    );
    expect(blindStretches(truth(late), city(), [])).toMatchObject([{ from: minute(30), to: endsAt, isHeard: true }]);
    const rubbish = truth(during({ said: { depth: null }, faults: ["rubbish"] }));
    expect(blindStretches(rubbish, city(), [])).toMatchObject([{ from: minute(30), isHeard: true }]);
  });

  it("takes the faults of its gateway and its own channel, and of no other", () => {
    const base = city();
    const gateway = "gateway" as DeviceId;
    const behind = {
      ...base,
      devices: new Map(base.devices).set(device, { ...base.devices.get(device)!, gatewayId: gateway }),
    };
    const quiet = readingsEveryMinute((at) => at > 20 && at < 40);
    const faultsOf = (fault: Partial<typeof dead>) =>
      blindStretches(truth([{ ...dead, ...fault } as TruthRow, ...quiet]), behind, []).flatMap(beginningFaults);
    expect(faultsOf({ deviceId: gateway, fault: "gateway-down" })).toEqual(["gateway-down"]);
    expect(faultsOf({ channel: "depth" })).toEqual(["dead"]);
    expect(faultsOf({ channel: "battery" })).toEqual([]);
    expect(faultsOf({ from: minute(50), to: minute(55) })).toEqual([]);
    expect(faultsOf({ from: minute(30) })).toEqual([]);
    expect(faultsOf({ fault: "duplicate" })).toEqual([]);
  });
});

it("blindTotals() adds minutes and counts what was said too late", () => {
  const [stretch] = blindStretches(deadRun, city(), []);
  if (stretch === undefined) throw new Error("there is one");
  const prompt = { ...stretch, raisedAt: minute(24), waitIntervals: 3, isSaidInTime: true };
  expect(blindTotals([stretch, prompt])).toEqual({
    stretches: 2,
    minutes: 38,
    waitMinutes: 22,
    raisedLate: 1,
    mostWaitIntervals: 19,
  });
  expect(blindTotals([]).mostWaitIntervals).toBeNull();
});

it("blind time never grows when one more usable reading came", () => {
  const total = (rows: readonly TruthRow[]): number => blindTotals(blindStretches(truth(rows), city(), [])).minutes;
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 60 }));
  fc.assert(
    fc.property(minutes, fc.double({ min: 0, max: 60, noNaN: true }), (kept, more) => {
      const rows = kept.map((at) => sent(minute(at)));
      expect(total([...rows, sent(minute(more))])).toBeLessThanOrEqual(total(rows) + 1e-6);
    }),
    { numRuns: 50 },
  );
});
