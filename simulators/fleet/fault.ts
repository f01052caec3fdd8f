/** What devices do wrong in the field. Each is switched on by a scenario, drawn by its seed, and recorded as truth. */
export const faultKinds = [
  /** A single value far off. */
  "spike",
  /** The same value again and again. */
  "stuck",
  /** Slowly further off. */
  "drift",
  /** Says nothing any more. */
  "dead",
  /** Says nothing from the moment that water reaches it. */
  "drowned",
  /** Says numbers in another unit than the city file names. */
  "mislabelled-unit",
  /** Says what is no number. */
  "rubbish",
  /** Its battery runs down: longer intervals, then nothing. */
  "battery",
  /** The radio is gone for a while; what was measured is sent afterwards. */
  "radio-loss",
  /** As above, and what was measured is gone. */
  "radio-loss-without-memory",
  "duplicate",
  "out-of-order",
  /** Its clock, against ours. */
  "clock-offset",
  "clock-drift",
  "clock-stands",
  "clock-restarts",
  "clock-jumps",
  "clock-local-as-utc",
  "clock-missing",
  /** All devices of a gateway or an area come back at the same moment. */
  "reconnect-storm",
  /** A gateway is gone, and all its children with it. */
  "gateway-down",
] as const;

export type FaultKind = (typeof faultKinds)[number];
