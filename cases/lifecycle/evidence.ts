import type { CasePolicy } from "../../domain/city/policies/case-policy.ts";
import { hourMs } from "../../domain/clock.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { EvidenceKind } from "../../domain/governance/case-record.ts";

/** What holds where a city has no standing order: people move cases, and the water closes them. */
export const usualCasePolicy: CasePolicy = {
  registration: "officer",
  dispatch: "officer",
  closing: "water",
  holdClearMs: 0,
  verification: "sensor",
  reopenWithinMs: hourMs,
  incidents: null,
};

/** Our clock from which on a case whose alarms have cleared has been quiet long enough; null while one is active. */
export function heldClearAt({ level, clearSinceAt }: Case, { holdClearMs }: CasePolicy): number | null {
  return level === null && clearSinceAt !== undefined ? clearSinceAt + holdClearMs : null;
}

/**
 * What the standing order asks for before a case is closed, and is not there yet; empty where nothing is missing.
 *
 * @param at our clock, ms since 1970
 */
export function lackingEvidence(of: Case, policy: CasePolicy, at: number): readonly EvidenceKind[] {
  const { level, feedback, state, isClearUnproven = false } = of;
  if (policy.closing === "water") return level === null ? [] : ["hazard-over"];
  const lacking: EvidenceKind[] = [];
  const heldAt = heldClearAt(of, policy);
  if (heldAt === null) lacking.push("hazard-over");
  else if (heldAt > at) lacking.push("held-clear");
  if (feedback === undefined) lacking.push("feedback");
  const mustBeSeen = policy.verification === "person" || isClearUnproven;
  if (mustBeSeen && state !== "verified") lacking.push("verified");
  return lacking;
}
