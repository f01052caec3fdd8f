import type { CaseId } from "../ids.ts";

/** A person acts on a case. */
export interface CaseAction {
  readonly kind: "case-action";
  readonly caseId: CaseId;
  readonly by: string;
  readonly action: { readonly do: "acknowledge" } | { readonly do: "comment"; readonly text: string };
}
