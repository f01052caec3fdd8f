import type { City } from "../domain/city/city.ts";
import { contactOfArea } from "../domain/city/contact.ts";
import type { DutyPerson, DutyPost } from "../domain/city/policies/duty.ts";
import type { PhoneLine } from "../domain/governance/event.ts";
import type { EndpointId } from "../domain/ids.ts";
import { onDuty } from "./roster/on-duty.ts";

/** Numbers that are named at most: more than that nobody dials. */
const mostNumbers = 10;

/**
 * Whom to phone while an endpoint does not take what is urgent: who is on duty and would be called by it, else everybody on
 * duty; the city's own number last. Pure.
 *
 * @param at our clock, ms since 1970
 */
export function phoneFallback(city: City, endpointId: EndpointId, at: number): readonly PhoneLine[] {
  const now = [...(city.duty?.posts.values() ?? [])].flatMap((post) => peopleNow(city, post, at));
  const ladders = city.duty?.ladders ?? [];
  const isOfRung = ladders.some(({ rungs }) => rungs.some(({ channel }) => channel === endpointId));
  const reached = now.filter(({ channels }) => channels.includes(endpointId));
  const people = reached.length > 0 && !isOfRung ? reached : now;
  const lines = people.flatMap(({ name, phone }) => (phone === null ? [] : [{ name, phone }]));
  return distinct([...lines, ...ownNumber(city)]).slice(0, mostNumbers);
}

function peopleNow({ duty, timeZone }: City, post: DutyPost, at: number): readonly DutyPerson[] {
  const { people, deputies } = onDuty(post, at, timeZone);
  return [...people, ...deputies].flatMap((id) => duty?.people.get(id) ?? []);
}

function ownNumber(city: City): readonly PhoneLine[] {
  const { unitName, unitPhone } = contactOfArea(city, city.code);
  return unitPhone === null ? [] : [{ name: unitName ?? city.name, phone: unitPhone }];
}

function distinct(lines: readonly PhoneLine[]): readonly PhoneLine[] {
  return [...new Map(lines.map((line) => [line.phone, line])).values()];
}
