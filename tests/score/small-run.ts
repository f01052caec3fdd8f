import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { City } from "../../domain/city/city.ts";
import type { Level } from "../../domain/city/level.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { AreaCode, CallId, CaseId, DeviceId, GaugeId, PersonId, RuleId, StationId } from "../../domain/ids.ts";
import type { Mark } from "../../score/marks/mark.ts";
import type { CallOutcome, CaseOutcome, HubOutcome } from "../../score/outcome/hub-outcome.ts";
import { TruthCollector } from "../../score/truth/collect-truth.ts";
import { gaugesByChannel, type Truth } from "../../score/truth/truth.ts";
import type { SentRow, TruthRow } from "../../simulators/truth/truth-row.ts";
import { gauge, smallCity, station, transition } from "../support/alarm-builders.ts";

/** 16:00 in Zhengzhou, when the small run begins; it lasts an hour. */
export const startsAt = Date.parse("2021-07-20T16:00:00+08:00");
export const endsAt = startsAt + hourMs;

const tunnel = "tunnel" as StationId;
export const tunnelDepth = "tunnel/depth" as GaugeId;
export const roadDepth = "road/depth" as GaugeId;

/** Ms since 1970 of so many minutes after the beginning. */
export function minute(minutes: number): number {
  return startsAt + minutes * minuteMs;
}

/** A tunnel that is an underpass and a road, with a depth gauge each. */
export function city(): City {
  const stations = [station({ id: tunnel, tags: ["underpass"] }), station({ id: "road" as StationId, importance: 1 })];
  return smallCity({ stations: new Map(stations.map((at) => [at.id, at])) });
}

/** Dry for 10 minutes, then 5 cm a minute up to half a metre, held for 20 minutes, and down as fast. */
export function tunnelDepthAt(minutes: number): number {
  return Math.max(0, Math.min(0.5, (minutes - 10) * 0.05, (50 - minutes) * 0.05));
}

/** The truth of the small run. @param rows beside water, which stands at the road at 0 */
export function truth(rows: readonly TruthRow[] = [], depthAt = tunnelDepthAt): Truth {
  const cityCode = "410100" as AreaCode;
  const gauges = [tunnelDepth, roadDepth];
  const first = { kind: "scenario", name: "small", seed: 1, cityCode, startsAt, endsAt, gauges } as const;
  const collector = new TruthCollector(first, gaugesByChannel(city()));
  for (let at = 0; at <= 60; at++) collector.add({ kind: "water", at: minute(at), values: [depthAt(at), 0] });
  for (const row of rows) collector.add(row);
  return collector.truth();
}

/** A good reading of a station's depth that left as it was taken. */
export function sent(at: number, overrides: Partial<SentRow> = {}): SentRow {
  const depth = tunnelDepthAt((at - startsAt) / minuteMs);
  return {
    kind: "sent",
    at,
    measuredAt: at,
    deviceId: "tunnel-1" as DeviceId,
    seq: 1,
    claims: at,
    said: { depth },
    true: { depth },
    faults: [],
    copies: 1,
    ...overrides,
  };
}

/** Good readings of both gauges, one a minute, those at minutes left out excepted. */
export function readingsEveryMinute(leftOut: (minute: number) => boolean = () => false): readonly SentRow[] {
  const minutes = Array.from({ length: 61 }, (_, at) => at);
  const road = { deviceId: "road-1" as DeviceId, said: { depth: 0 }, true: { depth: 0 } };
  return minutes.flatMap((at) => [...(leftOut(at) ? [] : [sent(minute(at))]), sent(minute(at), road)]);
}

const ladder: readonly (readonly [Level, number, number])[] = [
  ["blue", 0.15, 0.12],
  ["orange", 0.27, 0.22],
  ["red", 0.4, 0.32],
];

/** The ladder of the tunnel. */
export const marks: readonly Mark[] = ladder.map(([level, limit, reset]) => ({
  ruleId: "underpass-depth" as RuleId,
  hazard: "waterlogging",
  stationId: tunnel,
  gaugeId: tunnelDepth,
  level,
  limit,
  reset,
  sign: 1,
  windowMs: 0,
  error: 0.02,
  expectedIntervalMs: minuteMs,
  onDelayMs: 0,
}));

/** The tunnel's alarm moving to a level, as the hub learns of it. */
export function moved(at: number, to: Level | null, overrides: Partial<AlarmTransition> = {}): AlarmTransition {
  return transition({ at, receivedAt: at, to, conditionKind: "threshold", ...overrides });
}

/** Blue half a minute late, orange 24 s before the water, red two minutes late; over at 16:48. */
export const answered: readonly AlarmTransition[] = [
  moved(minute(13.5), "blue"),
  moved(minute(15), "orange"),
  moved(minute(20), "red"),
  moved(minute(48), null),
];

export function caseOutcome(overrides: Partial<CaseOutcome> = {}): CaseOutcome {
  return {
    caseId: "case-1" as CaseId,
    hazard: "waterlogging",
    stationId: tunnel,
    openedAt: minute(13.5),
    closedAt: minute(48),
    dispatchedAt: minute(21),
    ...overrides,
  };
}

export function callOutcome(askedAt: number, overrides: Partial<CallOutcome> = {}): CallOutcome {
  return {
    callId: `call-${askedAt}` as CallId,
    caseId: "case-1" as CaseId,
    hazard: "waterlogging",
    stationId: tunnel,
    level: "orange",
    personId: "officer-a" as PersonId,
    askedAt,
    answeredAt: null,
    ...overrides,
  };
}

export function outcome(overrides: Partial<HubOutcome> = {}): HubOutcome {
  return {
    transitions: answered,
    cases: [caseOutcome()],
    calls: [],
    notices: [],
    warnings: [],
    readings: { kept: new Map(), refused: {} },
    ...overrides,
  };
}

/** A gauge of another interval, for what is counted in intervals. */
export function cityWithInterval(expectedIntervalMs: number): City {
  const base = city();
  const gauges = [...base.gauges.values()].map((each) => gauge({ ...each, expectedIntervalMs }));
  return { ...base, gauges: new Map(gauges.map((each) => [each.id, each])) };
}
