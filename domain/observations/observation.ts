import type { GaugeKey } from "../ids.ts";
import type { QualityFlag } from "./quality.ts";

/** A reading we stand behind: canonical unit, datum, both times, quality. */
export interface Observation {
  readonly gauge: GaugeKey;
  /** Device clock, ms since 1970; our clock where the device's is missing or wrong, and `checks` says so. */
  readonly observedAt: number;
  /** Our clock when the packet came in, ms since 1970. */
  readonly receivedAt: number;
  /** In the canonical unit of the gauge's property, above its datum. */
  readonly value: number;
  readonly flag: QualityFlag;
  /** Bit set of failed checks, see `checks` in quality.ts; 0 when none failed. */
  readonly checks: number;
  /** What the device's clock said where `observedAt` is ours instead; null where they agree or it said nothing. */
  readonly deviceTime: number | null;
  /** The device's own count of its readings, where it sends one. */
  readonly seq: number | null;
}

/** An observation that is in the journal. `journalSeq` grows by at least 1 from row to row and is never reused. */
export interface JournalledObservation extends Observation {
  readonly journalSeq: number;
}
