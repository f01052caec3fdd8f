import type { WarningState } from "../../domain/governance/warnings/warning-state.ts";
import type { WarningMoveKind } from "../../domain/inputs/acts/warning-action.ts";
import type { BilingualText } from "../../domain/text.ts";
import { moveNames } from "../../locales/messages/warning-moves.ts";

/** What brings a warning from one state to another: people, its cases, and time. */
export type WarningStep = Exclude<WarningMoveKind, "draft"> | "cases-over" | "expire";

/**
 * The one table of what is legal: where a step leads from a state. What is not named here changes nothing, whoever asks
 * for it. Whether somebody may make the step is the city's policy (`move-refusals.ts`).
 */
export const moves: Readonly<Record<WarningStep, Readonly<Partial<Record<WarningState, WarningState>>>>> = {
  approve: { draft: "approved", issued: "updated", updated: "updated" },
  issue: { draft: "issued", approved: "issued" },
  edit: { draft: "draft", approved: "draft", issued: "updated", updated: "updated" },
  /** Of one in force it takes the proposed level back alone. */
  withdraw: { draft: "withdrawn", approved: "withdrawn", issued: "issued", updated: "updated" },
  lift: { draft: "lifted", approved: "lifted", issued: "lifted", updated: "lifted" },
  "cases-over": { draft: "lifted", approved: "lifted", issued: "lifted", updated: "lifted" },
  expire: { issued: "expired", updated: "expired" },
};

/** Steps that people make, in the order in which they are shown. */
export const personSteps = ["edit", "approve", "issue", "withdraw", "lift"] as const satisfies readonly WarningStep[];

export type PersonStep = (typeof personSteps)[number];

/** Where a step leads; null where it is not legal. */
export function stateAfter(state: WarningState, step: WarningStep): WarningState | null {
  return moves[step][state] ?? null;
}

export function nameOfStep(step: PersonStep): BilingualText {
  return moveNames[step];
}
