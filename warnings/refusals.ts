import type { Level } from "../domain/city/level.ts";
import type { ColourPolicy } from "../domain/city/policies/warning-policy.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { AreaCode, WarningId } from "../domain/ids.ts";
import { fill, joined } from "../locales/fill.ts";
import { moveNames, partNames } from "../locales/messages/warning-moves.ts";
import { warningRefusals } from "../locales/messages/warnings.ts";
import { levelNames } from "../locales/names.ts";
import { marks } from "../locales/shared.ts";

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

/** @param ifRevision the one that the caller has seen */
export function warningChangedSince({ id, revision, changedBy }: Warning, ifRevision: number): Refusal {
  const by = changedBy ?? warningRefusals["by-cases"];
  return {
    code: "warnings.changed_since",
    words: fill(warningRefusals["changed-since"], { id, revision, wanted: ifRevision, by }),
  };
}

export function partNotAllowed(
  { id }: Warning,
  level: Level,
  { step, parts }: { readonly step: "approve" | "issue"; readonly parts: ColourPolicy["issue"] },
): Refusal {
  const allowed = joined(
    parts.map((part) => partNames[part]),
    marks.list,
  );
  const blanks = { id, step: moveNames[step], level: levelNames[level], allowed };
  return { code: "warnings.part_not_allowed", words: fill(warningRefusals["part-not-allowed"], blanks) };
}

export function secondPersonWanted({ id }: Warning, by: string): Refusal {
  return { code: "warnings.second_person_wanted", words: fill(warningRefusals["second-person"], { id, by }) };
}

export function notApproved({ id }: Warning, level: Level, { approve, issue }: ColourPolicy): Refusal {
  const allowed = joined(
    (approve.length === 0 ? issue : approve).map((part) => partNames[part]),
    marks.list,
  );
  const words = fill(warningRefusals["not-approved"], { id, level: levelNames[level], allowed });
  return { code: "warnings.not_approved", words };
}

export function nothingToApprove({ id }: Warning): Refusal {
  return { code: "warnings.nothing_to_approve", words: fill(warningRefusals["nothing-to-approve"], { id }) };
}

export function nothingToWithdraw({ id }: Warning): Refusal {
  return { code: "warnings.nothing_to_withdraw", words: fill(warningRefusals["nothing-to-withdraw"], { id }) };
}

export function levelBelowCases({ id }: Warning, level: Level): Refusal {
  const words = fill(warningRefusals["below-cases"], { id, level: levelNames[level] });
  return { code: "warnings.level_below_cases", words };
}

export function alreadyOpen({ id }: Warning): Refusal {
  return { code: "warnings.already_open", words: fill(warningRefusals["already-open"], { id }) };
}

export function unknownArea(code: AreaCode): Refusal {
  return { code: "warnings.unknown_area", words: fill(warningRefusals["unknown-area"], { code }) };
}
