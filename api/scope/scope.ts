import type { City } from "../../domain/city/city.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import { placeOfEvent } from "../../domain/governance/event-place.ts";
import { type Grant, grantKey } from "../../domain/people/grant.ts";
import type { WithheldFields } from "../../domain/people/withheld-fields.ts";
import { publicReach, type Reach, reachOf } from "../../people/reach.ts";
import type { History, LatestValues, RejectReader, StateQueries } from "../../store/ports.ts";
import type { ApiDeps } from "../app.ts";
import type { SuppressionView } from "../ports.ts";
import { eventWithin } from "./event-within.ts";
import { historyWithin } from "./history-within.ts";
import { latestWithin } from "./latest-within.ts";
import { publicEvent, type WarningReads, warningsToRead } from "./public-warning.ts";
import { rejectsWithin } from "./rejects-within.ts";
import { stateWithin } from "./state-within.ts";
import { suppressionWithin } from "./suppression-within.ts";

/**
 * What the caller of a route can see: the city and all that is known of it, as if nothing else were there. What is out of
 * reach is in no list, and asked for by id it is unknown. A route reads through this and through nothing else.
 */
export interface Scope {
  readonly isWholeCity: boolean;
  readonly city: City;
  /** Devices in reach, those included that a grant names and the city does not have; null for all. */
  readonly deviceIds: ReadonlySet<string> | null;
  readonly state: StateQueries;
  readonly rejects: RejectReader;
  readonly suppression: SuppressionView;
  readonly latest: LatestValues;
  readonly history: History;
  /** Fields that the caller has no right to: answers leave without them, see `http/withhold-answers.ts`. */
  readonly fields: WithheldFields;
  /** Warnings to be read: those in `state`, and what the public was told of those for areas around. Acts look in `state`. */
  readonly warnings: WarningReads;
  /** An event as the live stream may show it; null where it may not. */
  shown(event: StoredEvent): StoredEvent | null;
  /** The same part of the city without what is restricted: what may be handed to staff. */
  forStaff(): Scope;
}

type ScopedPorts = Pick<ApiDeps, "city" | "state" | "rejects" | "suppression" | "latest" | "history">;

/** Scopes of grants over one city. */
export interface Scopes {
  of(grant: Grant): Scope;
  /** For whoever has not said who they are: what is public. */
  readonly nobody: Scope;
}

/** Scopes in memory at most: callers with the same grant share one. */
const mostKept = 500;

export function createScopes(ports: ScopedPorts): Scopes {
  const kept = new Map<string, Scope>();
  const nobody: Scope = { ...scopeOver(ports, publicReach(ports.city)), forStaff: () => nobody };
  const scopes: Scopes = {
    of(grant) {
      const key = grantKey(grant);
      const known = kept.get(key);
      if (known !== undefined) return known;
      const forStaff = (): Scope => scopes.of({ ...grant, roles: ["viewer"] });
      const made = { ...scopeOver(ports, reachOf(ports.city, grant)), forStaff };
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, made);
      return made;
    },
    nobody,
  };
  return scopes;
}

function scopeOver({ city, ...ports }: ScopedPorts, reach: Reach): Omit<Scope, "forStaff"> {
  const { fields } = reach;
  if (reach.isWholeCity && reach.hiddenGauges.size === 0 && !fields.isAny)
    return {
      ...{ isWholeCity: true, city, deviceIds: null, ...ports, fields },
      warnings: ports.state,
      shown: (event) => event,
    };
  const state = stateWithin(ports.state, reach);
  return {
    isWholeCity: reach.isWholeCity,
    city: reach.city,
    deviceIds: reach.deviceIds,
    state,
    rejects: reach.deviceIds === null ? ports.rejects : rejectsWithin(ports.rejects, reach.deviceIds),
    suppression: suppressionWithin(ports.suppression, reach),
    latest: latestWithin(ports.latest, reach),
    history: historyWithin(ports.history, reach),
    fields,
    warnings: warningsToRead(ports.state, state, reach),
    shown(event) {
      const inReach = isPlaced(event, reach) ? event : publicEvent(event, reach);
      return inReach === null ? null : eventWithin(inReach, reach);
    },
  };
}

function isPlaced(event: StoredEvent, { places }: Reach): boolean {
  const place = placeOfEvent(event);
  return places === null || (place !== null && places.has(place));
}
