import type { Case, CaseEntry } from "../../domain/governance/case.ts";

/** One change of one case: the case after it, and its line on the timeline. */
export interface CaseStep {
  readonly after: Case;
  readonly entry: CaseEntry;
}
