/** Whoever acts, as two are told apart: by name, and by the account or token that signed in where that is known. */
export interface Person {
  readonly by: string;
  readonly accountId?: string;
}

/** A name changes while the account stays; and what is of one name is of one person. */
export function isSamePerson(a: Person, b: Person): boolean {
  return a.by === b.by || (a.accountId !== undefined && a.accountId === b.accountId);
}
