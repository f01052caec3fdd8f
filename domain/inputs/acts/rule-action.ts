import type { Called } from "../../governance/entry-caller.ts";
import type { RuleFile } from "../../rule-set.ts";

/** A person acts on a drafted set of rules. Which rules judge is said by `rules-activated` alone. */
export interface RuleAction extends Called {
  readonly kind: "rule-action";
  /** Digest of the set, hex. */
  readonly digest: string;
  readonly by: string;
  /** Account or token that signed in; absent for a file that was saved. */
  readonly accountId?: string;
  readonly action:
    | {
        readonly do: "draft";
        readonly note: string;
        /** `file`: saved in the city folder; who owns the file is taken for its author. */
        readonly origin: "person" | "file";
        readonly files: readonly RuleFile[];
        readonly ruleCount: number;
      }
    | { readonly do: "approve" }
    | { readonly do: "reject"; readonly reason: string };
}
