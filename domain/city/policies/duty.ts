import type { AreaCode, EndpointId, PersonId, PostId, StationId } from "../../ids.ts";
import type { BilingualText } from "../../text.ts";
import type { Hazard } from "../hazard.ts";
import type { Level } from "../level.ts";
import type { Mode } from "../mode.ts";

/** A person who can be called. */
export interface DutyPerson {
  readonly id: PersonId;
  readonly name: BilingualText;
  /** As people dial it, where nothing else reaches them; null where the city names none. */
  readonly phone: string | null;
  /** Name of the token or account that this person signs in with; null for none. */
  readonly account: string | null;
  /** Endpoints that reach this person, the first tried first. */
  readonly channels: readonly EndpointId[];
}

/** All that a person may be called by. */
export function namesOfPerson({ id, name, account }: DutyPerson): readonly string[] {
  return [id, name.zh, name.en, ...(account === null ? [] : [account])];
}

/** Who is on a post, and when: one line of a roster. Times are of the city's zone. */
export interface RosterShift {
  /** Minutes after midnight of the day on which it begins, below 1,440. */
  readonly from: number;
  /** Minutes after midnight; where that is not later than `from`, of the day after. */
  readonly to: number;
  /** Days of the week on which it begins, 1 Monday to 7 Sunday; all where `dates` says which. */
  readonly days: readonly number[];
  /** Dates on which it begins, `2026-10-01`; null for every week. What begins on a named date stands in place of the weekly shifts there. */
  readonly dates: readonly string[] | null;
  /** First and last date on which it begins; null for no bound. */
  readonly first: string | null;
  readonly last: string | null;
  /** Groups that take it day by day in turn, the first on `first`; one group has every day. */
  readonly rotation: readonly (readonly PersonId[])[];
  /** Called after those on duty. */
  readonly deputies: readonly PersonId[];
}

/** A duty post: of the city, a district, a street. */
export interface DutyPost {
  readonly id: PostId;
  readonly name: BilingualText;
  readonly areaCode: AreaCode;
  readonly shifts: readonly RosterShift[];
}

/** One step of a ladder: who is called, how, and how long an answer is waited for. */
export interface Rung {
  readonly to:
    | { readonly kind: "post"; readonly postId: PostId }
    | { readonly kind: "person"; readonly personId: PersonId };
  /** The endpoint that calls go out by; null for each person's own, one after the other. */
  readonly channel: EndpointId | null;
  readonly answerWithinMs: number;
  /** How often the same person is called the same way before the next is, at least 1. */
  readonly times: number;
}

/** Who must answer for cases of one area at some levels, in some modes 叫应. */
export interface Ladder {
  readonly id: string;
  /** The area whose cases it is for, those of all below it included that have no ladder of their own. */
  readonly areaCode: AreaCode;
  readonly levels: readonly Level[];
  /** Null for all. */
  readonly modes: readonly Mode[] | null;
  readonly hazards: readonly Hazard[] | null;
  /** True where its people are called in drills too. */
  readonly callsInDrills: boolean;
  /** How often the way up from it is gone before it ends without an answer; red goes on for ever. */
  readonly rounds: number;
  readonly rungs: readonly Rung[];
}

/** How the labels of another system's alerts are understood. */
export interface AlertSource {
  readonly id: string;
  readonly name: BilingualText;
  /** Name of the token that its alerts come under; null where the caller names the source. */
  readonly token: string | null;
  readonly station: LabelMap<StationId>;
  readonly hazard: LabelMap<Hazard>;
  readonly level: LabelMap<Level>;
  /** An alert that is not repeated for so long is over, ms; null for never. */
  readonly expiresAfterMs: number | null;
}

/** What the value of a label stands for. */
export interface LabelMap<Value extends string> {
  /** Null where every alert of the source has the same. */
  readonly label: string | null;
  /** What each value of the label means; a value that stands for itself need not be here. */
  readonly values: ReadonlyMap<string, Value>;
  /** Where the label is absent or says nothing known; null for a mistake of the sender. */
  readonly otherwise: Value | null;
}

/** Who is on duty, who is called, and who else may raise alarms in a city. */
export interface DutyPlan {
  readonly posts: ReadonlyMap<PostId, DutyPost>;
  readonly people: ReadonlyMap<PersonId, DutyPerson>;
  readonly ladders: readonly Ladder[];
  readonly alertSources: readonly AlertSource[];
  /** Endpoints that are sent what is of a drill. */
  readonly drillChannels: ReadonlySet<EndpointId>;
}
