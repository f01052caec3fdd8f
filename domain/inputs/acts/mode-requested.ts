import type { Mode } from "../../city/mode.ts";
import type { Called } from "../../governance/entry-caller.ts";

/** Somebody asks for another mode that a second person has to approve, approves what is asked for, or takes it back. */
export interface ModeRequested extends Called {
  readonly kind: "mode-requested";
  readonly by: string;
  /** Account or token that signed in; absent where none did. */
  readonly accountId?: string;
  /** `requestSeq`: `entrySeq` of the request that is meant. */
  readonly action:
    | { readonly do: "request"; readonly mode: Mode; readonly reason: string; readonly until: number | null }
    | { readonly do: "approve"; readonly requestSeq: number }
    | { readonly do: "withdraw"; readonly requestSeq: number };
}
