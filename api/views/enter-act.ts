import { canonicalJson } from "../../domain/canonical-json.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { apiErrorTexts } from "../../locales/api.ts";
import type { Caller } from "../../people/caller.ts";
import type { ApiDeps } from "../app.ts";
import { HttpProblem } from "../http/http-problem.ts";

/** The name a person's act is kept under. Routes for people ask for a token, so there is a caller. */
export function nameOf(caller: Caller | null): string {
  return caller?.name ?? "";
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
  const { logged, refusal } = await entries.enter(entry, onceKey);
  // The log gave out what it had under the key: that was another act.
  if (onceKey !== undefined && !isSameAct(entry, logged.entry)) throw new HttpProblem("api.refused", [], keyUsed);
  const act = { accountId: caller?.accountId, entrySeq: logged.entrySeq, kind: entry.kind };
  if (refusal !== null) {
    log.info({ ...act, refusal: refusal.code }, "act of a person refused");
    const isStale = refusal.code.endsWith(".changed_since");
    throw new HttpProblem(isStale ? "api.changed_since" : "api.refused", [], refusal);
  }
  log.info(act, "act of a person in effect");
}

const keyUsed: Refusal = { code: "processor.key_used", words: apiErrorTexts["key-used"] };

/** Whether an act is the one that was entered before under its key; a sheet is made anew each time, and is none of the caller's. */
function isSameAct(sent: Entry, known: Entry): boolean {
  return canonicalJson(asSent(sent)) === canonicalJson(asSent(known));
}

function asSent(entry: Entry): unknown {
  if (entry.kind !== "shift-action" || entry.action.do !== "hand-over") return entry;
  const { sheet: _, ...action } = entry.action;
  return { ...entry, action };
}
