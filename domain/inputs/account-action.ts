/** An account was made, changed, signed in or out. It decides nothing: it is in the log for the audit trail. */
export interface AccountAction {
  readonly kind: "account-action";
  readonly accountId: string;
  /** Who did it; the account itself for a sign-in. */
  readonly by: string;
  readonly action:
    | { readonly do: "create" | "change"; readonly roles: readonly string[]; readonly areaCodes: readonly string[] }
    | { readonly do: "disable" | "enable" | "set-password" | "sign-in" | "sign-in-refused" | "sign-out" };
}
