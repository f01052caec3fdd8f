import type { City } from "../../domain/city/city.ts";
import { levels } from "../../domain/city/level.ts";
import type { DutyPerson, DutyPlan, DutyPost, Ladder, RosterShift, Rung } from "../../domain/city/policies/duty.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { AreaCode, EndpointId, PersonId, PostId } from "../../domain/ids.ts";
import { sameInBoth } from "../../domain/text.ts";

/** A shift of every day unless said otherwise. */
export function shift(given: Partial<RosterShift> & { readonly people?: readonly string[] }): RosterShift {
  const { people = ["li"], ...rest } = given;
  return {
    from: 0,
    to: 0,
    days: [1, 2, 3, 4, 5, 6, 7],
    dates: null,
    first: null,
    last: null,
    rotation: [people.map((id) => id as PersonId)],
    deputies: [],
    ...rest,
  };
}

export function person(id: string, channels: readonly string[] = ["robot"]): DutyPerson {
  const phone = `0371-${id}`;
  return {
    id: id as PersonId,
    name: sameInBoth(id),
    phone,
    account: null,
    channels: channels as readonly EndpointId[],
  };
}

export function post(id: string, areaCode: string, ...shifts: readonly RosterShift[]): DutyPost {
  return { id: id as PostId, name: sameInBoth(id), areaCode: areaCode as AreaCode, shifts };
}

export function rungOf(postId: string, rest: Partial<Rung> = {}): Rung {
  return {
    to: { kind: "post", postId: postId as PostId },
    channel: null,
    answerWithinMs: 3 * minuteMs,
    times: 1,
    ...rest,
  };
}

export function ladder(id: string, areaCode: string, rungs: readonly Rung[], rest: Partial<Ladder> = {}): Ladder {
  const usual = { levels, modes: null, hazards: null, callsInDrills: false, rounds: 1 };
  return { id, areaCode: areaCode as AreaCode, ...usual, rungs, ...rest };
}

export function planOf(given: {
  readonly posts?: readonly DutyPost[];
  readonly people?: readonly DutyPerson[];
  readonly ladders?: readonly Ladder[];
  readonly drillChannels?: readonly string[];
}): DutyPlan {
  return {
    posts: new Map(given.posts?.map((each) => [each.id, each])),
    people: new Map(given.people?.map((each) => [each.id, each])),
    ladders: given.ladders ?? [],
    alertSources: [],
    drillChannels: new Set(given.drillChannels as readonly EndpointId[] | undefined),
  };
}

export function withDuty(city: City, duty: DutyPlan): City {
  return { ...city, duty };
}
