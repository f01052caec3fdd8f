import { crc32 } from "node:zlib";
import type { PublishedReadings } from "../broker/ports.ts";
import { checks } from "../domain/observations/quality.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { AppendedObservation } from "../store/ports.ts";
import type { DecodedReading } from "./codecs/codec.ts";
import { describeValue } from "./describe-value.ts";
import type { IngestCounts } from "./ingest-counts.ts";
import { canonicalValue, flagOf, grossRangeCheck, type Rejection, rejectionOfValue } from "./qualify.ts";
import { rejectHead } from "./reject-head.ts";
import type { IngestSettings } from "./settings.ts";
import type { ConversionsByChannel, Source } from "./sources.ts";

/** A message on its way to what is kept of it. */
export interface MessageConversion {
  readonly message: PublishedReadings;
  readonly settings: IngestSettings;
  readonly counts: IngestCounts;
  readonly observations: AppendedObservation[];
  readonly rejects: Reject[];
  /** Identity of its packet, once a reading needed it; undefined before, and at QoS 0. */
  packet: number | undefined;
}

/** One reading of it. */
export interface ReadingConversion {
  readonly reading: DecodedReading;
  readonly source: Source;
  /** Stands in where the device's time cannot be used. */
  readonly ourTime: number;
  /** What a reject shows: of the payload, where undefined. */
  readonly sent: unknown;
}

/** What is refused whole: a message, or one reading of it. */
export interface WholeRejection extends Rejection {
  readonly deviceId: string;
  readonly sent: unknown;
}

/** One observation or one reject for each channel; one reject where the reading is refused whole. */
export function convertReading(within: MessageConversion, { reading, source, ourTime, sent }: ReadingConversion): void {
  const { message, counts } = within;
  const { deviceTime, seq, values } = reading;
  const refusedWhole = rejectionOfReading(reading);
  if (refusedWhole !== null) {
    rejectWhole(within, { ...refusedWhole, deviceId: source.deviceId, sent });
    return;
  }
  const { receivedAt } = message;
  const { dating } = source.clock;
  const observedAt = deviceTime === null ? ourTime : dating.timeOf(deviceTime, ourTime, receivedAt);
  const timeChecks =
    deviceTime === null
      ? checks.untimed
      : dating.checksOf(deviceTime, receivedAt) | checkOfAge(observedAt, receivedAt, within.settings);
  const isClockWrong = (timeChecks & checks.clockWrong) !== 0;
  let head: Uint8Array | null = null;
  counts.readings++;
  for (const channel of Object.keys(values)) {
    counts.values++;
    const conversion = source.conversions.get(channel);
    const value = values[channel];
    const rejection =
      conversion === undefined ? unknownChannel(channel, source.conversions) : rejectionOfValue(channel, value);
    if (conversion === undefined || rejection !== null) {
      head ??= rejectedHead(within, sent);
      if (rejection !== null) reject(within, { ...rejection, deviceId: source.deviceId }, head);
      continue;
    }
    const canonical = canonicalValue(conversion, value as number);
    const failed = timeChecks | grossRangeCheck(conversion, canonical);
    const flag = flagOf(failed);
    counts.flags[flag]++;
    if (isClockWrong) counts.clockWrong++;
    within.observations.push({
      gauge: conversion.gauge,
      observedAt,
      receivedAt,
      value: canonical,
      flag,
      checks: failed,
      deviceTime: isClockWrong ? deviceTime : null,
      seq,
      packet:
        seq === null && (deviceTime === null || (timeChecks & checks.sameMoment) !== 0) ? packetOf(within) : undefined,
    });
  }
}

/** One reject, which counts as one value. */
export function rejectWhole(within: MessageConversion, rejection: WholeRejection): void {
  within.counts.values++;
  reject(within, rejection, rejectedHead(within, rejection.sent));
}

function reject(
  { message, counts, rejects }: MessageConversion,
  { reason, deviceId, detail }: Rejection & { readonly deviceId: string },
  head: Uint8Array,
): void {
  counts.rejects[reason]++;
  rejects.push({ reason, deviceId, topic: message.topic, detail, head, receivedAt: message.receivedAt });
}

function rejectedHead({ message, settings }: MessageConversion, sent: unknown): Uint8Array {
  return rejectHead(sent, message.payload, settings.rejectHeadBytes);
}

/** Of the packet's identifier and its payload, below 0 where it was sent again; undefined at QoS 0. */
function packetOf(within: MessageConversion): number | undefined {
  const { packetId, payload, isSentAgain = false } = within.message;
  if (packetId === undefined || within.packet !== undefined) return within.packet;
  const identity = packetId * 2 ** 32 + crc32(payload);
  within.packet = isSentAgain ? -identity : identity;
  return within.packet;
}

/** Why a reading is refused whole; null when its channels can be looked at. */
function rejectionOfReading({ values }: DecodedReading): Rejection | null {
  if (Object.keys(values).length > 0) return null;
  return { reason: "payload.wrong_shape", detail: 'wanted at least one channel in "values": got none' };
}

function unknownChannel(channel: string, conversions: ConversionsByChannel): Rejection {
  const known = [...conversions.keys()].slice(0, 10).join(", ") || "(none)";
  return {
    reason: "channel.unknown",
    detail: `wanted one of the device's channels ${known}: got ${describeValue(channel)}`,
  };
}

/** Bit of the check that a reading fails which was so long ago that it is only kept. */
function checkOfAge(observedAt: number, receivedAt: number, { archiveOnlyAfterMs }: IngestSettings): number {
  return archiveOnlyAfterMs > 0 && receivedAt - observedAt > archiveOnlyAfterMs ? checks.tooOld : 0;
}
