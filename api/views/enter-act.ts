import type { Entry } from "../../domain/inputs/input.ts";
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
 * @param onceKey an act whose key is known is not entered again: it has had its effect
 * @throws {HttpProblem} `api.refused` when it changes nothing, with the reason; `api.changed_since` where others were quicker
 */
export async function enterAct(
  entry: Entry,
  caller: Caller | null,
  { entries, log, onceKey }: Pick<ApiDeps, "entries" | "log"> & { readonly onceKey?: string | undefined },
): Promise<void> {
  const { logged, refusal } = await entries.enter(entry, onceKey);
  const act = { accountId: caller?.accountId, entrySeq: logged.entrySeq, kind: entry.kind };
  if (refusal !== null) {
    log.info({ ...act, refusal: refusal.code }, "act of a person refused");
    const isStale = refusal.code.endsWith(".changed_since");
    throw new HttpProblem(isStale ? "api.changed_since" : "api.refused", [], refusal);
  }
  log.info(act, "act of a person in effect");
}
