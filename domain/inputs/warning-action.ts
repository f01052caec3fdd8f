import type { WarningId } from "../ids.ts";

/** A person acts on a warning. */
export interface WarningAction {
  readonly kind: "warning-action";
  readonly warningId: WarningId;
  readonly by: string;
  readonly action: { readonly do: "issue" } | { readonly do: "lift"; readonly reason: string };
}
