import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { ActorPart } from "../../domain/governance/actor.ts";
import type { Called } from "../../domain/governance/entry-caller.ts";
import { partNames } from "../../locales/case-moves.ts";
import { fill } from "../../locales/fill.ts";
import { packTexts } from "../../locales/record/pack.ts";

/** An account of a person, as a pack names it. */
export interface PackedAccount {
  readonly accountId: string;
  readonly name: string;
}

/** An act as it is kept: under the name of an account or of a token; acts of old releases have no more. */
interface KeptAct extends Called {
  readonly by: string;
  readonly part?: ActorPart;
}

/**
 * Who acted, as markup: a person by name and account; else the part, for what a token is called says nothing to a reader. Of an
 * act without its caller the account is the one that has the name now; a name that none has is said to be none.
 */
export function whoActed({ by, part, caller }: KeptAct, accounts: readonly PackedAccount[]): string {
  if (by === "") return "";
  if (part !== undefined && part !== "duty-officer" && part !== "commander") return bilingualMarkup(partNames[part]);
  const ids = caller === undefined ? idsNamed(by, accounts) : caller.kind === "account" ? [caller.id] : [];
  const [id, ...others] = ids;
  if (id === undefined) return bilingualMarkup(fill(packTexts["no-account"], { name: by }));
  return others.length > 0 ? escaped(by) : `${escaped(by)} <code>${escaped(id)}</code>`;
}

function idsNamed(wanted: string, accounts: readonly PackedAccount[]): readonly string[] {
  return accounts.flatMap(({ accountId, name }) => (name === wanted ? [accountId] : []));
}
