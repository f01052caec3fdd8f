import { isOfWholeCity } from "../../domain/people/grant.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { Caller } from "../../people/caller.ts";
import { rightsOf } from "../../people/rights.ts";
import type { OpenSession } from "../../people/sessions/sessions.ts";

/** Who calls, as they read it of themselves. */
export function meView(caller: Caller, session: Omit<OpenSession, "caller"> | null) {
  const { kind, accountId, name, roles, areaCodes, deviceIds } = caller;
  const given = { roles: [...roles], areaCodes: [...areaCodes], deviceIds: [...deviceIds] };
  return {
    ...{ kind, accountId, name, ...given, rights: [...rightsOf(roles)], isWholeCity: isOfWholeCity(caller) },
    language: session?.language ?? null,
    preferences: session?.preferences ?? {},
    csrfToken: session?.csrfToken ?? null,
    endsAt: session === null ? null : isoInstant(session.endsAt),
  };
}
