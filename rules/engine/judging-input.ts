import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks, isJudged, type QualityFlag } from "../../domain/observations/quality.ts";
import type { Trust } from "../../quality/trust.ts";

/** What judging needs of an observation. */
export interface JudgingInput {
  readonly observedAt: number;
  readonly receivedAt: number;
  readonly value: number;
  readonly flag: QualityFlag;
  /** What spoke for it, where it was doubtful. */
  readonly trust?: Trust | null;
}

/** Flags 1 to 3, and not too old to be anything but archive. */
export function mayJudge({ flag, checks: failed }: JournalledObservation): boolean {
  return isJudged(flag) && (failed & checks.tooOld) === 0;
}
