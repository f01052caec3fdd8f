import type { Caller } from "../../people/caller.ts";
import type { KeptAccount } from "../../store/ports.ts";

/** An account as it calls once it is signed in. */
export function asCaller({ accountId, name, roles, areaCodes, deviceIds }: KeptAccount): Caller {
  return { kind: "account", accountId, name, roles, areaCodes, deviceIds };
}
