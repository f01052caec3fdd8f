import type { GaugeKey } from "../ids.ts";
import type { BilingualText } from "../text.ts";
import { clientTroubles, packetRefusals, type RefusedClientReason, signInRefusals } from "./refused-client.ts";

/** Why a reading was refused; also the metric label, the log field and the test's name. */
export const readingRejectReasons = [
  "payload.empty",
  "payload.not_utf8",
  "payload.not_json",
  "payload.wrong_shape",
  "payload.doubled_key",
  "payload.too_many_readings",
  "topic.unknown_codec",
  "device.unknown",
  "device.not_behind_gateway",
  "channel.unknown",
  "value.not_a_number",
  "value.out_of_bounds",
  "time.unknown_key",
  "time.unreadable",
  "time.no_zone",
] as const;

export type ReadingRejectReason = (typeof readingRejectReasons)[number];

/** What the broker refuses of a client, as a reject that stands beside those of readings. */
export type RejectReason = ReadingRejectReason | `mqtt.${RefusedClientReason}`;

/** Every reason, those of readings first. */
export const rejectReasons: readonly RejectReason[] = [
  ...readingRejectReasons,
  ...[...signInRefusals, ...packetRefusals, ...clientTroubles].map((reason) => `mqtt.${reason}` as const),
];

/** Reasons that nothing is refused for any more; rejects of older hubs still have them. */
export const retiredRejectReasons = ["time.before_2000", "reading.conflicting_duplicate"] as const;

/** Why a reading that is kept as a reject was refused, by this hub or an older one. */
export type KeptRejectReason = RejectReason | (typeof retiredRejectReasons)[number];

/** What was refused of one message or client for one reason, kept so that somebody can find out why. */
export interface Reject {
  readonly reason: RejectReason;
  readonly deviceId: string;
  readonly topic: string;
  /** What was wanted and what was got, in words; of the first, where it stands for several. */
  readonly detail: BilingualText;
  /** How many values of the message it stands for: a channel of a reading, a reading or a message refused whole is one. */
  readonly count: number;
  /** Place of the first of them among the message's readings, from 1; null where the message is refused whole. */
  readonly reading: number | null;
  /** First bytes of the first reading refused, or of the payload. */
  readonly head: Uint8Array;
  /** What was sent, up to a limit; the same object for all rejects of a message. Null where it is not kept (any more). */
  readonly payload: Uint8Array | null;
  /** Length of what was sent, bytes. */
  readonly payloadBytes: number;
  readonly receivedAt: number;
  /** The gauge that it would have been of; absent where it may be of several, and in rejects read back. */
  readonly gauge?: GaugeKey | undefined;
}
