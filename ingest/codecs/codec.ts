import type { RejectReason } from "../../domain/reject.ts";

/** One reading as a device sent it, its time made out and its values not yet checked. */
export interface DecodedReading {
  readonly ok: true;
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
  readonly reason: RejectReason;
  /** Wanted and got, in words, without what the device could make arbitrarily long. */
  readonly detail: string;
  readonly sent: unknown;
}

export type DecodedItem = DecodedReading | RejectedReading;

/** Bytes to readings, for one protocol. */
export interface Codec {
  /** Last part of `.../readings/{codec}`. */
  readonly name: string;
  /**
   * Pure. One item for each reading, in the order sent; a payload refused whole gives one refused item.
   *
   * @param receivedAt our clock, ms since 1970, for protocols whose times are relative to now
   * @param maxReadings above it the payload is refused whole with `payload.too_many_readings`
   */
  decode(payload: Uint8Array, receivedAt: number, maxReadings: number): readonly DecodedItem[];
}

/** A refused item; `sent` is left out where the whole payload is refused. */
export function rejectedReading(reason: RejectReason, detail: string, sent?: unknown): RejectedReading {
  return { ok: false, reason, detail, sent };
}
