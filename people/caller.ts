import type { Called } from "../domain/governance/entry-caller.ts";
import type { Grant } from "../domain/people/grant.ts";

/** Who calls: an account that is signed in, or a token. */
export interface Caller extends Grant {
  readonly kind: "account" | "token";
  /** Id of the account or token. */
  readonly accountId: string;
  /** As it is kept beside what they do. */
  readonly name: string;
}

/** The caller as an entry of the log has it; null for a call that nobody signed in for. */
export function calledBy(caller: Pick<Caller, "kind" | "accountId" | "name"> | null): Called {
  if (caller === null) return {};
  const { kind, accountId: id, name } = caller;
  return { caller: { kind, id, name } };
}
