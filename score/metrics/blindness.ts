import type { City, Gauge, Station } from "../../domain/city/city.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { DeviceId, GaugeId, StationId } from "../../domain/ids.ts";
import { sum } from "../../domain/numbers.ts";
import { classOf, type FaultKind } from "../../simulators/fleet/fault.ts";
import { type AlarmSpan, endOf, startOf } from "../outcome/alarm-spans.ts";
import type { SentByGauge, Truth, TruthFault } from "../truth/truth.ts";

/** A gauge is blind once two of its intervals went by without anything usable: one may be lost or late. */
const blindIntervals = 2;
/** A blind stretch has to be alarmed about within so many intervals of its beginning. */
const mostWaitIntervals = 3;

/** A stretch in which nothing usable came from a gauge. Instants in ms since 1970. */
export interface BlindStretch {
  readonly gaugeId: GaugeId;
  readonly stationId: StationId;
  readonly importance: Station["importance"];
  readonly expectedIntervalMs: number;
  /** When the first usable reading was due that did not come. */
  readonly from: number;
  /** When one came again; the end of the scenario where none did. */
  readonly to: number;
  /** Faults of the truth at its device or gateway that can blind it, and were in force in the stretch; none where there is no reason. */
  readonly causes: readonly TruthFault[];
  /** True where it went on speaking: what it said was false, rubbish or old. */
  readonly isHeard: boolean;
  /** When the hub had an alarm that it cannot be seen; null for never. */
  readonly raisedAt: number | null;
  /** From `from` to `raisedAt`, or to the end of the stretch where there was none, in its intervals. */
  readonly waitIntervals: number;
  /** Whether an alarm said so within the limit, or the stretch was over by then. */
  readonly isSaidInTime: boolean;
}

/** Where each gauge was blind by what left its device, and when the hub said so; gauges of drills have no truth and none here. */
export function blindStretches(truth: Truth, city: City, spans: readonly AlarmSpan[]): readonly BlindStretch[] {
  const about = spans.filter(({ hazard }) => hazard === "blind-spot");
  const ofGauge = Map.groupBy(about, ({ gaugeId }) => gaugeId);
  const ofStation = Map.groupBy(about, ({ stationId, gaugeId }) => (gaugeId === null ? stationId : null));
  const faults = Map.groupBy(truth.faults, ({ deviceId }) => deviceId);
  return [...truth.water.keys()].flatMap((gaugeId) => {
    const gauge = city.gauges.get(gaugeId);
    const station = gauge === undefined ? undefined : city.stations.get(gauge.stationId);
    if (gauge === undefined || station === undefined) return [];
    const alarms = [...(ofGauge.get(gaugeId) ?? []), ...(ofStation.get(station.id) ?? [])];
    const own = faultsAt(gauge, city, faults);
    return gapsOf(gauge, truth).map((gap) => stretchOf(gap, { gauge, station, alarms, faults: own }));
  });
}

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly isHeard: boolean;
}

/** Stretches of a gauge without anything usable. */
function gapsOf({ id, expectedIntervalMs }: Gauge, { scenario, sent }: Truth): readonly Gap[] {
  const { usableAt, unusableAt } = sent.get(id) ?? nothingSent;
  const moments = [scenario.startsAt, ...usableAt, scenario.endsAt];
  const gaps: Gap[] = [];
  for (let index = 1; index < moments.length; index++) {
    const last = moments[index - 1] as number;
    const next = moments[index] as number;
    if (next - last <= blindIntervals * expectedIntervalMs) continue;
    const isHeard = unusableAt.some((at) => at > last && at < next);
    gaps.push({ from: last + expectedIntervalMs, to: next, isHeard });
  }
  return gaps;
}

const nothingSent: SentByGauge = { values: 0, usableAt: [], unusableAt: [] };

interface AboutGauge {
  readonly gauge: Gauge;
  readonly station: Station;
  readonly alarms: readonly AlarmSpan[];
  readonly faults: readonly TruthFault[];
}

function stretchOf({ from, to, isHeard }: Gap, { gauge, station, alarms, faults }: AboutGauge): BlindStretch {
  const { expectedIntervalMs } = gauge;
  const first = alarms.find((span) => startOf(span) <= to && endOf(span) >= from);
  const raisedAt = first === undefined ? null : Math.max(from, startOf(first));
  const waitIntervals = ((raisedAt ?? to) - from) / expectedIntervalMs;
  return {
    gaugeId: gauge.id,
    stationId: station.id,
    importance: station.importance,
    expectedIntervalMs,
    from,
    to,
    causes: faults.filter((fault) => fault.from <= to && fault.to >= from - expectedIntervalMs),
    isHeard,
    raisedAt,
    waitIntervals,
    isSaidInTime: waitIntervals <= mostWaitIntervals,
  };
}

/** Kinds of the faults that had a stretch begin: those in force when the first reading did not come, or soon after. */
export function beginningFaults({ causes, from, expectedIntervalMs }: BlindStretch): readonly FaultKind[] {
  return faultsDuring(causes, { from: from - expectedIntervalMs, to: from + expectedIntervalMs });
}

/** Kinds of the faults in force in a span, each once. */
export function faultsDuring(
  causes: readonly TruthFault[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly FaultKind[] {
  return [...new Set(causes.filter((each) => each.from <= to && each.to >= from).map(({ fault }) => fault))];
}

/** Whether a fault keeps a gauge from being seen: others make it speak twice, out of order, or of another time. */
function canBlind({ fault }: TruthFault): boolean {
  switch (classOf(fault)) {
    case "value":
    case "silence":
    case "link":
      return true;
    case "clock":
    case "sending":
      return false;
  }
}

/** Faults of its device as far as they are of its channel, and of the gateway that the device is behind. */
function faultsAt(
  { deviceId, channel }: Gauge,
  { devices }: City,
  faults: ReadonlyMap<DeviceId, readonly TruthFault[]>,
): readonly TruthFault[] {
  const gatewayId = devices.get(deviceId)?.gatewayId;
  const own = faults.get(deviceId) ?? [];
  const ofGateway = gatewayId === undefined ? [] : (faults.get(gatewayId) ?? []);
  const ofChannel = own.filter((fault) => fault.channel === undefined || fault.channel === channel);
  return [...ofChannel, ...ofGateway].filter(canBlind);
}

/** Blind time of some stretches. */
export interface BlindTotals {
  readonly stretches: number;
  readonly minutes: number;
  /** Minutes before an alarm said so, and all of stretches that none was about. */
  readonly waitMinutes: number;
  /** Stretches whose alarm came after the limit, or that lasted longer than it without one. */
  readonly raisedLate: number;
  /** Longest wait for an alarm, in intervals of its gauge; null for no stretch. */
  readonly mostWaitIntervals: number | null;
}

export function blindTotals(stretches: readonly BlindStretch[]): BlindTotals {
  const waits = stretches.map(({ waitIntervals }) => waitIntervals);
  return {
    stretches: stretches.length,
    minutes: sum(stretches.map(({ from, to }) => to - from)) / minuteMs,
    waitMinutes: sum(stretches.map((each) => each.waitIntervals * each.expectedIntervalMs)) / minuteMs,
    raisedLate: stretches.filter(({ isSaidInTime }) => !isSaidInTime).length,
    mostWaitIntervals: waits.length === 0 ? null : waits.reduce((most, each) => Math.max(most, each)),
  };
}
