import type { Actor } from "../../domain/governance/actor.ts";
import type { Role } from "../../domain/people/role.ts";
import type { Caller } from "../../people/caller.ts";

/** In what part a caller acts on warnings and responses; whoever is both on duty and commander names none, and may act in any. */
export function actorOf(caller: Caller | null): { readonly actor?: Actor } {
  if (caller === null) return {};
  const has = (role: Role): boolean => caller.roles.includes(role);
  if (has("commander") && has("duty-officer")) return {};
  return { actor: { part: has("commander") ? "commander" : "duty-officer", accountId: caller.accountId } };
}
