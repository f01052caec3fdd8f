import type { Called } from "../governance/entry-caller.ts";

/** Whoever acts, as two are told apart: by name, and by the account or token that called where that is known. */
export interface Person extends Called {
  readonly by: string;
  /** Null and absent alike: not known. */
  readonly accountId?: string | null;
}

/** Who acts, as is kept with what they did: the name, and the id of the account or token where that is known. */
export function personOf({ by, caller }: { readonly by: string } & Called): Pick<Person, "by" | "accountId"> {
  return { by, ...(caller === undefined ? {} : { accountId: caller.id }) };
}

/**
 * Whether two acts are one person's. Ids tell: a name changes while the account stays, and may be shared. Where the second act came
 * without its caller, as in entries of old releases, one name is one person too.
 */
export function isSamePerson(first: Person, second: Person): boolean {
  const [firstId, secondId] = [idOf(first), idOf(second)];
  if (firstId !== null && firstId === secondId) return true;
  return (firstId === null || second.caller === undefined) && first.by === second.by;
}

function idOf({ accountId, caller }: Person): string | null {
  return caller?.id ?? accountId ?? null;
}
