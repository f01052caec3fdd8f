import type { PublishedReadings } from "../broker/ports.ts";
import type { GaugeKey } from "../domain/ids.ts";
import type { ReadingRejectReason, Reject } from "../domain/observations/reject.ts";
import type { Rejection } from "./qualify.ts";
import { rejectHead } from "./reject-head.ts";
import type { IngestSettings } from "./settings.ts";

/** Rejects told apart of one message for one reason and device; further ones are counted with the last of these. */
const mostOfOneReason = 10;

/** Rejects of one message for one reason and device that are put into words, which cost 3 us each, to be told apart. */
const mostPutIntoWords = 500;

interface CountedReject extends Reject {
  count: number;
  gauge: GaugeKey | undefined;
}

/** Rejects of one reason and device that are told apart, by their words, and the newest of them. */
interface RejectGroup {
  readonly reason: ReadingRejectReason;
  readonly deviceId: string;
  readonly byWords: Map<string, CountedReject>;
  last: CountedReject;
  /** How many were put into words. */
  worded: number;
}

/** A rejection, and the device it is told under. */
export interface DeviceRejection extends Rejection {
  readonly deviceId: string;
  /** The gauge that it is of; undefined where it may be of several. */
  readonly gauge?: GaugeKey | undefined;
}

/**
 * The rejects of one message. Alike ones are one with a count, and of each reason only the first few are told apart, so
 * that ten thousand empty objects cost what their bytes cost and no more. All share one copy of what was sent.
 */
export class MessageRejects {
  readonly #message: PublishedReadings;
  readonly #limits: Pick<IngestSettings, "rejectHeadBytes" | "rejectPayloadBytes">;
  readonly #payload: Uint8Array;
  /** One for each reason and device; a message names few. */
  readonly #groups: RejectGroup[] = [];
  #newest: RejectGroup | null = null;
  /** Of the reading refused last. */
  #head: { readonly sent: unknown; readonly bytes: Uint8Array } | null = null;

  constructor(message: PublishedReadings, limits: Pick<IngestSettings, "rejectHeadBytes" | "rejectPayloadBytes">) {
    this.#message = message;
    this.#limits = limits;
    // Copied: a view would keep the whole buffer of the socket.
    this.#payload = new Uint8Array(message.payload.subarray(0, limits.rejectPayloadBytes));
  }

  /** Counts one more where as many are told apart as ever will be; false where its words are still wanted. */
  countFull(reason: ReadingRejectReason, deviceId: string): boolean {
    const group = this.#groupOf(reason, deviceId);
    if (group === null) return false;
    if (group.byWords.size < mostOfOneReason && group.worded < mostPutIntoWords) return false;
    group.last.count++;
    group.last.gauge = undefined;
    return true;
  }

  /**
   * @param sent the one reading it is of: bytes, or the parsed value
   * @param place of that reading in the message, from 1; null where it is the only one: the payload is shown then
   */
  add({ reason, deviceId, words, gauge }: DeviceRejection, sent: unknown, place: number | null): void {
    if (this.countFull(reason, deviceId)) return;
    const group = this.#groupOf(reason, deviceId);
    const detail = words();
    if (group !== null) group.worded++;
    const known = group?.byWords.get(detail.en);
    if (known !== undefined) {
      known.count++;
      if (known.gauge !== gauge) known.gauge = undefined;
      return;
    }
    const { topic, payload, receivedAt } = this.#message;
    const head = this.#headOf(place === null ? undefined : sent);
    const kept = { payload: this.#payload, payloadBytes: payload.length };
    const reject = { reason, deviceId, gauge, topic, detail, count: 1, reading: place, head, ...kept, receivedAt };
    if (group === null) {
      this.#newest = { reason, deviceId, byWords: new Map([[detail.en, reject]]), last: reject, worded: 1 };
      this.#groups.push(this.#newest);
      return;
    }
    group.byWords.set(detail.en, reject);
    group.last = reject;
  }

  all(): readonly Reject[] {
    return this.#groups.flatMap(({ byWords }) => [...byWords.values()]);
  }

  /** Rejects of one reading share its head: writing a long one out again costs as much as parsing it did. */
  #headOf(sent: unknown): Uint8Array {
    if (this.#head === null || this.#head.sent !== sent) {
      const { rejectHeadBytes } = this.#limits;
      this.#head = { sent, bytes: rejectHead(sent, this.#message.payload, rejectHeadBytes) };
    }
    return this.#head.bytes;
  }

  /** Readings refused one behind the other are mostly refused for one reason. */
  #groupOf(reason: ReadingRejectReason, deviceId: string): RejectGroup | null {
    const isOf = (group: RejectGroup) => group.reason === reason && group.deviceId === deviceId;
    if (this.#newest === null || isOf(this.#newest)) return this.#newest;
    this.#newest = this.#groups.find(isOf) ?? this.#newest;
    return isOf(this.#newest) ? this.#newest : null;
  }
}
