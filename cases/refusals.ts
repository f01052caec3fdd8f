import type { Case } from "../domain/governance/case.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { CaseId } from "../domain/ids.ts";

export function caseNotOpen(caseId: CaseId): Refusal {
  return {
    code: "cases.not_open",
    words: {
      zh: `无法处理案件：案件须未关闭，而 ${caseId} 已关闭或不存在。请刷新案件列表。`,
      en: `Cannot act on the case as it must be open: got ${caseId}, which is closed or unknown. Load the list of cases again.`,
    },
  };
}

export function alreadyAcknowledged({ id, acknowledged }: Case): Refusal {
  const by = acknowledged?.by ?? "";
  return {
    code: "cases.already_acknowledged",
    words: {
      zh: `无法签收案件：案件须未签收，而 ${id} 已由 ${by} 签收。无需再次签收。`,
      en: `Cannot acknowledge the case as nobody must have yet: got ${id}, acknowledged by ${by}. There is nothing left to do.`,
    },
  };
}
