/** Why a sign-in is refused; CONNACK codes and what to do stand in docs/mqtt-refusals.md. */
export const signInRefusals = [
  "unknown_device",
  "wrong_token",
  "revoked",
  "protocol_version",
  "client_id",
  "wrong_username",
  "keepalive",
  "will",
  "too_many_sign_ins",
  "two_clients",
  "directory_failed",
  "stopping",
  "cleartext_token",
  "wrong_certificate",
] as const;

export type SignInRefusal = (typeof signInRefusals)[number];

/** Why a packet is refused. All close the connection but `filter_not_allowed`, which is answered with SUBACK 0x80. */
export const packetRefusals = [
  "malformed_packet",
  "malformed_text",
  "malformed_filter",
  "frame_too_large",
  "out_of_order",
  "pipelined_too_many",
  "not_signed_in",
  "topic_too_long",
  "topic_reserved",
  "topic_not_own",
  "retain_not_allowed",
  "status_too_long",
  "filter_not_allowed",
  "shared_subscription",
  "too_many_filters",
  "too_many_qos2_open",
] as const;

export type PacketRefusal = (typeof packetRefusals)[number];

/** What an officer is told of a client beside its refusals: it is let in, and something is wrong all the same. */
export const clientTroubles = ["reconnects_often"] as const;

export type RefusedClientReason = SignInRefusal | PacketRefusal | (typeof clientTroubles)[number];
