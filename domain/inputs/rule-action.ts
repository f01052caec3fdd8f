/** A person acts on a drafted set of rules. Which rules judge is said by `rules-activated` alone. */
export interface RuleAction {
  readonly kind: "rule-action";
  /** Digest of the set, hex. */
  readonly digest: string;
  readonly by: string;
  readonly action:
    | { readonly do: "draft"; readonly note: string }
    | { readonly do: "approve" }
    | { readonly do: "reject"; readonly reason: string };
}
