import { crc32 } from "node:zlib";
import type { PublishedReadings } from "../broker/ports.ts";
import { checks } from "../domain/observations/quality.ts";
import { fixTexts, gotTexts, wantedTexts } from "../locales/devices/rejects.ts";
import { fill } from "../locales/fill.ts";
import type { AppendedObservation } from "../store/ports.ts";
import type { DecodedReading } from "./codecs/codec.ts";
import { countReading, type SentTotal } from "./counters/count-reading.ts";
import type { CountedTotal, Counter } from "./counters/counter.ts";
import { describeValue } from "./describe-value.ts";
import type { IngestCounts } from "./ingest-counts.ts";
import { isTimeKey, mustBeTime } from "./json/time-keys.ts";
import { MessageRejects } from "./message-rejects.ts";
import type { MetHints } from "./payload-hints.ts";
import {
  canonicalValue,
  flagOf,
  isWithinBounds,
  numberMeant,
  type Rejection,
  reasonOfValue,
  rejectionOfValue,
  spanCheck,
  valueInSpan,
} from "./qualify.ts";
import { timeUnder, wantedGot } from "./reject-words.ts";
import type { IngestSettings } from "./settings.ts";
import type { ConversionsByChannel, Source } from "./sources.ts";

/** A message on its way to what is kept of it. */
export interface MessageConversion {
  readonly message: PublishedReadings;
  readonly settings: IngestSettings;
  readonly counts: IngestCounts;
  readonly hints: MetHints;
  readonly observations: AppendedObservation[];
  /** Null while nothing of it is refused. */
  rejects: MessageRejects | null;
  /** Null until a counter has taken a total. */
  counted: CountedTotal[] | null;
  /** Identity of its packet, once a reading needed it; undefined before, and at QoS 0. */
  packet: number | undefined;
}

/** One reading of it. */
export interface ReadingConversion {
  readonly reading: DecodedReading;
  readonly source: Source;
  /** Stands in where the device's time cannot be used. */
  readonly ourTime: number;
  /** Its place in the message, from 1; null where it is the only one. */
  readonly place: number | null;
}

/** What is refused whole: a message, or one reading of it. */
export interface WholeRejection extends Rejection {
  readonly deviceId: string;
  /** What a reject shows: of the payload, where undefined. */
  readonly sent: unknown;
  readonly place: number | null;
}

/** One observation or one reject for each channel; one reject where the reading is refused whole. */
export function convertReading(
  within: MessageConversion,
  { reading, source, ourTime, place }: ReadingConversion,
): void {
  const { counts } = within;
  const { deviceTime, seq, values } = reading;
  const { deviceId, conversions } = source;
  const refusedWhole = rejectionOfReading(reading, conversions);
  if (refusedWhole !== null) {
    rejectWhole(within, { ...refusedWhole, deviceId, sent: reading.sent, place });
    return;
  }
  const { receivedAt, isSentAgain = false } = within.message;
  const { dating } = source.clock;
  const observedAt = deviceTime === null ? ourTime : dating.timeOf(deviceTime, ourTime, receivedAt);
  const timeCheck =
    deviceTime === null
      ? checks.untimed
      : dating.checksOf(deviceTime, receivedAt) | checkOfAge(observedAt, receivedAt, within.settings);
  const isClockWrong = (timeCheck & checks.clockWrong) !== 0;
  counts.readings++;
  // Not listed by Object.keys, which costs four times as much.
  for (const channel in values) {
    counts.values++;
    const conversion = conversions.get(channel);
    const sent = values[channel];
    const value = typeof sent === "number" ? sent : numberMeant(sent, within.hints);
    if (conversion === undefined || value === null || !isWithinBounds(value)) {
      rejectValue(within, { channel, sent, reading, source, place });
      continue;
    }
    const canonical = canonicalValue(conversion, value);
    if (conversion.counter !== null) {
      takeTotal(within, conversion.counter, {
        ...{ gauge: conversion.gauge, total: canonical, timeCheck, observedAt, seq },
        receivedAt,
        deviceTime: isClockWrong ? deviceTime : null,
        // Of several totals without a time only the last is of now; it holds what the others had counted.
        isCounted: deviceTime !== null || ourTime === receivedAt,
      });
      continue;
    }
    const { amounts } = conversion;
    const isAnother =
      amounts !== null && deviceTime !== null && timeCheck === 0
        ? amounts.isAnother({ moment: deviceTime, amount: canonical, seq }, within.message)
        : false;
    const failed = timeCheck | spanCheck(conversion, canonical) | (isAnother ? checkOfAnother(seq) : 0);
    const flag = flagOf(failed);
    counts.flags[flag]++;
    if (isClockWrong) counts.clockWrong++;
    within.observations.push({
      gauge: conversion.gauge,
      observedAt: isAnother ? ourTime : observedAt,
      receivedAt,
      value: failed === 0 ? canonical : valueInSpan(conversion, canonical, failed),
      flag,
      checks: failed,
      deviceTime: isClockWrong || isAnother ? deviceTime : null,
      seq,
      packet:
        isSentAgain || isAnother || (seq === null && (deviceTime === null || (failed & checks.sameMoment) !== 0))
          ? packetOf(within)
          : undefined,
    });
  }
}

