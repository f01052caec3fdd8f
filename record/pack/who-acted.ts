import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { ActorPart } from "../../domain/governance/actor.ts";
import { partNames } from "../../locales/case-moves.ts";
import { fill } from "../../locales/fill.ts";
import { packTexts } from "../../locales/record/pack.ts";

/** An account of a person, as a pack names it. */
export interface PackedAccount {
  readonly accountId: string;
  readonly name: string;
}

/** An act as it is kept: under the name of an account or of a token. */
interface KeptAct {
  readonly by: string;
  readonly part?: ActorPart;
}

/**
 * Who acted, as markup: a person by name and account; else the part, for what a token is called says nothing to a reader. A name
 * that no account has now is said to be none.
 */
export function whoActed({ by, part }: KeptAct, accounts: readonly PackedAccount[]): string {
  if (by === "") return "";
  const [account, ...others] = accounts.filter(({ name }) => name === by);
  if (part === undefined || part === "duty-officer" || part === "commander") {
    if (account === undefined) return bilingualMarkup(fill(packTexts["no-account"], { name: by }));
    return others.length > 0 ? escaped(by) : `${escaped(by)} <code>${escaped(account.accountId)}</code>`;
  }
  return bilingualMarkup(partNames[part]);
}
