import type { Refusal } from "../domain/governance/refusal.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { WarningId } from "../domain/ids.ts";

export function warningNotOpen(id: WarningId): Refusal {
  return {
    code: "warnings.not_open",
    words: {
      zh: `无法处理预警：预警须未解除，而 ${id} 已解除或不存在。请刷新预警列表。`,
      en: `Cannot act on the warning as it must not be lifted: got ${id}, which is lifted or unknown. Load the list of warnings again.`,
    },
  };
}

export function warningNotADraft({ id, issued }: Warning): Refusal {
  const by = issued?.by ?? "";
  return {
    code: "warnings.not_a_draft",
    words: {
      zh: `无法发布预警：预警须为草稿，而 ${id} 已由 ${by} 发布。无需再次发布。`,
      en: `Cannot issue the warning as it must be a draft: got ${id}, issued by ${by}. There is nothing left to do.`,
    },
  };
}
