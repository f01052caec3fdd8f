import type { City } from "../domain/city/city.ts";
import { minuteMs } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { fixTexts, wantedTexts } from "../locales/devices/rejects.ts";
import { fill } from "../locales/fill.ts";
import { Clocks } from "./clocks/clocks.ts";
import type { DeviceClock } from "./clocks/device-clock.ts";
import type { Counter } from "./counters/counter.ts";
import { describeValue } from "./describe-value.ts";
import { type GaugeConversion, gaugeConversions } from "./gauge-conversions.ts";
import type { Rejection } from "./qualify.ts";
import { wantedGot } from "./reject-words.ts";
import type { IngestSettings } from "./settings.ts";

export type ConversionsByChannel = ReadonlyMap<string, GaugeConversion>;

/** A device of the city, or a gateway, and how the values it sends are converted, by channel. */
export interface Source {
  readonly deviceId: string;
  readonly conversions: ConversionsByChannel;
  readonly clock: DeviceClock;
}

/** Who may send readings, and of which devices: of its own, and of those the city puts behind it. */
export interface Sources {
  /** A device of the city or a gateway; null for any other id. */
  ofSender(deviceId: string): Source | null;
  /** The device that a message of `sender` names as the source of a reading: itself, where it names none. */
  of(sender: Source, sourceId: string | null): Source | Rejection;
  isGateway(deviceId: string): boolean;
  all(): Iterable<Source>;
  /** Of every source. */
  readonly clocks: Clocks;
  /** How far apart readings of each gauge are at least, ms. */
  readonly apartMs: ReadonlyMap<GaugeKey, number>;
  /** Those of its gauges that count. */
  readonly counters: ReadonlyMap<GaugeKey, Counter>;
}

const noConversions: ConversionsByChannel = new Map();

/** @throws {HubError} `ingest.unit_mismatch`, `ingest.gauge_key_missing`, `ingest.channel_taken` */
export function sourcesOf(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>, settings: IngestSettings): Sources {
  const clocks = new Clocks(settings, city.timeZone);
  const sources = new Map<string, Source>();
  const intervals = intervalsByDevice(city);
  const add = (deviceId: string, conversions: ConversionsByChannel): void => {
    const clock = clocks.add(deviceId, intervals.get(deviceId) ?? minuteMs);
    sources.set(deviceId, { deviceId, conversions, clock });
  };
  for (const [deviceId, conversions] of gaugeConversions(city, keys)) add(deviceId, conversions);
  const gatewaysByDevice = new Map<string, string>();
  for (const { id, gatewayId } of city.devices.values())
    if (gatewayId !== undefined) gatewaysByDevice.set(id, gatewayId);
  const gateways = new Set(gatewaysByDevice.values());
  // A gateway needs no gauges, and no entry of its own in the city's files.
  for (const deviceId of gateways) {
    if (!sources.has(deviceId)) add(deviceId, noConversions);
  }
  return {
    ofSender: (deviceId) => sources.get(deviceId) ?? null,
    of(sender, sourceId) {
      if (sourceId === null || sourceId === sender.deviceId) return sender;
      const source = sources.get(sourceId);
      if (source !== undefined && gatewaysByDevice.get(sourceId) === sender.deviceId) return source;
      return notBehind(sender.deviceId, sourceId);
    },
    isGateway: (deviceId) => gateways.has(deviceId),
    all: () => sources.values(),
    ...{ clocks, apartMs: apartMsOf(sources.values()), counters: countersOf(sources.values()) },
  };
}

/** How far apart readings of each device are expected: of the gauge that reports most often. */
function intervalsByDevice(city: City): ReadonlyMap<string, number> {
  const intervals = new Map<string, number>();
  for (const { deviceId, expectedIntervalMs } of city.gauges.values()) {
    intervals.set(deviceId, Math.min(intervals.get(deviceId) ?? expectedIntervalMs, expectedIntervalMs));
  }
  return intervals;
}

function apartMsOf(sources: Iterable<Source>): ReadonlyMap<GaugeKey, number> {
  return new Map(
    [...sources].flatMap(({ conversions }) => [...conversions.values()].map(({ gauge, apartMs }) => [gauge, apartMs])),
  );
}

function countersOf(sources: Iterable<Source>): ReadonlyMap<GaugeKey, Counter> {
  const conversions = [...sources].flatMap((source) => [...source.conversions.values()]);
  return new Map(conversions.flatMap(({ gauge, counter }) => (counter === null ? [] : [[gauge, counter]])));
}

/** An unknown device and another's read alike, so that ids cannot be tried out. */
function notBehind(senderId: string, sourceId: string): Rejection {
  const words = () => {
    const wanted = fill(wantedTexts["device-behind"], { sender: describeValue(senderId) });
    return wantedGot(wanted, describeValue(sourceId), fixTexts.gateway);
  };
  return { reason: "device.not_behind_gateway", words };
}

/** Of a message whose sender is no device of the city. */
export function unknownDevice(deviceId: string): Rejection {
  const words = () => wantedGot(wantedTexts["device-of-city"], describeValue(deviceId), fixTexts["add-device"]);
  return { reason: "device.unknown", words };
}
