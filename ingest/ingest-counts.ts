import type { QualityFlag } from "../domain/observations/quality.ts";
import { type ReadingRejectReason, readingRejectReasons } from "../domain/observations/reject.ts";

/** Everything decoded since the start. `values` = `observations` + all of `rejects`, by the rule at `Ingest.decode`. */
export interface IngestCounts {
  messages: number;
  readings: number;
  values: number;
  observations: number;
  readonly rejects: Record<ReadingRejectReason, number>;
  readonly flags: Record<QualityFlag, number>;
  /** Observations kept under our time because the device's clock was ahead. */
  clockWrong: number;
}

export function zeroIngestCounts(): IngestCounts {
  return {
    messages: 0,
    readings: 0,
    values: 0,
    observations: 0,
    rejects: Object.fromEntries(readingRejectReasons.map((reason) => [reason, 0])) as Record<
      ReadingRejectReason,
      number
    >,
    flags: { 1: 0, 2: 0, 3: 0, 4: 0, 9: 0 },
    clockWrong: 0,
  };
}
