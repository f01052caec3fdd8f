import type { City } from "../domain/city/city.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Observation } from "../domain/observation.ts";
import { checks, type QualityFlag } from "../domain/quality.ts";
import { type Reject, type RejectReason, rejectReasons } from "../domain/reject.ts";
import { type DecodedItem, type DecodedReading, rejectedReading } from "./codecs/codec.ts";
import { codecs } from "./codecs/registry.ts";
import { describeValue } from "./describe-value.ts";
import { type GaugeConversion, gaugeConversions } from "./gauge-conversions.ts";
import {
  canonicalValue,
  flagOf,
  grossRangeCheck,
  type Rejection,
  rejectionOfTime,
  rejectionOfValue,
} from "./qualify.ts";
import { rejectHead } from "./reject-head.ts";
import type { IngestSettings } from "./settings.ts";

/** A publish on a device's own readings topic. */
export interface IngestMessage {
  readonly deviceId: string;
  readonly codec: string;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Our clock, ms since 1970. */
  readonly receivedAt: number;
}

export interface IngestResult {
  readonly observations: readonly Observation[];
  readonly rejects: readonly Reject[];
}

/** Everything taken since the start. `values` = `observations` + all of `rejects`, by the rule at `Ingest.take`. */
export interface IngestCounts {
  readonly messages: number;
  readonly readings: number;
  readonly values: number;
  readonly observations: number;
  readonly rejects: Readonly<Record<RejectReason, number>>;
  readonly flags: Readonly<Record<QualityFlag, number>>;
  /** Observations kept under our time because the device's clock was ahead. */
  readonly clockWrong: number;
}

export interface Ingest {
  /**
   * Turns a message into what is to be kept. Never throws, keeps no reference to the payload, and is a function of the
   * message alone but for the counts.
   *
   * Nothing gets lost in between. What counts as one: every channel of every reading; a reading refused whole (wrong
   * shape, no channel in it, unreadable time); a message refused whole (not JSON, unknown device or codec, too many
   * readings). Each gives exactly one observation or exactly one reject. A key twice in one JSON object is one: the
   * last, as RFC 8259 parsers have it.
   *
   * Where the time is ours (none sent, or a clock ahead) the readings of one array are put a millisecond apart, the
   * last at `receivedAt`: at the same moment the journal would take them for duplicates of one another.
   */
  decode(message: IngestMessage): IngestResult;
  readonly counts: IngestCounts;
  /** How far ahead of ours, in ms, the clock of a device is, for devices whose clock was wrong when last heard. */
  readonly clockSkew: ReadonlyMap<string, number>;
}

