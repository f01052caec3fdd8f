import type { Doubt } from "../../domain/alarms/doubt.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks, isJudged, type QualityFlag } from "../../domain/observations/quality.ts";
import { doubtOf, type Judged } from "../../quality/doubt.ts";
import type { Trust } from "../../quality/trust.ts";

/** What judging needs of an observation. */
export interface JudgingInput {
  readonly observedAt: number;
  readonly receivedAt: number;
  readonly value: number;
  readonly flag: QualityFlag;
  /** Bit set of failed checks, as the journal has it; left out where `judged` has them. */
  readonly checks?: number;
  /** As the checks of live readings left it, where not as the journal has it. */
  readonly judged?: Judged | null;
  /** What spoke for it, where it was doubtful. */
  readonly trust?: Trust | null;
}

/** Flags 1 to 3, and not too old to be anything but archive. */
export function mayJudge({ flag, checks: failed }: JournalledObservation): boolean {
  return isJudged(flag) && (failed & checks.tooOld) === 0;
}

/** What is to be said of an observation that moves an alarm although it is in doubt. */
export function doubtIn({ flag, checks: failed = 0, judged }: JudgingInput): Doubt | null {
  return doubtOf(judged ?? { flag, checks: failed });
}
