import type { Warning } from "../domain/governance/warning.ts";
import type { WarningAction } from "../domain/inputs/warning-action.ts";
import { fill } from "../locales/fill.ts";
import { allClearTexts } from "../locales/messages/all-clear.ts";
import { warningTexts } from "../locales/messages/warnings.ts";

/**
 * What a person's action makes of a warning that is not lifted.
 *
 * @param at our clock when it was entered, ms since 1970
 * @returns null for issuing what is issued already
 */
export function actOnWarning(notice: Warning, { action, by }: WarningAction, at: number): Warning | null {
  const revision = notice.revision + 1;
  switch (action.do) {
    case "issue":
      if (notice.state !== "draft") return null;
      return { ...notice, state: "issued", revision, issued: { at, by } };
    case "lift":
      return { ...notice, ...lifted(notice), liftedAt: at, revision, lifted: { at, by, reason: action.reason } };
  }
}

/** A person lifts a warning whatever its cases say: while some are open, what is said is that they are. */
function lifted({ cases, hazard }: Warning): Pick<Warning, "state" | "advice"> {
  const count = Object.keys(cases).length;
  return {
    state: "lifted",
    advice: count === 0 ? allClearTexts[hazard] : fill(warningTexts["cases-open"], { count }),
  };
}
