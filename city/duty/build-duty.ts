import type {
  AlertSource,
  DutyPerson,
  DutyPlan,
  DutyPost,
  LabelMap,
  Ladder,
  RosterShift,
} from "../../domain/city/policies/duty.ts";
import type { AreaCode, EndpointId, PersonId, PostId, StationId } from "../../domain/ids.ts";
import type { Endpoint } from "../../webhooks/endpoints/endpoint-schema.ts";
import type { Declaration } from "../city-files.ts";
import type { AlertSourceEntry, LadderEntry } from "./ladder-schema.ts";
import { type PostEntry, type ShiftEntry, weekdayNumber } from "./post-schema.ts";

/** What a city folder declares of duty, by id. */
export interface DutyDeclarations {
  readonly posts: ReadonlyMap<string, Declaration<PostEntry>>;
  readonly ladders: ReadonlyMap<string, Declaration<LadderEntry>>;
  readonly "alert-sources": ReadonlyMap<string, Declaration<AlertSourceEntry>>;
  readonly endpoints: ReadonlyMap<string, Declaration<Endpoint>>;
}

/** The plan of a city, from entries whose references have been checked; null where its folder says nothing of duty. */
export function buildDuty(declared: DutyDeclarations): DutyPlan | null {
  const posts = valuesOf(declared.posts);
  const ladders = valuesOf(declared.ladders);
  const sources = valuesOf(declared["alert-sources"]);
  if (posts.length + ladders.length + sources.length === 0) return null;
  return {
    posts: new Map(posts.map(postFrom).map((post) => [post.id, post])),
    people: new Map(posts.flatMap(({ people }) => people.map(personFrom)).map((person) => [person.id, person])),
    ladders: ladders.map(ladderFrom),
    alertSources: sources.map(sourceFrom),
    drillChannels: new Set(valuesOf(declared.endpoints).flatMap(({ id, drills }) => (drills === true ? [id] : []))),
  };
}

function valuesOf<T>(entries: ReadonlyMap<string, Declaration<T>>): readonly T[] {
  return [...entries.values()].map(({ value }) => value);
}

function postFrom({ id, name, area, roster }: PostEntry): DutyPost {
  return { id: id as PostId, name, areaCode: area as AreaCode, shifts: roster.map(shiftFrom) };
}

function shiftFrom({ from, to, days, dates, first, last, people, rotation, deputies }: ShiftEntry): RosterShift {
  const groups = rotation ?? (people === undefined ? [] : [people]);
  return {
    from,
    to,
    days: days?.map(weekdayNumber) ?? [1, 2, 3, 4, 5, 6, 7],
    dates: dates ?? null,
    first: first ?? null,
    last: last ?? null,
    rotation: groups.map((group) => group.map((id) => id as PersonId)),
    deputies: deputies.map((id) => id as PersonId),
  };
}

function personFrom({ id, name, phone, account, channels }: PostEntry["people"][number]): DutyPerson {
  return {
    id: id as PersonId,
    name,
    phone: phone ?? null,
    account: account ?? null,
    channels: channels.map((channel) => channel as EndpointId),
  };
}

function ladderFrom({ id, area, levels, modes, hazards, rounds, callsInDrills, rungs }: LadderEntry): Ladder {
  return {
    id,
    areaCode: area as AreaCode,
    levels,
    modes: modes ?? null,
    hazards: hazards ?? null,
    rounds,
    callsInDrills,
    rungs: rungs.map(({ post, person, channel, answerWithin, repeats }) => ({
      to:
        post === undefined
          ? { kind: "person", personId: (person ?? "") as PersonId }
          : { kind: "post", postId: post as PostId },
      channel: (channel ?? null) as EndpointId | null,
      answerWithinMs: answerWithin,
      times: repeats + 1,
    })),
  };
}

function sourceFrom({ id, name, token, station, hazard, level, expiresAfter }: AlertSourceEntry): AlertSource {
  return {
    id,
    name,
    token: token ?? null,
    station: labelMapFrom(station, (value) => value as StationId),
    hazard: labelMapFrom(hazard, (value) => value),
    level: labelMapFrom(level, (value) => value),
    expiresAfterMs: expiresAfter ?? null,
  };
}

function labelMapFrom<Written extends string, Value extends string>(
  {
    label,
    values,
    otherwise,
  }: { label?: string | undefined; values: Record<string, Written>; otherwise?: Written | undefined },
  meaning: (written: Written) => Value,
): LabelMap<Value> {
  return {
    label: label ?? null,
    values: new Map(Object.entries(values).map(([said, means]) => [said, meaning(means)])),
    otherwise: otherwise === undefined ? null : meaning(otherwise),
  };
}
