import type { QualityFlag } from "../domain/observations/quality.ts";
import type { FlatRun } from "./flat-run.ts";

/** An observation as the checks take it. */
export interface CheckInput {
  /** Observation time, ms. */
  readonly at: number;
  readonly value: number;
  /** What ingest made of it. */
  readonly flag: QualityFlag;
  readonly checks: number;
}

/** An observation waiting for something to speak for it. */
export interface DoubtfulObservation extends CheckInput {
  /** Bits of the checks that doubt it. */
  readonly doubted: number;
  /** When it must be decided, our clock. */
  readonly dueAt: number;
  /** True once that moment passed and it was refused; the next reading may still bear out its level. */
  readonly isRefused: boolean;
}

/** A new level after one sudden step, doubted until the water moves or `until`. */
export interface Plateau {
  readonly value: number;
  readonly step: number;
  readonly until: number;
}

/** All that the checks remember of one gauge. A JSON value. */
export interface QualityState {
  /** The newest observation that was judged, flagged as it stands, with its flag in the journal; null before the first. */
  readonly last: (CheckInput & { readonly given: QualityFlag }) | null;
  /** How the newest differed from the one judged before it; 0 for the first. */
  readonly lastStep: number;
  readonly lastStepMs: number;
  readonly doubt: DoubtfulObservation | null;
  readonly plateau: Plateau | null;
  readonly flat: FlatRun | null;
}

export const initialQualityState: QualityState = {
  last: null,
  lastStep: 0,
  lastStepMs: 0,
  doubt: null,
  plateau: null,
  flat: null,
};
