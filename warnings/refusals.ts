import type { Refusal } from "../domain/governance/refusal.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { WarningId } from "../domain/ids.ts";
import { fill } from "../locales/fill.ts";
import { warningRefusals } from "../locales/messages/warnings.ts";

export function warningNotOpen(id: WarningId): Refusal {
  return {
    code: "warnings.not_open",
    words: fill(warningRefusals["not-open"], { id }),
  };
}

export function warningNotADraft({ id, issued }: Warning): Refusal {
  const by = issued?.by ?? "";
  return {
    code: "warnings.not_a_draft",
    words: fill(warningRefusals["not-a-draft"], { id, by }),
  };
}
