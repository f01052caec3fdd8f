import type { DeviceReported } from "../domain/inputs/device-reported.ts";
import type { RefusedClientReason } from "../domain/observations/refused-client.ts";
import type { BilingualText } from "../domain/text.ts";

/** What the broker needs of others. */

/** A publish of readings on a topic of the device's own, allowed but not yet acknowledged. */
export interface PublishedReadings {
  /** The device that signed in: a gateway where it speaks for others. */
  readonly deviceId: string;
  /** `json` for `.../readings`, `gateway-json` for a gateway's, else the last part of `.../readings/{codec}`. */
  readonly codec: string;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Our clock, ms since 1970. */
  readonly receivedAt: number;
  /** Its identifier among the packets of the device; absent at QoS 0, where packets have none. [MQTT-2.3.1-1] */
  readonly packetId?: number | undefined;
  /** DUP: the packet was sent before, whether it came or not. Absent is false. [MQTT-3.3.1-1] */
  readonly isSentAgain?: boolean | undefined;
  /** Our clock when the connection it came on signed in, ms since 1970: a device repeats what was not acknowledged on the next. */
  readonly signedInAt?: number | undefined;
}

/**
 * Called exactly once: without an error when everything is on disk, with one when it could not be kept. PUBACK leaves
 * only after the former; the latter closes the connection, so that the device sends again.
 */
export type Kept = (error: Error | null) => void;

/** As `Kept`; `reply` goes to the device on its `replies` topic once it is on disk, where the codec makes one. */
export type ReadingsKept = (error: Error | null, reply?: Uint8Array | null) => void;

/** Keeps readings as observations or as rejects. */
export type AcceptReadings = (published: PublishedReadings, done: ReadingsKept) => void;

/** Whether a publish of readings tells of now: it then goes before a backlog. Nothing is kept of it. */
export type IsLive = (published: PublishedReadings) => boolean;

/** Keeps what a device says of itself: its status (its will included) or its answer to a command. */
export type AcceptReport = (report: DeviceReported, done: Kept) => void;

/** A packet or sign-in of a device that the broker refused; the device is as its packet names it, known or not. */
export interface RefusedDevice {
  readonly deviceId: string;
  /** One of the closed set of reasons that refusals are counted by. */
  readonly reason: RefusedClientReason;
  /** What was refused and what to do about it. */
  readonly detail: BilingualText | string;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** Called at once for each refusal; whoever takes it bounds what is kept. */
export type OnRefused = (refused: RefusedDevice) => void;
