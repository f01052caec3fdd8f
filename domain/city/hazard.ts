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
  "blind-spot",
] as const;

export type Hazard = (typeof hazards)[number];
