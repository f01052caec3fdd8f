import { canonicalJson } from "../../domain/canonical-json.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { apiErrorTexts } from "../../locales/api.ts";
import { type Caller, calledBy } from "../../people/caller.ts";
import type { ApiDeps } from "../app.ts";
import { HttpProblem } from "../http/http-problem.ts";
import type { Acting } from "../ports.ts";

/** The name a person's act is kept under. Routes for people ask for a token, so there is a caller. */
export function nameOf(caller: Caller | null): string {
  return caller?.name ?? "";
}

/** As those outside the API are told who acts. */
export function actingOf(caller: Caller | null): Acting {
  return { by: nameOf(caller), ...calledBy(caller) };
}

/**
 * Enters what a person does and waits until it is in effect.
 *
 * @param onceKey an act whose key is known is not entered again, and answered as it was the first time
 * @throws {HttpProblem} `api.refused` when it changes nothing, with the reason; `api.changed_since` where others were quicker
 */
export async function enterAct(
  entry: Entry,
  caller: Caller | null,
  { entries, log, onceKey }: Pick<ApiDeps, "entries" | "log"> & { readonly onceKey?: string | undefined },
): Promise<void> {
  const { logged, refusal } = await entries.enter(entry, caller, onceKey);
  // The log gave out what it had under the key: that was another act.
  if (onceKey !== undefined && !isSameAct(entry, logged.entry, caller))
    throw new HttpProblem("api.refused", [], keyUsed);
  const act = { accountId: caller?.accountId, entrySeq: logged.entrySeq, kind: entry.kind };
  if (refusal !== null) {
    log.info({ ...act, refusal: refusal.code }, "act of a person refused");
    const isStale = refusal.code.endsWith(".changed_since");
    throw new HttpProblem(isStale ? "api.changed_since" : "api.refused", [], refusal);
  }
  log.info(act, "act of a person in effect");
}

const keyUsed: Refusal = { code: "processor.key_used", words: apiErrorTexts["key-used"] };

/**
 * Whether an act is the one that was entered before under its key, which is its caller's alone: what the caller is called
 * may have changed since.
 */
function isSameAct(sent: Entry, known: Entry, caller: Caller | null): boolean {
  return canonicalJson(asSent(sent, caller)) === canonicalJson(asSent(known, known.caller ?? caller));
}

/** What the caller said; a sheet is made anew each time, and is none of theirs. */
function asSent({ caller: _, ...entry }: Entry, caller: { readonly name: string } | null): unknown {
  const said = "by" in entry && entry.by === caller?.name ? { ...entry, by: null } : entry;
  if (said.kind !== "shift-action" || said.action.do !== "hand-over") return said;
  const { sheet: __, ...action } = said.action;
  return { ...said, action };
}
