import type { Case } from "../domain/governance/case.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { CaseId } from "../domain/ids.ts";
import { caseRefusals } from "../locales/cases.ts";
import { fill } from "../locales/fill.ts";

export function caseNotOpen(caseId: CaseId): Refusal {
  return {
    code: "cases.not_open",
    words: fill(caseRefusals["not-open"], { id: caseId }),
  };
}

export function alreadyAcknowledged({ id, acknowledged }: Case): Refusal {
  const by = acknowledged?.by ?? "";
  return {
    code: "cases.already_acknowledged",
    words: fill(caseRefusals["already-acknowledged"], { id, by }),
  };
}
