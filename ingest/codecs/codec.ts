import type { PublishedReadings } from "../../broker/ports.ts";
import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import type { ReadingRejectReason } from "../../domain/observations/reject.ts";
import type { RejectWords } from "../reject-words.ts";

/** One reading as a device sent it, its time made out and its values not yet checked. */
export interface DecodedReading {
  readonly ok: true;
  /**
   * The device it is of as the payload names it, such as a station address; null where the payload names none: then it
   * is of the device that signed in. Only the city decides whether that one may speak for it.
   */
  readonly sourceId: string | null;
  /** Device clock, ms since 1970; null where the reading has no time. */
  readonly deviceTime: number | null;
  /** The device's own count of its readings; null where it sends none. */
  readonly seq: number | null;
  /** Channel to value as sent; only its own enumerable keys count, so `__proto__` is a channel like any other. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What was sent: bytes where the codec can point at them, else the parsed value. Only a reject looks at it. */
  readonly sent: unknown;
}

/** A reading, or a whole payload, that no reading could be made of. */
export interface RejectedReading {
  readonly ok: false;
  readonly reason: ReadingRejectReason;
  readonly words: RejectWords;
  readonly sent: unknown;
}

export type DecodedItem = DecodedReading | RejectedReading;

/** What became of one message. */
export interface DecodedMessage {
  /** One for each reading, in the order sent; a payload refused whole gives one refused item. */
  readonly items: readonly DecodedItem[];
  /** What was unusual about it and understood all the same; none where left out. */
  readonly hints?: readonly PayloadHint[];
  /**
   * What the protocol answers, sent to the device that signed in once the items are on disk, at most once, and only while
   * it listens on its `replies` topic; null for nothing.
   */
  readonly reply: Uint8Array | null;
}

/**
 * Decodes the messages of one codec, in the order they came, for all devices. A message may come again after it was
 * decoded, where it could not be kept.
 *
 * @param maxReadings above it the payload is refused whole with `payload.too_many_readings`
 */
export type Decoder = (message: PublishedReadings, maxReadings: number) => DecodedMessage;

/** Bytes to readings, for one protocol. */
export interface Codec {
  /** Last part of `.../readings/{codec}`. */
  readonly name: string;
  /** A decoder of its own for each hub: pure, or holding what `withSessions` keeps. */
  open(): Decoder;
}

/** A refused item; `sent` is left out where the whole payload is refused. */
export function rejectedReading(reason: ReadingRejectReason, words: RejectWords, sent?: unknown): RejectedReading {
  return { ok: false, reason, words, sent };
}
