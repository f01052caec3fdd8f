/** What the broker needs of others. */

/** A publish on a device's own readings topic, allowed but not yet acknowledged. */
export interface PublishedReadings {
  readonly deviceId: string;
  /** `json` for `.../readings`, else the last part of `.../readings/{codec}`. */
  readonly codec: string;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Our clock, ms since 1970. */
  readonly receivedAt: number;
}

/**
 * Takes a publish and calls back exactly once: without an error when everything in it is on disk (as observations or
 * as rejects), with one when it could not be kept. PUBACK leaves only after the former; the latter closes the
 * connection, so that the device sends again.
 */
export type AcceptReadings = (published: PublishedReadings, done: (error: Error | null) => void) => void;