/** Bits of another amount at a moment that was said before: its count, where it has one, identifies nothing. */
function checkOfAnother(seq: number | null): number {
  return seq === null ? checks.sameMoment : checks.sameMoment | checks.repeatedCount;
}

/** A value of a gauge that counts: its total, and what that adds. */
function takeTotal(within: MessageConversion, counter: Counter, sent: SentTotal): void {
  const { counts, observations } = within;
  const counted = countReading(counter, sent, observations);
  counts.flags[flagOf(sent.timeCheck)]++;
  if ((sent.timeCheck & checks.clockWrong) !== 0) counts.clockWrong++;
  if (counted === null) return;
  within.counted ??= [];
  within.counted.push(counted);
}

/** One reject, which counts as one value. */
export function rejectWhole(within: MessageConversion, { sent, place, ...rejection }: WholeRejection): void {
  within.counts.values++;
  within.counts.rejects[rejection.reason]++;
  rejectsOf(within).add(rejection, sent, place);
}

/** One value of a reading that is not kept. */
interface RefusedValue extends Pick<ReadingConversion, "reading" | "source" | "place"> {
  readonly channel: string;
  readonly sent: unknown;
}

function rejectValue(within: MessageConversion, { channel, sent, reading, source, place }: RefusedValue): void {
  const { deviceId, conversions } = source;
  const reason = conversions.has(channel) ? reasonOfValue(sent) : "channel.unknown";
  within.counts.rejects[reason]++;
  const rejects = rejectsOf(within);
  // Its words cost more than all the rest of a value: none are made that nobody will read.
  if (rejects.countFull(reason, deviceId)) return;
  const rejection =
    reason === "channel.unknown" ? unknownChannel(channel, conversions) : rejectionOfValue(channel, sent);
  rejects.add({ ...rejection, deviceId, gauge: conversions.get(channel)?.gauge }, reading.sent, place);
}

function rejectsOf(within: MessageConversion): MessageRejects {
  within.rejects ??= new MessageRejects(within.message, within.settings);
  return within.rejects;
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
function rejectionOfReading(
  { deviceTime, values }: DecodedReading,
  conversions: ConversionsByChannel,
): Rejection | null {
  if (isEmpty(values)) {
    return { reason: "payload.wrong_shape", words: () => wantedGot(wantedTexts.channel, gotTexts.none) };
  }
  if (deviceTime !== null) return null;
  const isTime = (channel: string) => mustBeTime(values[channel]) && isTimeKey(channel);
  const timeKey = Object.keys(values).find((channel) => !conversions.has(channel) && isTime(channel));
  if (timeKey === undefined) return null;
  return { reason: "time.unknown_key", words: () => timeUnder(gotTexts["in-values"], timeKey, fixTexts.beside) };
}

function isEmpty(values: DecodedReading["values"]): boolean {
  for (const _ in values) return false;
  return true;
}

function unknownChannel(channel: string, conversions: ConversionsByChannel): Rejection {
  const words = () => {
    const known = [...conversions.keys()].slice(0, 10).join(", ") || gotTexts.none;
    return wantedGot(fill(wantedTexts["known-channel"], { known }), describeValue(channel));
  };
  return { reason: "channel.unknown", words };
}

/** Bit of the check that a reading fails which was so long ago that it is only kept. */
function checkOfAge(observedAt: number, receivedAt: number, { archiveOnlyAfterMs }: IngestSettings): number {
  return archiveOnlyAfterMs > 0 && receivedAt - observedAt > archiveOnlyAfterMs ? checks.tooOld : 0;
}
