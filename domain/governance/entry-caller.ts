/** Who the hub knows to have caused an entry of the log: the account or token that the call was made with. */
export interface EntryCaller {
  readonly kind: "account" | "token";
  /** Id of the account or token: it never becomes another's, as a name may. */
  readonly id: string;
  /** As it was called at that time. */
  readonly name: string;
}

/** What a call of the API has caused. */
export interface Called {
  /** Absent for what the hub, its command line or a device entered, and in entries of old releases. */
  readonly caller?: EntryCaller;
}

/**
 * Whether two acts are one person's. Ids tell: names may be shared. Where an act came without its caller, as in entries of old
 * releases, one name is one person too.
 */
export function isSamePerson(
  first: { readonly by: string; readonly accountId: string | null },
  second: { readonly by: string; readonly accountId?: string } & Called,
): boolean {
  const isSameId = first.accountId !== null && first.accountId === second.accountId;
  const areIdsKnown = first.accountId !== null && second.caller !== undefined;
  return isSameId || (!areIdsKnown && first.by === second.by);
}
