/** The hub listens again: silence of gauges is counted from here on, never over the hub's own absence. */
export interface HubStarted {
  readonly kind: "hub-started";
  /** Our clock up to which the run before had counted time and committed what it found; null where there was none. */
  readonly countedUpTo: number | null;
}
