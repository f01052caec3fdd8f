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

/** Reads the hub's own metrics. @param text Prometheus text */
export function hubFlow(text: string): HubFlow {
  const sums = sumsByName(text);
  const of = (name: string) => sums.get(`guanlan_${name}`) ?? 0;
  const commit = /^guanlan_journal_commit_ms\{of="last"\} (\S+)$/m.exec(text)?.[1];
  return {
    connections: of("mqtt_connections"),
    publishes: of("mqtt_publishes_total"),
    values: of("ingest_values_total"),
    rejects: of("ingest_rejects_total"),
    kept: of("journal_rows_total"),
    duplicates: of("journal_duplicates_total"),
    commitMs: commit === undefined ? null : Number(commit),
    walBytes: of("store_wal_bytes"),
    lagRows: of("rules_lag_rows"),
    transitions: of("noise_transitions_total"),
    attempts: of("webhook_attempts_total"),
    pending: of("webhook_pending"),
  };
}

/** Adds up each metric over its labels. */
function sumsByName(text: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [, name = "", value] of text.matchAll(/^([a-z_]+)(?:\{[^\n]*\})? (\S+)$/gm)) {
    sums.set(name, (sums.get(name) ?? 0) + Number(value));
  }
  return sums;
}
