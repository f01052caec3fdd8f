import type { Actor } from "../../domain/governance/actor.ts";
import type { ApiToken } from "../../store/ports.ts";

/** In what part a caller acts: tokens of operators name none, and may act in any. */
export function actorOf(_caller: ApiToken | null): { readonly actor?: Actor } {
  return {};
}
