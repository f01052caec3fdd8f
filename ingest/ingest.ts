import type { PublishedReadings } from "../broker/ports.ts";
import type { City } from "../domain/city/city.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { CountedHint, PayloadHint } from "../domain/observations/payload-hint.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { Position } from "../domain/position.ts";
import type { AppendedObservation } from "../store/ports.ts";
import type { ClockView } from "./clocks/clocks.ts";
import { type ReceivedBefore, restateClocks } from "./clocks/restate-clocks.ts";
import type { DecodedItem, Decoder } from "./codecs/codec.ts";
import { codecs } from "./codecs/registry.ts";
import { convertReading, type MessageConversion, rejectWhole } from "./convert-reading.ts";
import type { CountedTotal, Counter } from "./counters/counter.ts";
import { openCodecs } from "./decode-payload.ts";
import { hearClocks } from "./hear-clocks.ts";
import { type IngestCounts, zeroIngestCounts } from "./ingest-counts.ts";
import { setSeriesAside } from "./message-series.ts";
import { PayloadHints } from "./payload-hints.ts";
import type { Rejection } from "./qualify.ts";
import type { IngestSettings } from "./settings.ts";
import { type Source, type Sources, sourcesOf, unknownDevice } from "./sources.ts";

const noRejects: readonly Reject[] = [];
const noHints: readonly PayloadHint[] = [];

export interface IngestResult {
  readonly observations: readonly AppendedObservation[];
  readonly rejects: readonly Reject[];
  /** What the codec answers the device once all of it is kept; null for nothing. */
  readonly reply: Uint8Array | null;
  /** Totals that counters have taken; to be taken back where the message could not be kept. */
  readonly counted: readonly CountedTotal[];
}

export interface Ingest {
  /**
   * Turns a message into what is to be kept. Never throws, keeps no reference to the payload, and is a function of the
   * message alone but for the counts, the sessions of codecs and what earlier messages showed of the device's clock and of
   * its amounts.
   *
   * Nothing gets lost in between. A reject stands for as many as its `count` says. What counts as one: every channel of every reading; a reading refused whole (wrong
   * shape, no channel in it, unreadable time, a device it may not be of); a message refused whole (not JSON, unknown
   * device or codec, too many readings). Each gives exactly one observation or exactly one reject. A key more
   * than once in one JSON object is one: its value where all are equal, a reject otherwise. A value of a counter is one total and, beside it, what it adds:
   * nothing, one observation or, after a gap, several (counters/step-counter.ts).
   *
   * Where the time is ours (none sent, or one that says nothing) the readings of one array are put a millisecond apart, the
   * last at `receivedAt`: at the same moment the journal would hold them for duplicates of one another. Of several readings
   * of one gauge without a time only the last is of now; the others are kept and never judged.
   */
  decode(message: PublishedReadings): IngestResult;
  readonly counts: Readonly<IngestCounts>;
  /** What a device sends beyond the standard, the one met last first. */
  hints(deviceId: string): readonly CountedHint[];
  /** How many devices send what beyond the standard. */
  devicesByHint(): Readonly<Record<string, number>>;
  readonly clocks: ClockView;
  /** Learns the clocks anew from what the journal holds, once, before the first message. */
  restateClocks(journal: ReceivedBefore, end: Position): Promise<void>;
  /** What was decoded at or before `receivedAt` could not be kept: devices will send it again. */
  notKept(receivedAt: number): void;
  /** Whether the city puts other devices behind this one. */
  isGateway(deviceId: string): boolean;
  /** Whether it is a device of the city, or a gateway. */
  isKnownDevice(deviceId: string): boolean;
  /** Gauges that count, by their key; to be restored before the first message. */
  readonly counters: ReadonlyMap<GaugeKey, Counter>;
}

/** One for all messages without a counter. */
const noneCounted: readonly never[] = [];

/** @throws {HubError} `ingest.unit_mismatch`, `ingest.gauge_key_missing`, `ingest.channel_taken` */
export function createIngest(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>, settings: IngestSettings): Ingest {
  return ingestWith(openCodecs(codecs), sourcesOf(city, keys, settings), settings);
}

/** An ingest of these codecs and these devices. */
export function ingestWith(decodePayload: Decoder, sources: Sources, settings: IngestSettings): Ingest {
  const counts = zeroIngestCounts();
  const hints = new PayloadHints();

  function decode(message: PublishedReadings): IngestResult {
    // Written out, not spread: there is one for every message.
    const within: MessageConversion = {
      message,
      settings,
      counts,
      hints,
      observations: [],
      rejects: null,
      counted: null,
      packet: undefined,
    };
    const reply = convert(within, sources.ofSender(message.deviceId));
    hints.settle(message.deviceId, message.receivedAt);
    counts.messages++;
    counts.observations += within.observations.length;
    const { observations, rejects, counted } = within;
    return { observations, rejects: rejects?.all() ?? noRejects, reply, counted: counted ?? noneCounted };
  }

  function convert(within: MessageConversion, sender: Source | null): Uint8Array | null {
    const { message } = within;
    const { deviceId, receivedAt } = message;
    if (sender === null) {
      rejectWhole(within, { ...unknownDevice(deviceId), deviceId, sent: undefined, place: null });
      return null;
    }
    const decoded = decodePayload(message, settings.maxReadingsPerMessage);
    const { items, reply } = decoded;
    for (const hint of decoded.hints ?? noHints) hints.meet(hint);
    hearClocks(items, message, { sender, sources });
    const lastIndex = items.length - 1;
    for (let index = 0; index <= lastIndex; index++) {
      const item = items[index] as DecodedItem;
      const place = lastIndex === 0 ? null : index + 1;
      const source = item.ok ? sources.of(sender, item.sourceId) : item;
      if ("reason" in source) rejectWhole(within, { ...rejectionIn(source), deviceId, sent: item.sent, place });
      else if (item.ok)
        convertReading(within, { reading: item, source, ourTime: receivedAt - (lastIndex - index), place });
    }
    if (lastIndex > 0) setSeriesAside(within, sources.apartMs);
    return reply;
  }

  return {
    ...{ decode, counts, counters: sources.counters, clocks: sources.clocks },
    restateClocks: (journal, end) => restateClocks(sources.all(), journal, end),
    notKept: (receivedAt) => sources.clocks.notKept(receivedAt),
    hints: (deviceId) => hints.of(deviceId),
    devicesByHint: () => hints.devicesByHint(),
    isGateway: (deviceId) => sources.isGateway(deviceId),
    isKnownDevice: (deviceId) => sources.ofSender(deviceId) !== null,
  };
}

function rejectionIn({ reason, words }: Rejection): Rejection {
  return { reason, words };
}
