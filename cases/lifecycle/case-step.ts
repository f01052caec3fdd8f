import type { Case, CaseEntry, Measured } from "../../domain/governance/case.ts";

/** One change of one case: the case after it, and its line on the timeline. */
export interface CaseStep {
  readonly after: Case;
  readonly entry: CaseEntry;
  /** What the alarm behind it compared; null for what people did, and for alarms that compare no number. */
  readonly measured: Measured | null;
}
