/** Why a reading was refused; also the metric label, the log field and the test's name. */
export const rejectReasons = [
  "payload.empty",
  "payload.not_utf8",
  "payload.not_json",
  "payload.wrong_shape",
  "payload.too_many_readings",
  "topic.unknown_codec",
  "device.unknown",
  "device.not_behind_gateway",
  "channel.unknown",
  "value.not_a_number",
  "value.out_of_bounds",
  "time.unreadable",
  "time.no_zone",
] as const;

export type RejectReason = (typeof rejectReasons)[number];

/** Reasons that nothing is refused for any more; rejects of older hubs still have them. */
export const retiredRejectReasons = ["time.before_2000", "reading.conflicting_duplicate"] as const;

/** Why a reading that is kept as a reject was refused, by this hub or an older one. */
export type KeptRejectReason = RejectReason | (typeof retiredRejectReasons)[number];

/** A refused reading, kept so that somebody can find out why. */
export interface Reject {
  readonly reason: KeptRejectReason;
  readonly deviceId: string;
  readonly topic: string;
  /** What was wanted and what was got, in words. */
  readonly detail: string;
  /** First bytes of the payload, or of the one reading refused. */
  readonly head: Uint8Array;
  readonly receivedAt: number;
}
