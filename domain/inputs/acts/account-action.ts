import type { ProviderRefusal } from "../../people/provider-refusal.ts";
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
    /** Null for an account that signs in through the identity provider no more. */
    | { readonly do: "set-subject"; readonly subject: string | null }
    /** `address` is that of the machine it came from; `way` is left out for a password. */
    | { readonly do: "sign-in"; readonly address: string; readonly way?: "oidc" }
    | { readonly do: "locked"; readonly address: string }
    | {
        readonly do: "sign-in-refused";
        readonly reason: "wrong-password" | "unknown-account" | "disabled";
        readonly address: string;
      }
    | {
        readonly do: "sign-in-refused";
        readonly way: "oidc";
        readonly reason: ProviderRefusal;
        /** Whom the identity provider named; null where it named nobody, or not so that it can be believed. */
        readonly subject: string | null;
        readonly address: string;
      };
}
