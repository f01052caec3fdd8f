import type { Called } from "../governance/entry-caller.ts";

/** Whoever acts, as two are told apart: by name, and by the account or token that called where that is known. */
export interface Person extends Called {
  readonly by: string;
  /** Null and absent alike: not known. */
  readonly accountId?: string | null;
}

/**
 * Whether two acts are one person's. Ids tell: a name changes while the account stays, and may be shared. Where the second act came
 * without its caller, as in entries of old releases, one name is one person too.
 */
export function isSamePerson(first: Person, second: Person): boolean {
  const isKnown = (first.accountId ?? null) !== null;
  if (isKnown && first.accountId === second.accountId) return true;
  return (!isKnown || second.caller === undefined) && first.by === second.by;
}
