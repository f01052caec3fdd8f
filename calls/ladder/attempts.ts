import type { DutyPerson, DutyPlan, Rung } from "../../domain/city/policies/duty.ts";
import type { Callee } from "../../domain/duty/call.ts";
import type { EndpointId, PersonId, PostId } from "../../domain/ids.ts";
import { onDuty } from "../roster/on-duty.ts";
import type { Attempt } from "./ladder-run.ts";

/** A moment of our clock, ms since 1970, and the zone that rosters are in. */
export interface Moment {
  readonly at: number;
  readonly zone: string;
}

/**
 * The calls of one rung, in their order: everybody on duty by one channel, then everybody by the next. Never empty: where
 * nobody is on duty, or nothing reaches a person, that is an attempt without a callee or channel, which is skipped. Pure.
 */
export function attemptsOf(rung: Rung, plan: DutyPlan, { at, zone }: Moment): readonly Attempt[] {
  const { answerWithinMs } = rung;
  const { postId, people } = peopleOf(rung, plan, { at, zone });
  if (people.length === 0) return [{ postId, to: null, channel: null, answerWithinMs }];
  const channelsOf = (person: DutyPerson): readonly (EndpointId | null)[] => {
    const channels = rung.channel === null ? person.channels : [rung.channel];
    return channels.length === 0 ? [null] : channels;
  };
  const most = Math.max(...people.map((person) => channelsOf(person).length));
  const ranks = Array.from({ length: most }, (_, rank) => rank);
  return ranks.flatMap((rank) =>
    people.flatMap((person) => {
      const channel = channelsOf(person)[rank];
      if (channel === undefined) return [];
      const attempt: Attempt = { postId, to: calleeOf(person), channel, answerWithinMs };
      return Array.from({ length: channel === null ? 1 : rung.times }, () => attempt);
    }),
  );
}

export function calleeOf({ id: personId, name, phone }: DutyPerson): Callee {
  return { personId, name, phone };
}

/** The people of a rung: the one it names, or those on duty and then their deputies. */
function peopleOf(
  { to }: Rung,
  { posts, people }: DutyPlan,

  { at, zone }: Moment,
): { readonly postId: PostId | null; readonly people: readonly DutyPerson[] } {
  const known = (ids: readonly PersonId[]): readonly DutyPerson[] => ids.flatMap((id) => people.get(id) ?? []);
  if (to.kind === "person") return { postId: null, people: known([to.personId]) };
  const post = posts.get(to.postId);
  if (post === undefined) return { postId: to.postId, people: [] };
  const now = onDuty(post, at, zone);
  return { postId: to.postId, people: known([...now.people, ...now.deputies]) };
}
