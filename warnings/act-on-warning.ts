import type { Warning } from "../domain/governance/warning.ts";
import type { WarningAction } from "../domain/inputs/warning-action.ts";

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
      return { ...notice, state: "lifted", liftedAt: at, revision, lifted: { at, by, reason: action.reason } };
  }
}
