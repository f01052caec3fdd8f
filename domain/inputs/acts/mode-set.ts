import type { Mode } from "../../city/mode.ts";
import type { Called } from "../../governance/entry-caller.ts";

/** The city is run in another mode from `at` of the entry on. */
export interface ModeSet extends Called {
  readonly kind: "mode-set";
  readonly mode: Mode;
  /** Who switched, or asked for the switch that another approved; null where that is not known, and for nobody. */
  readonly by: string | null;
  readonly reason?: string;
  /** When it ends by itself, our clock; absent for no end. */
  readonly until?: number;
  /** Who approved it, with the request; `caller` of the entry is who asked. */
  readonly approval?: { readonly by: string; readonly requestSeq: number } & Called;
  /** `entrySeq` of the mode-set whose time is over: nobody switched. */
  readonly ends?: number;
}
