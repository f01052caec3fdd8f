/** Stands in a parsed payload for what JSON has no value for; no object of the device's own. */
export abstract class NotJson {
  /** What a reject shows of it. */
  abstract toJSON(): unknown;
}
