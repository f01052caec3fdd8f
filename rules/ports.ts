import type { RuleFile } from "../domain/rule-set.ts";

export const draftStates = ["drafted", "approved", "rejected", "activated"] as const;

export type DraftState = (typeof draftStates)[number];

/** A drafted set of rules and what became of it. Instants are of our clock, ms since 1970. A JSON value. */
export interface RuleDraft {
  readonly digest: string;
  readonly ruleCount: number;
  readonly state: DraftState;
  /** Its author. */
  readonly by: string;
  readonly accountId: string | null;
  readonly origin: "person" | "file";
  readonly note: string;
  readonly draftedAt: number;
  readonly approvedBy: string | null;
  readonly approvedAt: number | null;
  readonly rejected: { readonly by: string; readonly reason: string; readonly at: number } | null;
  readonly activatedAt: number | null;
  /** Empty once it is rejected; an activated set is kept with those that judged. */
  readonly files: readonly RuleFile[];
}
