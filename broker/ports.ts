/** What the broker needs of others. */

/** Outcome of a device's sign-in; also the metric label. */
export type CredentialResult = "accepted" | "unknown_device" | "wrong_token" | "revoked";

/** Who may sign in. Answers from memory or an indexed read: it is called once a connection, 19,000 in ten seconds. */
export interface DeviceDirectory {
  /**
   * Compares in constant time.
   *
   * @param token the MQTT password as sent; never logged or kept
   */
  verify(deviceId: string, token: Uint8Array): CredentialResult;
}

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
