/** What the hub has counted since its start, by steps of a reading's way. */
export interface HubFlow {
  readonly connections: number;
  /** Messages that the broker took. */
  readonly publishes: number;
  readonly values: number;
  readonly rejects: number;
  readonly kept: number;
  readonly duplicates: number;
  /** Length of the newest commit of the journal; null before the first. */
  readonly commitMs: number | null;
  readonly walBytes: number;
  readonly lagRows: number;
  /** Transitions of alarms, told and held. */
  readonly transitions: number;
  readonly attempts: number;
  readonly pending: number;
}
