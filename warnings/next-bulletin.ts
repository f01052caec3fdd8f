import { canonicalJson } from "../domain/canonical-json.ts";
import { secondMs } from "../domain/clock.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { BulletinKind, BulletinRef } from "../domain/governance/warnings/bulletin.ts";
import { isInForce } from "../domain/governance/warnings/warning-state.ts";

/**
 * The bulletin that a change of a warning brings out: the first is an Alert, what follows an Update, and the end of it a
 * Cancel. None for a draft, for a level that is only proposed, and for one that expires: its last bulletin said when.
 *
 * @param at our clock, ms since 1970
 */
export function nextBulletin(before: Warning | null, after: Warning, at: number): BulletinRef | null {
  const kind = kindOf(before, after);
  return kind === null ? null : { revision: after.revision, kind, sentAt: Math.floor(at / secondMs) * secondMs };
}

function kindOf(before: Warning | null, after: Warning): BulletinKind | null {
  const hasEarlier = (after.bulletins ?? []).length > 0;
  if (after.state === "lifted") return hasEarlier ? "Cancel" : null;
  if (!isInForce(after)) return null;
  if (!hasEarlier) return "Alert";
  const isProposalAlone = before !== null && before.proposal !== after.proposal && saysSame(before, after);
  const isPageAlone = before?.escalatedAt !== after.escalatedAt && before?.level === after.level;
  return isProposalAlone || isPageAlone ? null : "Update";
}

/** Whether the public is told the same. */
function saysSame(before: Warning, after: Warning): boolean {
  return canonicalJson(publicTextOf(before)) === canonicalJson(publicTextOf(after));
}

function publicTextOf({ level, title, impact, advice }: Warning) {
  return { level, title, impact, advice };
}
