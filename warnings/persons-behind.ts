import type { Warning, WarningFacts } from "../domain/governance/warning.ts";
import { isDraft } from "../domain/governance/warnings/warning-state.ts";
import { isSamePerson, type Person } from "../domain/people/person.ts";

/**
 * Who stands behind what waits for a decision, at the level that it waits at: of a draft who wrote it last and who approved
 * it as it reads, of a proposed level who set it by hand and who approved it first. The policy and cases are no persons, and
 * who stood behind a milder level stands behind this one no more than anybody.
 */
export function personsBehind(warning: Warning): readonly Person[] {
  const { approved, byHand, proposal } = warning;
  if (isDraft(warning)) return known([authorsOf(warning).at(-1), approved]);
  return known([byHand?.level === proposal?.level ? byHand : undefined, proposal?.approved]);
}

/** Whether nobody but one person would stand behind it. */
export function isAlone(behind: readonly Person[], who: Person): boolean {
  return behind.length > 0 && behind.every((each) => isSamePerson(each, who));
}

function authorsOf({ authors = [] }: Pick<Warning, "authors">): readonly Person[] {
  return authors.map((author) => (typeof author === "string" ? { by: author } : author));
}

/** Authors of what a person has now written too. */
export function withAuthor(warning: Pick<Warning, "authors">, person: Person): readonly Person[] {
  return [...authorsOf(warning).filter((each) => !isSamePerson(each, person)), person];
}

/** Facts as others are told of them: who it was by name, and not by which account. */
export function withoutAccounts<Facts extends Pick<WarningFacts, "approved" | "byHand" | "proposal">>(
  facts: Facts,
): Facts {
  const { approved, byHand, proposal } = facts;
  return {
    ...facts,
    ...(approved === undefined ? {} : { approved: withoutAccount(approved) }),
    ...(byHand === undefined ? {} : { byHand: withoutAccount(byHand) }),
    ...(proposal?.approved === undefined
      ? {}
      : { proposal: { ...proposal, approved: withoutAccount(proposal.approved) } }),
  };
}

/** A warning as others are told of it: the names of its persons alone. */
export function namesAlone(warning: Warning): Omit<Warning, "authors"> & { readonly authors?: readonly string[] } {
  const { authors, ...facts } = withoutAccounts(warning);
  return authors === undefined ? facts : { ...facts, authors: authorsOf(warning).map(({ by }) => by) };
}

function withoutAccount<Act extends Person>({ accountId: _, ...act }: Act): Omit<Act, "accountId"> {
  return act;
}

function known(persons: readonly (Person | undefined)[]): readonly Person[] {
  return persons.filter((each) => each !== undefined);
}
