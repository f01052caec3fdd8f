import type { Mode } from "../city/mode.ts";

/** Somebody asks for another mode that a second person has to approve, or takes the request back. */
export interface ModeRequested {
  readonly kind: "mode-requested";
  readonly by: string;
  readonly action:
    | { readonly do: "request"; readonly mode: Mode; readonly reason: string; readonly until: number | null }
    | { readonly do: "withdraw" };
}
