import type { Role } from "../domain/people/role.ts";
import { demoCallerNames } from "../locales/simulation/demo-names.ts";
import type { DemoPart } from "../simulators/people/planned-call.ts";
import type { CommandStore } from "../store/sqlite/command-store.ts";

/** Tokens of those who call the API beside a simulated city: `reader` is shown to whoever started it, the others are its people's. */
export type Callers = Readonly<Record<DemoPart | "reader", string>>;

/** Nobody may do more than the part needs. */
const callerRoles: Readonly<Record<keyof Callers, Role>> = {
  reader: "viewer",
  unit: "integrator",
  "duty-officer": "duty-officer",
  commander: "commander",
};

/** Fresh tokens. Only the newest are good: those of earlier runs are revoked. */
export function renewCallers({ tokens }: Pick<CommandStore, "tokens">): Callers {
  const names = new Set<string>(Object.values(demoCallerNames));
  const old = tokens.list().filter(({ name, revokedAt }) => names.has(name) && revokedAt === null);
  for (const { tokenId } of old) tokens.revoke(tokenId);
  const created = (who: keyof Callers) =>
    tokens.create(demoCallerNames[who], { roles: [callerRoles[who]], areaCodes: [], deviceIds: [] }).token;
  return {
    reader: created("reader"),
    unit: created("unit"),
    "duty-officer": created("duty-officer"),
    commander: created("commander"),
  };
}