/** @throws {HubError} `ingest.unit_mismatch`, `ingest.gauge_key_missing`, `ingest.channel_taken` */
export function createIngest(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>, settings: IngestSettings): Ingest {
  const targetsByDevice = gaugeConversions(city, keys);
  const rejectCounts = Object.fromEntries(rejectReasons.map((reason) => [reason, 0])) as Record<RejectReason, number>;
  const flagCounts: Record<QualityFlag, number> = { 1: 0, 2: 0, 3: 0, 4: 0, 9: 0 };
  const counts = {
    messages: 0,
    readings: 0,
    values: 0,
    observations: 0,
    rejects: rejectCounts,
    flags: flagCounts,
    clockWrong: 0,
  };
  const clockSkew = new Map<string, number>();

  function decode(message: IngestMessage): IngestResult {
    const targets = targetsByDevice.get(message.deviceId);
    const items =
      targets === undefined ? [unknownDevice(message)] : decodePayload(message, settings.maxReadingsPerMessage);
    const taken = { observations: [] as Observation[], rejects: [] as Reject[] };
    const lastIndex = items.length - 1;
    let newestTime = Number.NEGATIVE_INFINITY;
    for (let i = 0; i <= lastIndex; i++) {
      const item = items[i] as DecodedItem;
      // Which bytes a reject shows: of the payload, unless there are several readings in it.
      const sent = lastIndex === 0 ? undefined : item.sent;
      const refusal = item.ok ? rejectionOfReading(item) : item;
      if (refusal !== null) {
        counts.values++;
        reject(taken.rejects, message, refusal.reason, refusal.detail, rejectedHead(sent, message));
        continue;
      }
      const reading = item as DecodedReading;
      convertReading(
        taken,
        message,
        reading,
        targets as ConversionsByChannel,
        message.receivedAt - (lastIndex - i),
        sent,
      );
      if (reading.deviceTime !== null && reading.deviceTime > newestTime) newestTime = reading.deviceTime;
    }
    if (newestTime > 0) trackClockSkew(message, newestTime);
    counts.messages++;
    counts.observations += taken.observations.length;
    return taken;
  }

  /** One observation or one reject for each channel. `ourTime` stands in where the device's cannot be used. */
  function convertReading(
    taken: { observations: Observation[]; rejects: Reject[] },
    message: IngestMessage,
    { deviceTime, seq, values }: DecodedReading,
    targets: ConversionsByChannel,
    ourTime: number,
    sent: unknown,
  ): void {
    const timeCheck = checkOfTime(deviceTime, message.receivedAt, settings);
    const isOurTime = deviceTime === null || timeCheck === checks.clockAhead;
    const observedAt = isOurTime ? ourTime : deviceTime;
    let head: Uint8Array | null = null;
    counts.readings++;
    for (const channel of Object.keys(values)) {
      counts.values++;
      const target = targets.get(channel);
      const value = values[channel];
      const refusal = target === undefined ? unknownChannel(channel, targets) : rejectionOfValue(channel, value);
      if (target === undefined || refusal !== null) {
        head ??= rejectedHead(sent, message);
        if (refusal !== null) reject(taken.rejects, message, refusal.reason, refusal.detail, head);
        continue;
      }
      const canonical = canonicalValue(target, value as number);
      const failed = timeCheck | grossRangeCheck(target, canonical);
      const flag = flagOf(failed);
      flagCounts[flag]++;
      if (timeCheck === checks.clockAhead) counts.clockWrong++;
      taken.observations.push({
        gauge: target.gauge,
        observedAt,
        receivedAt: message.receivedAt,
        value: canonical,
        flag,
        checks: failed,
        deviceTime: timeCheck === checks.clockAhead ? deviceTime : null,
        seq,
      });
    }
  }

  /** A device is heard by its newest time: a backlog behind it says nothing of its clock. */
  function trackClockSkew({ deviceId, receivedAt }: IngestMessage, newestTime: number): void {
    if (newestTime - receivedAt > settings.clockAheadLimitMs) clockSkew.set(deviceId, newestTime - receivedAt);
    else if (clockSkew.size > 0) clockSkew.delete(deviceId);
  }

  function reject(rejects: Reject[], message: IngestMessage, reason: RejectReason, detail: string, head: Uint8Array) {
    rejectCounts[reason]++;
    const { deviceId, topic, receivedAt } = message;
    rejects.push({ reason, deviceId, topic, detail, head, receivedAt });
  }

  function rejectedHead(sent: unknown, message: IngestMessage): Uint8Array {
    return rejectHead(sent, message.payload, settings.rejectHeadBytes);
  }

  return { decode, counts, clockSkew };
}

type ConversionsByChannel = ReadonlyMap<string, GaugeConversion>;

function decodePayload(message: IngestMessage, maxReadings: number): readonly DecodedItem[] {
  const codec = codecs.get(message.codec);
  if (codec === undefined) {
    const known = [...codecs.keys()].join(", ");
    return [
      rejectedReading("topic.unknown_codec", `wanted one of the codecs ${known}: got ${describeValue(message.codec)}`),
    ];
  }
  try {
    return codec.decode(message.payload, message.receivedAt, maxReadings);
  } catch (error) {
    // A codec that throws has met bytes its author did not foresee; the device must not send them for ever.
    return [
      rejectedReading("payload.wrong_shape", `codec ${codec.name} cannot read this: ${describeValue(String(error))}`),
    ];
  }
}

function unknownDevice(message: IngestMessage): DecodedItem {
  const detail = `wanted a device of the city: got ${describeValue(message.deviceId)}; add it to the city's devices file`;
  return rejectedReading("device.unknown", detail);
}

function rejectionOfReading({ deviceTime, values }: DecodedReading): Rejection | null {
  if (Object.keys(values).length === 0) {
    return { reason: "payload.wrong_shape", detail: 'wanted at least one channel in "values": got none' };
  }
  return deviceTime === null ? null : rejectionOfTime(deviceTime);
}

function unknownChannel(channel: string, targets: ConversionsByChannel): Rejection {
  const known = [...targets.keys()].slice(0, 10).join(", ") || "(none)";
  return {
    reason: "channel.unknown",
    detail: `wanted one of the device's channels ${known}: got ${describeValue(channel)}`,
  };
}

/** Bit of the check that a time fails: untimed, clockAhead, tooOld; 0 for none. */
function checkOfTime(deviceTime: number | null, receivedAt: number, settings: IngestSettings): number {
  if (deviceTime === null) return checks.untimed;
  if (deviceTime - receivedAt > settings.clockAheadLimitMs) return checks.clockAhead;
  const isOld = settings.archiveOnlyAfterMs > 0 && receivedAt - deviceTime > settings.archiveOnlyAfterMs;
  return isOld ? checks.tooOld : 0;
}
