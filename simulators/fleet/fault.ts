/** What devices do wrong in the field. Each is switched on by a scenario, drawn by its seed, and recorded as truth. */
export const faultKinds = [
  /** A single value far off, now and then. */
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
  /** Says what is no measurement: `nan`, `null`, a word, -999999. */
  "rubbish",
  /** Its battery runs down: intervals of twice, then four times the length, then nothing. */
  "battery",
  /** The radio is gone for a while; what was measured is sent afterwards. */
  "radio-loss",
  /** As above, and what was measured is gone. */
  "radio-loss-without-memory",
  /** Readings are sent twice, with the same `seq`. */
  "duplicate",
  /** A reading is sent after the one that follows it. */
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

/**
 * What a fault does, and so when it acts: `value` changes what one gauge says, `clock` the moment that a device claims,
 * `silence` ends its readings, `link` keeps them from leaving, `sending` changes how they leave.
 */
export type FaultClass = "value" | "clock" | "silence" | "link" | "sending";

const classes = {
  spike: "value",
  stuck: "value",
  drift: "value",
  dead: "silence",
  drowned: "silence",
  "mislabelled-unit": "value",
  rubbish: "value",
  battery: "silence",
  "radio-loss": "link",
  "radio-loss-without-memory": "link",
  duplicate: "sending",
  "out-of-order": "sending",
  "clock-offset": "clock",
  "clock-drift": "clock",
  "clock-stands": "clock",
  "clock-restarts": "clock",
  "clock-jumps": "clock",
  "clock-local-as-utc": "clock",
  "clock-missing": "clock",
  "reconnect-storm": "link",
  "gateway-down": "link",
} as const satisfies Readonly<Record<FaultKind, FaultClass>>;

export type FaultOf<Class extends FaultClass> = {
  readonly [Kind in FaultKind]: (typeof classes)[Kind] extends Class ? Kind : never;
}[FaultKind];

export function classOf(fault: FaultKind): FaultClass {
  return classes[fault];
}

export function isOfClass<Class extends FaultClass>(fault: FaultKind, wanted: Class): fault is FaultOf<Class> {
  return classes[fault] === wanted;
}
