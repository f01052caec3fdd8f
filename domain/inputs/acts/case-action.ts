import type { Actor } from "../../governance/actor.ts";
import type { Called } from "../../governance/entry-caller.ts";
import type { CaseId, UnitId } from "../../ids.ts";
import type { Said } from "../../text.ts";

/** A person, the dispatch platform or a rule of the city acts on a case. */
export interface CaseAction extends Called {
  readonly kind: "case-action";
  readonly caseId: CaseId;
  /** Name of who acts, as the timeline shows it. */
  readonly by: string;
  /** Absent for an operator at the hub. */
  readonly actor?: Actor;
  /** The revision that the caller has seen: the act is refused where the case has moved on; absent for any. */
  readonly ifRevision?: number;
  /** The same key, the same act: a second one changes nothing and is no mistake. */
  readonly onceKey?: string;
  readonly action: CaseMove;
}

/** What can be done to a case; which of it when is the table of `cases/lifecycle/moves.ts`. */
export type CaseMove =
  | { readonly do: "acknowledge" }
  | { readonly do: "comment"; readonly text: string }
  /** 立案: taken up as a case of the city. */
  | { readonly do: "register" }
  /** 派遣: given to a unit. */
  | { readonly do: "dispatch"; readonly unitId: UnitId; readonly note?: string }
  /** 签收: the unit takes it on. */
  | { readonly do: "accept" }
  /** 回退: the unit gives it back as not its own. */
  | { readonly do: "return"; readonly reason: Said }
  /** To one person of the unit. */
  | { readonly do: "assign"; readonly person: string }
  /** 反馈: what was done; photos by reference. */
  | { readonly do: "feedback"; readonly text: Said; readonly photos?: readonly string[] }
  /** 核实: checked at the place. */
  | { readonly do: "verify"; readonly text?: Said }
  /** 返工: what was done does not hold. */
  | { readonly do: "rework"; readonly reason: Said }
  /** 结案. Without its evidence a reason is needed, and the case is marked. */
  | { readonly do: "close"; readonly reason?: string }
  /** 作废: a false alarm. */
  | { readonly do: "void"; readonly reason: string }
  /** 挂账: its time limit stands still until `until`, our clock. */
  | { readonly do: "suspend"; readonly until: number; readonly reason: string }
  | { readonly do: "resume" }
  /** 延期: its time limit ends at `until`, our clock. */
  | { readonly do: "extend"; readonly until: number; readonly reason: string }
  /** 督办 */
  | { readonly do: "supervise"; readonly reason: Said };

export type CaseMoveKind = CaseMove["do"];
