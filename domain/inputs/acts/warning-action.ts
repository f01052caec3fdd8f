import type { Hazard } from "../../city/hazard.ts";
import type { Level } from "../../city/level.ts";
import type { Actor } from "../../governance/actor.ts";
import type { Called } from "../../governance/entry-caller.ts";
import type { AreaCode, WarningId } from "../../ids.ts";
import type { BilingualText } from "../../text.ts";

/** A person acts on a warning. */
export interface WarningAction extends Called {
  readonly kind: "warning-action";
  readonly warningId: WarningId;
  readonly by: string;
  /** Absent for an operator at the hub. */
  readonly actor?: Actor;
  /** The revision that the caller has seen: the act is refused where the warning has moved on; absent for any. */
  readonly ifRevision?: number;
  readonly action: WarningMove;
}

/** What a person writes of a warning; plain text. */
export interface WarningWords {
  readonly title?: BilingualText;
  readonly impact?: BilingualText;
  readonly advice?: BilingualText;
}

/** What a person can do about a warning; which of it when is the table of `warnings/lifecycle/moves.ts`. */
export type WarningMove =
  /** A draft by hand, for what no gauge sees; `warningId` is new. */
  | (WarningWords & {
      readonly do: "draft";
      readonly hazard: Hazard;
      readonly areaCode: AreaCode;
      readonly level: Level;
      readonly isExercise?: boolean;
    })
  /** Other words, or a level that it is not to stand below. */
  | (WarningWords & { readonly do: "edit"; readonly level?: Level })
  | { readonly do: "approve" }
  | { readonly do: "issue" }
  | { readonly do: "lift"; readonly reason: string }
  /** A draft is rejected, or the level that cases propose. */
  | { readonly do: "withdraw"; readonly reason: string };

export type WarningMoveKind = WarningMove["do"];
