import type { GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observation.ts";

/** The journal as far as blind spots look back into it after a restart; none of it beyond `upTo`. */
export interface PastReceptions {
  /** The newest observations of one gauge, whatever their flag, `count` at most, oldest first. */
  newest(gauge: GaugeKey, count: number, upTo: number): Promise<readonly JournalledObservation[]>;
  /** Judged observations of one gauge from `sinceMs` before its newest judged one, oldest first. */
  recent(gauge: GaugeKey, sinceMs: number, upTo: number): Promise<readonly JournalledObservation[]>;
  /** Our clock at the last reception from this gauge; null when there is none. */
  lastReceivedAt(gauge: GaugeKey, upTo: number): Promise<number | null>;
  /** Moments from which the hub was listening again, behind row `after`; -1 gives all. */
  starts(after: number): Promise<readonly { readonly journalSeq: number; readonly startedAt: number }[]>;
}
