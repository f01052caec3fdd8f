import type { PublishedReadings } from "../broker/ports.ts";
import type { City } from "../domain/city/city.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { Position } from "../domain/position.ts";
import type { AppendedObservation } from "../store/ports.ts";
import type { ClockView } from "./clocks/clocks.ts";
import { type ReceivedBefore, restateClocks } from "./clocks/restate-clocks.ts";
import type { DecodedItem, Decoder } from "./codecs/codec.ts";
import { codecs } from "./codecs/registry.ts";
import { convertReading, type MessageConversion, rejectWhole } from "./convert-reading.ts";
import { openCodecs } from "./decode-payload.ts";
import { hearClocks } from "./hear-clocks.ts";
import { type IngestCounts, zeroIngestCounts } from "./ingest-counts.ts";
import type { IngestSettings } from "./settings.ts";
import { type Source, type Sources, sourcesOf, unknownDevice } from "./sources.ts";

export interface IngestResult {
  readonly observations: readonly AppendedObservation[];
  readonly rejects: readonly Reject[];
  /** What the codec answers the device once all of it is kept; null for nothing. */
  readonly reply: Uint8Array | null;
}

export interface Ingest {
  /**
   * Turns a message into what is to be kept. Never throws, keeps no reference to the payload, and is a function of the
   * message alone but for the counts, the sessions of codecs and what earlier messages showed of the device's clock.
   *
   * Nothing gets lost in between. What counts as one: every channel of every reading; a reading refused whole (wrong
   * shape, no channel in it, unreadable time, a device it may not be of); a message refused whole (not JSON, unknown
   * device or codec, too many readings). Each gives exactly one observation or exactly one reject. A key twice in one
   * JSON object is one: the last, as RFC 8259 parsers have it.
   *
   * Where the time is ours (none sent, or one that says nothing) the readings of one array are put a millisecond apart,
   * the last at `receivedAt`: at the same moment the journal would hold them for duplicates of one another.
   */
  decode(message: PublishedReadings): IngestResult;
  readonly counts: Readonly<IngestCounts>;
  readonly clocks: ClockView;
  /** Learns the clocks anew from what the journal holds, once, before the first message. */
  restateClocks(journal: ReceivedBefore, end: Position): Promise<void>;
  /** What was decoded at or before `receivedAt` could not be kept: devices will send it again. */
  notKept(receivedAt: number): void;
  /** Whether the city puts other devices behind this one. */
  isGateway(deviceId: string): boolean;
}

/** @throws {HubError} `ingest.unit_mismatch`, `ingest.gauge_key_missing`, `ingest.channel_taken` */
export function createIngest(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>, settings: IngestSettings): Ingest {
  return ingestWith(openCodecs(codecs), sourcesOf(city, keys, settings), settings);
}

/** An ingest of these codecs and these devices. */
export function ingestWith(decodePayload: Decoder, sources: Sources, settings: IngestSettings): Ingest {
  const counts = zeroIngestCounts();

  function decode(message: PublishedReadings): IngestResult {
    const within: MessageConversion = { message, settings, counts, observations: [], rejects: [], packet: undefined };
    const reply = convert(within, sources.ofSender(message.deviceId));
    counts.messages++;
    counts.observations += within.observations.length;
    return { observations: within.observations, rejects: within.rejects, reply };
  }

  function convert(within: MessageConversion, sender: Source | null): Uint8Array | null {
    const { message } = within;
    if (sender === null) {
      rejectWhole(within, { ...unknownDevice(message.deviceId), deviceId: message.deviceId, sent: undefined });
      return null;
    }
    const { items, reply } = decodePayload(message, settings.maxReadingsPerMessage);
    hearClocks(items, message, { sender, sources });
    const lastIndex = items.length - 1;
    for (let index = 0; index <= lastIndex; index++) {
      const item = items[index] as DecodedItem;
      // Which bytes a reject shows: of the payload, unless there are several readings in it.
      const sent = lastIndex === 0 ? undefined : item.sent;
      const source = item.ok ? sources.of(sender, item.sourceId) : item;
      if ("reason" in source) rejectWhole(within, { ...source, deviceId: message.deviceId, sent });
      else if (item.ok)
        convertReading(within, { reading: item, source, ourTime: message.receivedAt - (lastIndex - index), sent });
    }
    return reply;
  }

  return {
    decode,
    counts,
    clocks: sources.clocks,
    restateClocks: (journal, end) => restateClocks(sources.all(), journal, end),
    notKept: (receivedAt) => sources.clocks.notKept(receivedAt),
    isGateway: (deviceId) => sources.isGateway(deviceId),
  };
}
