import type { PublishedReadings } from "../broker/ports.ts";
import type { Observation } from "../domain/observations/observation.ts";
import { checks } from "../domain/observations/quality.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { ClockSkews } from "./clock-skews.ts";
import type { DecodedReading } from "./codecs/codec.ts";
import { describeValue } from "./describe-value.ts";
import type { IngestCounts } from "./ingest-counts.ts";
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
import type { ConversionsByChannel, Source } from "./sources.ts";

/** A message on its way to what is kept of it. */
export interface MessageConversion {
  readonly message: PublishedReadings;
  readonly settings: IngestSettings;
  readonly counts: IngestCounts;
  readonly skews: ClockSkews;
  readonly observations: Observation[];
  readonly rejects: Reject[];
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
  const { message, settings, counts } = within;
  const { deviceTime, seq, values } = reading;
  const refusedWhole = rejectionOfReading(reading);
  if (refusedWhole !== null) {
    rejectWhole(within, { ...refusedWhole, deviceId: source.deviceId, sent });
    return;
  }
  if (deviceTime !== null) within.skews.hear(source.deviceId, deviceTime);
  const timeCheck = checkOfTime(deviceTime, message.receivedAt, settings);
  const isClockAhead = timeCheck === checks.clockWrong;
  const observedAt = deviceTime === null || isClockAhead ? ourTime : deviceTime;
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
      const of = conversion === undefined ? {} : { gauge: conversion.gauge };
      if (rejection !== null) reject(within, { ...rejection, ...of, deviceId: source.deviceId }, head);
      continue;
    }
    const canonical = canonicalValue(conversion, value as number);
    const failed = timeCheck | grossRangeCheck(conversion, canonical);
    const flag = flagOf(failed);
    counts.flags[flag]++;
    if (isClockAhead) counts.clockWrong++;
    within.observations.push({
      gauge: conversion.gauge,
      observedAt,
      receivedAt: message.receivedAt,
      value: canonical,
      flag,
      checks: failed,
      deviceTime: isClockAhead ? deviceTime : null,
      seq,
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
  rejection: Rejection & Pick<Reject, "deviceId" | "gauge">,
  head: Uint8Array,
): void {
  counts.rejects[rejection.reason]++;
  rejects.push({ ...rejection, topic: message.topic, head, receivedAt: message.receivedAt });
}

function rejectedHead({ message, settings }: MessageConversion, sent: unknown): Uint8Array {
  return rejectHead(sent, message.payload, settings.rejectHeadBytes);
}

/** Why a reading is refused whole; null when its channels can be looked at. */
function rejectionOfReading({ deviceTime, values }: DecodedReading): Rejection | null {
  if (Object.keys(values).length === 0) {
    return { reason: "payload.wrong_shape", detail: 'wanted at least one channel in "values": got none' };
  }
  return deviceTime === null ? null : rejectionOfTime(deviceTime);
}

function unknownChannel(channel: string, conversions: ConversionsByChannel): Rejection {
  const known = [...conversions.keys()].slice(0, 10).join(", ") || "(none)";
  return {
    reason: "channel.unknown",
    detail: `wanted one of the device's channels ${known}: got ${describeValue(channel)}`,
  };
}

/** Bit of the check that a time fails: untimed, clockWrong, tooOld; 0 for none. */
function checkOfTime(deviceTime: number | null, receivedAt: number, settings: IngestSettings): number {
  if (deviceTime === null) return checks.untimed;
  if (deviceTime - receivedAt > settings.clockAheadLimitMs) return checks.clockWrong;
  const isOld = settings.archiveOnlyAfterMs > 0 && receivedAt - deviceTime > settings.archiveOnlyAfterMs;
  return isOld ? checks.tooOld : 0;
}
