import type { Grant } from "../domain/people/grant.ts";

/** Who calls: an account that is signed in, or a token. */
export interface Caller extends Grant {
  readonly kind: "account" | "token";
  /** Id of the account or token. */
  readonly accountId: string;
  /** As it is kept beside what they do. */
  readonly name: string;
}
