/** Codes that ingest/ throws, all at creation: `decode()` never throws. */
export const ingestErrors = {
  "ingest.unit_mismatch": "A gauge's unit does not fit its property; give it one of the units the message lists.",
  "ingest.gauge_key_missing": "A gauge of the city has no key from the store; register the city's gauges first.",
  "ingest.channel_taken": "Two gauges of one device name the same channel; rename one.",
} as const;
