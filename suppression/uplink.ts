import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City, Gauge, Station } from "../domain/city/city.ts";
import { type Level, rankOf, worse } from "../domain/city/level.ts";
import type { AlarmKey, DeviceId, GaugeId, RuleId } from "../domain/ids.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { uplinkTexts } from "../locales/suppression.ts";

/** Rule id of the alarm that stands for all gauges of a silent device or gateway. */
export const uplinkRuleId = "carrier-silent" as RuleId;

/** What speaks for several gauges: a device, or the gateway it is behind. */
export interface Uplink {
  readonly id: DeviceId;
  readonly gauges: readonly Gauge[];
  /** Where its alarm stands: the gateway's own station, else the most important one it serves. */
  readonly station: Station;
}

/** Where the alarm of an uplink stands. A JSON value. */
export interface UplinkState {
  /** Transition that brought its alarm where it is; null while it is heard. */
  readonly last: AlarmTransition | null;
  /** Our clock when it was heard again; null before. */
  readonly returnedAt: number | null;
}

/** Whether a transition is about one gauge not being heard. */
export function isSilentGaugeAlarm(transition: Pick<AlarmTransition, "conditionKind" | "unit" | "target">): boolean {
  return transition.target.kind === "gauge" && isOfSilence(transition);
}

/** Saved state may hold transitions from before their kind was recorded; of those, only silence counted in intervals. */
function isOfSilence({ conditionKind, unit }: Pick<AlarmTransition, "conditionKind" | "unit">): boolean {
  return conditionKind === undefined ? unit === "intervals" : conditionKind === "silence";
}

/** Uplinks of two gauges or more, by each of their gauges. */
export function uplinksOf(city: City): ReadonlyMap<GaugeId, Uplink> {
  const gaugesOf = new Map<DeviceId, Gauge[]>();
  for (const gauge of city.gauges.values()) {
    const id = city.devices.get(gauge.deviceId)?.gatewayId ?? gauge.deviceId;
    const gauges = gaugesOf.get(id);
    if (gauges === undefined) gaugesOf.set(id, [gauge]);
    else gauges.push(gauge);
  }
  const byGauge = new Map<GaugeId, Uplink>();
  for (const [id, gauges] of gaugesOf) {
    const station = stationOf(id, gauges, city);
    if (gauges.length < 2 || station === null) continue;
    for (const gauge of gauges) byGauge.set(gauge.id, { id, gauges, station });
  }
  return byGauge;
}

/**
 * Whether a gauge that fell silent did so with its whole uplink: nothing was heard from any other gauge since this
 * one's first missing reading. Decided at once, so that no gauge is notified before its uplink is.
 *
 * @param waitedSince reception of a gauge's newest usable reading, or the hub's start
 */
export function isUplinkSilent(uplink: Uplink, silent: GaugeId, waitedSince: (id: GaugeId) => number): boolean {
  const gauge = uplink.gauges.find(({ id }) => id === silent);
  if (gauge === undefined) return false;
  const missedAt = waitedSince(silent) + gauge.expectedIntervalMs;
  return uplink.gauges.every(({ id }) => waitedSince(id) <= missedAt);
}

/** What raises the alarm of an uplink. */
interface UplinkRaise {
  /** Where its alarm stands; null while it is normal. */
  readonly last: AlarmTransition | null;
  /** The silence of one of its gauges. */
  readonly by: AlarmTransition;
  /** Why that gauge says nothing usable although it is heard; null where nothing is heard. */
  readonly reason: BilingualText | null;
}

/** The uplink's alarm at the gravest level any of its gauges has reached; null when it is there already. */
export function raiseUplinkAlarm(
  uplink: Uplink,
  { last, by, reason }: UplinkRaise,
  at: number,
): AlarmTransition | null {
  const from = last?.to ?? null;
  const to = worse(from, by.to);
  if (rankOf(to) === rankOf(from)) return null;
  return uplinkTransition(uplink, last, { from, to, at, signal: uplink.gauges.length, cause: "clock", reason });
}

export function clearUplinkAlarm(uplink: Uplink, last: AlarmTransition, at: number): AlarmTransition {
  return uplinkTransition(uplink, last, { from: last.to, to: null, at, signal: 0, cause: "observation", reason: null });
}

function uplinkTransition(
  { id, gauges, station }: Uplink,
  last: AlarmTransition | null,
  move: Pick<AlarmTransition, "from" | "to" | "at" | "signal" | "cause" | "reason">,
): AlarmTransition {
  const count = gauges.length;
  return {
    alarmKey: `${uplinkRuleId}|${id}` as AlarmKey,
    ruleId: uplinkRuleId,
    ruleVersion: "built-in",
    hazard: "blind-spot",
    target: { kind: "station", stationId: station.id },
    from: move.from as Level | null,
    to: move.to,
    at: move.at,
    receivedAt: move.at,
    episodeStartedAt: last?.episodeStartedAt ?? move.at,
    cause: move.cause,
    signal: move.signal,
    unit: "gauges",
    peakSignal: count,
    limit: count,
    isLate: false,
    effect: "live",
    revisesFromAt: null,
    reason: move.reason,
    title: fill(uplinkTexts.title, { station: station.name, device: id, count }),
    advice: uplinkTexts.advice,
    placeName: station.name,
    statement: fill(uplinkTexts[move.to === null ? "statement-over" : "statement"], { device: id, count }),
    opensCase: true,
    draftsWarning: false,
  };
}

function stationOf(id: DeviceId, gauges: readonly Gauge[], city: City): Station | null {
  const own = city.devices.get(id);
  if (own !== undefined) return city.stations.get(own.stationId) ?? null;
  const served = gauges.flatMap((gauge) => city.stations.get(gauge.stationId) ?? []);
  const ordered = served.toSorted((a, b) => b.importance - a.importance || (a.id < b.id ? -1 : 1));
  return ordered[0] ?? null;
}
