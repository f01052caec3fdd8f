import type { ProviderRefusal } from "../../domain/people/provider-refusal.ts";

/** What the provider's answer to one sign-in is held against. None of it is ever logged. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE, RFC 7636. */
  readonly codeVerifier: string;
}

export interface ProviderFailure {
  readonly kind: "failed";
  readonly why: Extract<ProviderRefusal, "provider-away" | "provider-refused" | "untrusted" | "no-subject">;
  /** For the log: codes and the library's fixed words, no text of the provider or of a browser. */
  readonly detail: string;
}

/** Says who somebody is. What they may do is not asked of it. */
export interface IdentityProvider {
  /** @returns where the browser goes, and what its answer will be held against */
  begin(): Promise<{ readonly kind: "begun"; readonly url: string; readonly checks: SignInChecks } | ProviderFailure>;
  /** @param answer the query that the browser came back with */
  finish(
    answer: string,
    checks: SignInChecks,
  ): Promise<{ readonly kind: "named"; readonly subject: string } | ProviderFailure>;
}
