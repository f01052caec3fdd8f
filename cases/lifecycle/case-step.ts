import type { Case, CaseEntry } from "../../domain/governance/case.ts";

/** One change of one case: the case after it, and the line that tells of it on the timeline. */
export interface CaseStep {
  readonly after: Case;
  readonly entry: CaseEntry;
}
