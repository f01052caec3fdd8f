import { type DutyPerson, namesOfPerson } from "../city/policies/duty.ts";
import type { Person } from "../people/person.ts";
import type { Handover } from "./shift.ts";

/** Whether somebody is the one who takes a post over: any of the people who go by the name on the sheet. */
export function isNextOn({ to }: Pick<Handover, "to">, who: Person, people: readonly DutyPerson[]): boolean {
  const named = people.filter((person) => namesOfPerson(person).includes(to));
  return named.length === 0 ? who.by === to : named.some((person) => isThatPerson(person, who));
}

/** An account is the one that the city names for the person, and none that is only called the same; else the name tells. */
function isThatPerson(person: DutyPerson, { by, caller }: Person): boolean {
  const { account } = person;
  if (account === null || caller?.kind !== "account") return namesOfPerson(person).includes(by);
  return caller.id === account || caller.name === account;
}
