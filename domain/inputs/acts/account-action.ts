import type { Role } from "../../people/role.ts";

/** Stands for an account that does not exist: what somebody typed for one may be a password. */
export const unknownAccountId = "unknown";

/** An account or token was made, changed, signed in or out. It decides nothing: it is in the log for the audit trail. */
export interface AccountAction {
  readonly kind: "account-action";
  /** Account, or token by its id; `unknown` for a sign-in to none that exists. */
  readonly accountId: string;
  /** Who did it; the account itself for a sign-in. */
  readonly by: string;
  readonly action:
    | {
        readonly do: "create" | "change";
        readonly roles: readonly Role[];
        readonly areaCodes: readonly string[];
        readonly deviceIds: readonly string[];
      }
    | { readonly do: "disable" | "enable" | "set-password" | "sign-out" | "revoke" }
    /** `address` is that of the machine it came from. */
    | { readonly do: "sign-in" | "locked"; readonly address: string }
    | {
        readonly do: "sign-in-refused";
        readonly reason: "wrong-password" | "unknown-account" | "disabled";
        readonly address: string;
      };
}
