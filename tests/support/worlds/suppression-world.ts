import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import type { Order, Silence } from "../../../domain/alarms/order.ts";
import type { City, Device, Gauge, Station } from "../../../domain/city/city.ts";
import type { Hazard } from "../../../domain/city/hazard.ts";
import type { Level } from "../../../domain/city/level.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { AlarmKey, DeviceId, GaugeId, RuleId, StationId } from "../../../domain/ids.ts";
import type { SuppressionOutcome } from "../../../suppression/suppression-control.ts";
import { gauge, smallCity, station, transition } from "../alarm-builders.ts";
import type { SuppressionRun } from "./suppression.ts";

/** 2021-07-20T08:00:00Z; minute 0 of every test. */
export const startsAt = Date.UTC(2021, 6, 20, 8);

export function minute(count: number): number {
  return startsAt + count * minuteMs;
}

export interface StationSketch {
  readonly id: string;
  readonly importance?: 1 | 2 | 3;
  readonly kind?: Station["kind"];
  readonly tags?: readonly string[];
  /** Metres north of the first station. */
  readonly northM?: number;
  readonly upstream?: readonly string[];
}

export interface GaugeSketch {
  readonly id: string;
  readonly stationId: string;
  /** Its own where left out. */
  readonly deviceId?: string;
  readonly gatewayId?: string;
  readonly property?: Gauge["property"];
  readonly expectedIntervalMs?: number;
}

/** The small city's district with these stations and gauges; depth once a minute where nothing is said. */
export function sketchCity(stationSketches: readonly StationSketch[], gaugeSketches: readonly GaugeSketch[]): City {
  const stations = new Map<StationId, Station>();
  for (const sketch of stationSketches) {
    const id = sketch.id as StationId;
    const { importance = 1, kind = "waterlogging", tags = [], northM = 0, upstream = [] } = sketch;
    const links = upstream.map((from) => ({ stationId: from as StationId, travelTimeMs: 30 * minuteMs }));
    const latitude = 34.76 + northM / 111_195;
    stations.set(id, station({ id, importance, kind, tags, latitude, upstream: links }));
  }
  const devices = new Map<DeviceId, Device>();
  const gauges = new Map<GaugeId, Gauge>();
  for (const sketch of gaugeSketches) {
    const deviceId = (sketch.deviceId ?? `device-${sketch.id}`) as DeviceId;
    const stationId = sketch.stationId as StationId;
    const gateway = sketch.gatewayId === undefined ? {} : { gatewayId: sketch.gatewayId as DeviceId };
    devices.set(deviceId, { id: deviceId, stationId, ...gateway });
    const { property = "depth", expectedIntervalMs = minuteMs } = sketch;
    const id = sketch.id as GaugeId;
    gauges.set(id, gauge({ id, stationId, deviceId, property, expectedIntervalMs, channel: sketch.id }));
  }
  return { ...smallCity(), stations, devices, gauges };
}

/** Moves of one alarm, as rules emit them: a chain of levels at minutes. */
export interface Mover {
  to(level: Level | null, at: number): AlarmTransition;
}

/** @param gaugeId of the city; the alarm's station is the gauge's */
export function mover(
  city: City,
  gaugeId: string,
  about: { readonly rule?: string; readonly hazard?: Hazard; readonly unit?: string } = {},
): Mover {
  const { rule = "depth", hazard = "waterlogging", unit = "m" } = about;
  const stationId = city.gauges.get(gaugeId as GaugeId)?.stationId as StationId;
  let from: Level | null = null;
  let episodeStartedAt = 0;
  return {
    to(level, at) {
      if (from === null) episodeStartedAt = at;
      const moved = transition({
        alarmKey: `${rule}|${gaugeId}` as AlarmKey,
        ruleId: rule as RuleId,
        hazard,
        unit,
        target: { kind: "gauge", gaugeId: gaugeId as GaugeId, stationId },
        from,
        to: level,
        at,
        receivedAt: at,
        episodeStartedAt,
        cause: unit === "intervals" && level !== null ? "clock" : "observation",
        conditionKind: unit === "intervals" ? "silence" : "threshold",
      });
      from = level;
      return moved;
    },
  };
}

export function silenceOrder(changes: Partial<Silence> & Pick<Silence, "match">): Order {
  const fromAt = changes.fromAt ?? startsAt;
  return {
    kind: "silence",
    silence: {
      id: "silence-1",
      owner: "Li Wei",
      reason: "road works",
      createdAt: fromAt,
      fromAt,
      untilAt: fromAt + 60 * minuteMs,
      includesRed: false,
      ...changes,
    },
  };
}

export function maintenanceOrder(deviceId: string, fromMinute: number, untilMinute: number): Order {
  return {
    kind: "maintenance",
    maintenance: {
      id: `maintenance-${deviceId}`,
      deviceId: deviceId as DeviceId,
      owner: "Wang Fang",
      reason: "new probe",
      createdAt: minute(fromMinute),
      fromAt: minute(fromMinute),
      untilAt: minute(untilMinute),
    },
  };
}

/** One line for each notification: `minute alarm from>to mark`; events by their type. */
export function notifiedLines({ notified, events }: SuppressionOutcome): readonly string[] {
  const lines = notified.map(({ alarmKey, from, to, at, noise }) => {
    const mark = noise === undefined ? "" : ` ${noise.outcome}:${noise.hold.kind}`;
    return `${minutesOf(at)} ${alarmKey} ${from ?? "-"}>${to ?? "-"}${mark}`;
  });
  return [...lines, ...events.map(({ type, at, subject }) => `${minutesOf(at)} ${type} ${subject}`)];
}

function minutesOf(at: number): number {
  return Math.round(((at - startsAt) / minuteMs) * 100) / 100;
}

/** Gives inputs to suppression: moves, orders and time, in their order; the lines of what was notified. */
export function feed(
  suppression: SuppressionRun,
  inputs: readonly (AlarmTransition | { readonly order: Order; readonly at: number } | { readonly until: number })[],
): readonly string[] {
  return inputs.flatMap((each) => {
    if ("until" in each) return notifiedLines(suppression.advance(minute(each.until)));
    if ("order" in each) return notifiedLines(suppression.applyOrder(each.order, minute(each.at)));
    return notifiedLines(suppression.accept(each));
  });
}
