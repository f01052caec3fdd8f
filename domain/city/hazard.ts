/** What can harm people: the kind of danger an alarm, a case and a warning are about. */
export const hazards = [
  "waterlogging",
  "river-flood",
  "rainstorm",
  "toxic-gas",
  "combustible-gas",
  "oxygen-deficiency",
  "electric-leakage",
  "dam-failure",
  "pump-failure",
  /** Too little water in a river: ecological flow not kept, bed dry. */
  "low-water",
  "blind-spot",
] as const;

export type Hazard = (typeof hazards)[number];
