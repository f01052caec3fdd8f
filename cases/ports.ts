import type { Case, NewCaseEntry, PersonEntry } from "../domain/governance/case.ts";
import type { CaseEvent } from "../domain/governance/event.ts";
import type { Refusal } from "../domain/governance/refusal.ts";

/** One change of a case, and what others are notified of it. */
export interface CaseChange {
  /** Null where the change opened the case. */
  readonly before: Case | null;
  readonly after: Case;
  readonly entry: NewCaseEntry;
  readonly event: CaseEvent;
  /** Whether the alarm behind the change may draft a warning; false for what people do. */
  readonly draftsWarning: boolean;
  /** True when the hub learnt of it too late to page anybody. */
  readonly isLate: boolean;
}

/**
 * What came of something a person or a platform did: a change, a refusal, or both where a platform told of a step that is
 * not due: the case has a line of it and stands as before. Neither where the same act had come before.
 */
export type CaseAnswer =
  | { readonly change: CaseChange; readonly refusal: null }
  | { readonly change: CaseChange | null; readonly refusal: Refusal }
  | { readonly change: null; readonly refusal: null };

/** What a step behind the cases adds to one: a line of its timeline, and what it keeps of it on the case. */
export interface CaseNote {
  readonly line: PersonEntry;
  /** Whether it should page somebody now; left out for no. */
  readonly isUrgent?: boolean;
  /** What changes of the case beside its revision; left out for nothing. */
  readonly kept?: Partial<Pick<Case, "due" | "supervised" | "assignee">>;
}
