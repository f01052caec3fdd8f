import type { ShiftSheet } from "../../duty/shift.ts";
import type { PostId } from "../../ids.ts";

/** Somebody hands a post over, or signs for it. */
export interface ShiftAction {
  readonly kind: "shift-action";
  readonly postId: PostId;
  readonly by: string;
  readonly action:
    | { readonly do: "hand-over"; readonly to: string; readonly notes: string; readonly sheet: ShiftSheet }
    /** The one who takes over has read the sheet. `digest`: SHA-256 of it, hex. */
    | { readonly do: "sign"; readonly sheetId: string; readonly digest: string };
}
